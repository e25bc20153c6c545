import type { Acceptance, Finding, Report } from '../audit.ts';
import { type AcceptEntry, type Matched, matchable } from '../config/config.ts';
import { hasExpired } from '../day.ts';
import { globMatcher } from '../glob.ts';
import { memoize } from '../memoize.ts';
import { acceptFindings } from './accept.ts';
import { idsOfWords, type NamedThings, namedThings } from './named-ids.ts';
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

type Fits = (values: readonly string[]) => boolean;

/** A lone `*` asks for nothing, so that it also fits what has no service or no subnet. */
const fitsAny = (patterns: readonly string[]): Fits => {
  if (patterns.includes('*')) return () => true;
  const matchers = patterns.map(globMatcher);

  return (values) => values.some((value) => matchers.some((matches) => matches(value)));
};

/** Whoever accepts one way out has not accepted another beside it. */
const fitsEach = (patterns: readonly string[]): Fits => {
  const fits = fitsAny(patterns);

  return (values) => fits(values) && values.every((value) => fits([value]));
};

type ValuesOf = (key: Matched) => readonly string[];
type Covers = (valuesOf: ValuesOf) => boolean;

/** Compiled once: there may be thousands of entries, and of findings. */
const coverage = (match: AcceptEntry['match']): Covers => {
  const tests = matchable.flatMap((key) => {
    const patterns = match[key];

    return patterns === undefined ? [] : [{ key, fits: key === 'exit' ? fitsEach(patterns) : fitsAny(patterns) }];
  });

  return (valuesOf) => tests.every(({ key, fits }) => fits(valuesOf(key)));
};

const valuesOfFinding = (finding: Finding, traits: Traits): ValuesOf => {
  const known = new Map<Matched, readonly string[]>();

  return (key) => {
    const values = known.get(key) ?? traits[key](finding);
    known.set(key, values);

    return values;
  };
};

const acceptanceBy = ({ reason, expires, owner }: AcceptEntry): Acceptance => ({
  by: owner === undefined ? 'config' : `config, owner ${owner}`,
  reason,
  ...(expires === undefined ? {} : { expires }),
});

const nameable = ['vpc', 'subnet'] as const;

/** An entry with ids instead of names, and what is wrong with its words. */
interface Resolved {
  readonly entry: AcceptEntry;
  readonly covers: Covers;
  readonly place: string;
  readonly faults: readonly string[];
}

const resolved = (entry: AcceptEntry, place: string, things: NamedThings): Resolved => {
  const match = { ...entry.match };
  const faults: string[] = [];
  for (const kind of nameable) {
    const words = match[kind];
    if (words === undefined) continue;
    const found = idsOfWords(words, kind, things);
    match[kind] = found.ids;
    faults.push(...found.faults);
  }

  return { entry, covers: coverage(match), place, faults };
};

const warningsOf = ({ covers, place, faults }: Resolved, valuesOfEach: readonly ValuesOf[]): string[] => {
  if (faults.length > 0) return faults.map((fault) => `${place}: ${fault}`);

  return valuesOfEach.some(covers) ? [] : [`${place} matches nothing any more`];
};

/** A report, and what there is to say of entries that did nothing for it. */
interface Configured {
  readonly report: Report;
  readonly warnings: readonly string[];
}

/** What the config's entries accept; the first that covers a finding and has not expired answers for it. */
export const applyConfig = (
  report: Report,
  entries: readonly AcceptEntry[],
  tagsOf: TagsOf,
  today: string,
): Configured => {
  const things = namedThings(report);
  const valid = entries.flatMap((entry, index) =>
    hasExpired(entry.expires, today) ? [] : resolved(entry, `accept[${index}]`, things),
  );
  if (valid.length === 0) return { report, warnings: [] };
  const traits = traitsOf(report, tagsOf);
  const valuesOf = memoize((finding: Finding) => valuesOfFinding(finding, traits));
  const accepted = acceptFindings(report, (finding) => {
    const found = valid.find(({ covers }) => covers(valuesOf(finding)));

    return found === undefined ? null : acceptanceBy(found.entry);
  });

  const valuesOfEach = report.findings.map(valuesOf);

  return { report: accepted, warnings: valid.flatMap((one) => warningsOf(one, valuesOfEach)) };
};
