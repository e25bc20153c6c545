import { memoize } from '../../memoize.ts';
import { scopeKey } from '../../snapshot/scope-key.ts';
import { fingerprintOf } from '../findings.ts';
import type { JoinableReport } from '../joinable-report.ts';
import type { Finding, PlannedChange, Report } from '../report.ts';

type Listed = Pick<Report, 'subnets' | 'endpoints' | 'outlook' | 'releases' | 'gaps'> & {
  readonly harmlessGaps: Report['gaps'];
};

interface PlacedChange {
  readonly change: PlannedChange;
  readonly concerned: number;
}

/** What a report says of one scope. Ids of changes mean something beside the others of the same report alone. */
export interface Portion extends Listed {
  readonly findings: readonly Finding[];
  readonly changes: readonly PlacedChange[];
}

interface Draft {
  readonly subnets: Report['subnets'][number][];
  readonly endpoints: Report['endpoints'][number][];
  readonly outlook: Report['outlook'][number][];
  readonly releases: Report['releases'][number][];
  readonly gaps: Report['gaps'][number][];
  readonly harmlessGaps: Report['gaps'][number][];
  readonly findings: Finding[];
  readonly changes: PlacedChange[];
}

const emptyDraft = (): Draft => ({
  ...{ subnets: [], endpoints: [], outlook: [], releases: [], gaps: [], harmlessGaps: [], findings: [], changes: [] },
});

/** By the keys of scopes. */
export const portionsOf = memoize(({ report, concerned }: JoinableReport): ReadonlyMap<string, Portion> => {
  const drafts = new Map<string, Draft>();
  const at = (place: Pick<Finding, 'account' | 'region'>): Draft => {
    const key = scopeKey(place);
    const draft = drafts.get(key) ?? emptyDraft();
    drafts.set(key, draft);

    return draft;
  };
  for (const one of report.subnets) at(one).subnets.push(one);
  for (const one of report.endpoints) at(one).endpoints.push(one);
  for (const one of report.outlook) at(one).outlook.push(one);
  for (const one of report.releases) at(one).releases.push(one);
  for (const one of report.gaps) at(one).gaps.push(one);
  for (const one of report.harmlessGaps ?? []) at(one).harmlessGaps.push(one);
  for (const one of report.findings) at(one).findings.push(one);
  for (const change of report.changes)
    at(change.change).changes.push({ change, concerned: concerned.get(change.id) ?? 0 });

  return drafts;
});

/** The same whatever else the report is about: with the numbers that its changes have by themselves. */
export const portionText = ({ changes, findings, ...listed }: Portion): string => {
  const numbers = new Map(changes.map(({ change: { id } }, at) => [id, at]));
  const numbered = (ids: readonly string[]) => ids.map((id) => numbers.get(id) ?? id);

  return JSON.stringify({
    ...listed,
    findings: findings.map((finding) => ({ ...finding, changes: numbered(finding.changes) })),
    changes: changes.map(({ change, concerned }, id) => ({
      ...change,
      ...{ id, concerned, needs: numbered(change.needs) },
    })),
  });
};

/** With what fingerprints are made of in their place, so that they can be made of other ids. */
export interface Unsigned {
  readonly listed: Listed;
  readonly findings: readonly { readonly finding: Finding; readonly ids: string }[];
  readonly changes: readonly {
    readonly placed: PlacedChange;
    /** Places of the findings. */
    readonly fixes: readonly number[];
  }[];
}

/** With longer names, longer remedies may be cut. */
const longestRemedy = 1_000;

/** Null: it tells of a finding that is none of its own, or more than names may be put into. */
export const unsigned = (
  { findings, changes, ...listed }: Portion,
  { identities }: Pick<JoinableReport, 'identities'>,
): Unsigned | null => {
  const places = new Map(findings.map(({ fingerprint }, at) => [fingerprint, at]));
  const isWhole = changes.every(({ change }) => change.fixes.every((one) => places.has(one)));
  if (findings.some(({ remedy }) => remedy.length > longestRemedy)) return null;
  if (!isWhole || !findings.every(({ fingerprint }) => identities.has(fingerprint))) return null;

  return {
    listed,
    findings: findings.map((finding) => ({
      finding: { ...finding, fingerprint: '' },
      ids: identities.get(finding.fingerprint) ?? '',
    })),
    changes: changes.map(({ change, concerned }) => ({
      placed: { change: { ...change, fixes: [] }, concerned },
      fixes: change.fixes.flatMap((one) => places.get(one) ?? []),
    })),
  };
};

export const signed = ({ listed, findings, changes }: Unsigned): Portion => {
  const fingerprints = findings.map(({ finding, ids }) => fingerprintOf(ids, finding.resource));

  return {
    ...listed,
    findings: findings.map(({ finding }, at) => ({ ...finding, fingerprint: fingerprints[at] ?? '' })),
    changes: changes.map(({ placed: { change, concerned }, fixes }) => ({
      change: { ...change, fixes: fixes.flatMap((at) => fingerprints[at] ?? []) },
      concerned,
    })),
  };
};
