import type { Acceptance, Finding, Report } from '../audit.ts';
import { type AcceptEntry, type Matched, matchable } from '../config/config.ts';
import { hasExpired } from '../day.ts';
import { Failure } from '../failure.ts';
import { globMatcher } from '../glob.ts';
import { memoize } from '../memoize.ts';
import { acceptFindings } from './accept.ts';
import { candidateFindings } from './candidate-findings.ts';
import { meantBy, type NamedThings, namedThings } from './named-ids.ts';
import { serviceLookup } from './service-of-finding.ts';
import type { TagsOf } from './tags/tag-index.ts';

/** What of a finding each kind of pattern is held against; none where the finding has nothing of the kind. */
type Traits = Readonly<Record<Matched, (finding: Finding) => readonly string[]>>;

const some = (value: string | null | undefined): readonly string[] => (value ? [value] : []);

const ofKind = (prefix: string, { resource }: Finding): string | null =>
  resource.startsWith(prefix) ? resource : null;

const traitsOf = (report: Report, tagsOf: TagsOf): Traits => {
  const serviceOf = serviceLookup(report);
  const units = new Map((report.accounts ?? []).map(({ account, unit }) => [account, unit]));

  return {
    rule: ({ rule }) => [rule],
    account: ({ account }) => some(account),
    unit: ({ account }) => some(units.get(account ?? '')),
    region: ({ region }) => [region],
    vpc: ({ vpcId }) => [vpcId],
    subnet: (finding) => some(ofKind('subnet-', finding)),
    routeTable: (finding) => some(finding.routeTableId ?? ofKind('rtb-', finding)),
    service: (finding) => some(serviceOf(finding)),
    exit: ({ exits }) => exits,
    tag: (finding) => tagsOf(finding).flatMap(({ tags }) => tags.map(({ key, value }) => `${key}=${value}`)),
  };
};

/** What one list of patterns asks of a finding. */
interface Demand {
  readonly key: Matched;
  readonly fits: (value: string) => boolean;
  /** One of these has to be among the values; null where anything might. */
  readonly literals: readonly string[] | null;
  readonly faults: readonly string[];
}

const demandOf = (key: Matched, patterns: readonly string[], things: NamedThings): Demand => {
  if (key === 'vpc' || key === 'subnet') {
    const { isMeant, ids, faults } = meantBy(patterns, things[key]);

    return { key, fits: isMeant, literals: ids, faults };
  }
  const literals = new Set(patterns.filter((pattern) => !pattern.includes('*')));
  const matchers = patterns.filter((pattern) => pattern.includes('*')).map(globMatcher);

  return {
    key,
    fits: (value) => literals.has(value) || matchers.some((matches) => matches(value)),
    literals: matchers.length === 0 ? [...literals] : null,
    faults: [],
  };
};

type ValuesOf = (key: Matched) => readonly string[];

/** Whoever accepts one way out has not accepted another beside it. */
const isMet = ({ key, fits }: Demand, values: readonly string[]): boolean =>
  key === 'exit' ? values.length > 0 && values.every(fits) : values.some(fits);

/** A lone `*` asks for nothing, so that it also fits what has no service or no subnet. */
const demandsOf = ({ match }: AcceptEntry, things: NamedThings): readonly Demand[] =>
  matchable.flatMap((key) => {
    const patterns = match[key];

    return patterns === undefined || patterns.includes('*') ? [] : [demandOf(key, patterns, things)];
  });

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

/** A few seconds of comparing. */
const mostComparisons = 100_000_000;

const assertFew = (comparisons: number, what: string): void => {
  if (comparisons > mostComparisons)
    throw new Failure(
      `The config's accept entries would have to be held against ${what} ${comparisons} times, and ${mostComparisons} are the most that are tried`,
      'Name what is accepted without a *, or accept findings one by one with a baseline: vpce-audit baseline.',
    );
};

const starsIn = ({ match }: AcceptEntry, keys: readonly Matched[]): number =>
  keys.flatMap((key) => match[key] ?? []).filter((pattern) => pattern.includes('*')).length;

/** A report, and what there is to say of entries that did nothing for it. */
interface Configured {
  readonly report: Report;
  readonly warnings: readonly string[];
  /** Entries that would accept something, had their day not come. */
  readonly expired: readonly string[];
}

/** What the config's entries accept; the first that covers a finding and has not expired answers for it. */
export const applyConfig = (
  report: Report,
  entries: readonly AcceptEntry[],
  tagsOf: TagsOf,
  today: string,
): Configured => {
  if (entries.length === 0) return { report, warnings: [], expired: [] };
  const stars = entries.reduce((sum, entry) => sum + starsIn(entry, ['vpc', 'subnet']), 0);
  assertFew(stars * report.subnets.length, 'subnets');
  const things = namedThings(report);
  const traits = traitsOf(report, tagsOf);
  const valuesOf = memoize((finding: Finding) => valuesOfFinding(finding, traits));
  const candidatesFor = candidateFindings(report.findings, (finding, key) => valuesOf(finding)(key));
  const plans = entries.map((entry, index) => {
    const demands = demandsOf(entry, things);

    return { entry, place: `accept[${index}]`, demands, candidates: candidatesFor(demands) };
  });
  assertFew(
    plans.reduce((sum, { entry, candidates }) => sum + candidates.count * (1 + starsIn(entry, matchable)), 0),
    'findings',
  );
  const acceptances = new Map<Finding, Acceptance>();
  const warnings: string[] = [];
  const late: { readonly place: string; readonly expires: string | undefined; readonly covered: readonly Finding[] }[] =
    [];
  for (const { entry, place, demands, candidates } of plans) {
    const covered = candidates
      .list()
      .filter((finding) => demands.every((demand) => isMet(demand, valuesOf(finding)(demand.key))));
    if (hasExpired(entry.expires, today)) {
      late.push({ place, expires: entry.expires, covered });
      continue;
    }
    const acceptance = acceptanceBy(entry);
    for (const finding of covered) if (!acceptances.has(finding)) acceptances.set(finding, acceptance);
    const faults = demands.flatMap((demand) => demand.faults);
    if (faults.length > 0) warnings.push(...faults.map((fault) => `${place}: ${fault}`));
    else if (covered.length === 0) warnings.push(`${place} matches nothing any more`);
  }

  const expired = late.flatMap(({ place, expires, covered }) => {
    const open = covered.filter((finding) => finding.accepted === undefined && !acceptances.has(finding)).length;
    const what = open === 1 ? 'a finding counts' : `${open} findings count`;

    return open === 0 ? [] : [`${place} expired on ${expires}: ${what} again that it accepted`];
  });

  return { report: acceptFindings(report, (finding) => acceptances.get(finding) ?? null), warnings, expired };
};
