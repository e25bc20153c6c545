import type { Acceptance, Finding, Report } from '../audit.ts';
import { type AcceptEntry, type Matched, matchable } from '../config/config.ts';
import { hasExpired } from '../day.ts';
import { matchesGlob } from '../glob.ts';
import { acceptFindings } from './accept.ts';
import { serviceLookup } from './service-of-finding.ts';
import type { TagsOf } from './tags/tag-index.ts';

/** What of a finding each kind of pattern is held against; none where the finding has nothing of the kind. */
type Traits = Readonly<Record<Matched, (finding: Finding) => readonly string[]>>;

const some = (value: string | null | undefined): readonly string[] => (value ? [value] : []);

const ofKind = (prefix: string, { resource }: Finding): string | null =>
  resource.startsWith(prefix) ? resource : null;

const traitsOf = (report: Report, tagsOf: TagsOf): Traits => {
  const serviceOf = serviceLookup(report);

  return {
    rule: ({ rule }) => [rule],
    account: ({ account }) => some(account),
    region: ({ region }) => [region],
    vpc: ({ vpcId }) => [vpcId],
    subnet: (finding) => some(ofKind('subnet-', finding)),
    routeTable: (finding) => some(finding.routeTableId ?? ofKind('rtb-', finding)),
    service: (finding) => some(serviceOf(finding)),
    exit: ({ exits }) => exits,
    tag: (finding) => tagsOf(finding).flatMap(({ tags }) => tags.map(({ key, value }) => `${key}=${value}`)),
  };
};

/** A lone `*` asks for nothing, so that it also fits what has no service or no subnet. */
const fits = (patterns: readonly string[], values: readonly string[]): boolean =>
  patterns.some((pattern) => pattern === '*' || values.some((value) => matchesGlob(pattern, value)));

/** Whoever accepts one way out has not accepted another beside it. */
const fitsEach = (patterns: readonly string[], values: readonly string[]): boolean =>
  fits(patterns, values) && values.every((value) => fits(patterns, [value]));

const covers = ({ match }: AcceptEntry, finding: Finding, traits: Traits): boolean =>
  matchable.every((key) => {
    const patterns = match[key];
    if (patterns === undefined) return true;

    return (key === 'exit' ? fitsEach : fits)(patterns, traits[key](finding));
  });

const acceptanceBy = ({ reason, expires, owner }: AcceptEntry): Acceptance => ({
  by: owner === undefined ? 'config' : `config, owner ${owner}`,
  reason,
  ...(expires === undefined ? {} : { expires }),
});

/** What the config's entries accept; the first that covers a finding and has not expired answers for it. */
export const applyConfig = (report: Report, entries: readonly AcceptEntry[], tagsOf: TagsOf, today: string): Report => {
  const valid = entries.filter(({ expires }) => !hasExpired(expires, today));
  if (valid.length === 0) return report;
  const traits = traitsOf(report, tagsOf);

  return acceptFindings(report, (finding) => {
    const entry = valid.find((one) => covers(one, finding, traits));

    return entry === undefined ? null : acceptanceBy(entry);
  });
};
