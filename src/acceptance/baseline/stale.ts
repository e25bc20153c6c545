import { sharedPathsOf } from '../../audit/paths.ts';
import type { AuditOptions, Report } from '../../audit.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';

/** What was audited of all that the facts hold. */
export type Extent = Pick<AuditOptions, 'vpcs' | 'subnets'>;

type Sees = (entry: BaselineEntry) => boolean;

const seesPlace = ({ scopes }: Report, { vpcs, subnets }: Extent): Sees => {
  const places = new Set(scopes.map(({ account, region }) => `${account} ${region}`));

  return ({ account, region, vpcId, resource }) =>
    places.has(`${account} ${region}`) &&
    (vpcs.length === 0 || vpcs.includes(vpcId)) &&
    (subnets.length === 0 || subnets.includes(resource));
};

/** A finding that is about no service in particular may hang on the paths of any that the baseline knows. */
const seesService = (report: Report, { accepted }: Baseline): Sees => {
  const audited = new Set<string | null>();
  for (const [{ service }] of sharedPathsOf(report)) audited.add(service);
  const all = accepted.every(({ service }) => service === null || audited.has(service));

  return ({ service }) => (service === null ? all : audited.has(service));
};

/** Where the verdict is unknown, the fault may be there still. */
const seesThrough = ({ rules, subnets }: Report): Sees => {
  const checked = new Set(rules.filter(({ outcome }) => outcome === 'checked').map(({ id }) => id));
  const clouded = new Set<string>();
  for (const { subnetId, paths } of subnets)
    for (const { service, way } of paths)
      if (way.verdict === 'unknown') clouded.add(subnetId).add(`${subnetId} ${service}`);

  return ({ rule, resource, service }) =>
    checked.has(rule) && !clouded.has(service === null ? resource : `${resource} ${service}`);
};

/**
 * Entries that match nothing although the audit would have found it: it looked there, for that service, with that rule,
 * and could read what it needed. An audit of a part says nothing about the rest.
 */
export const staleEntries = (report: Report, baseline: Baseline, extent: Extent): readonly BaselineEntry[] => {
  const present = new Set(report.findings.map(({ fingerprint }) => fingerprint));
  const sees = [seesPlace(report, extent), seesService(report, baseline), seesThrough(report)];

  return baseline.accepted.filter((entry) => !present.has(entry.fingerprint) && sees.every((judge) => judge(entry)));
};

export const pruneBaseline = (baseline: Baseline, stale: readonly BaselineEntry[]): Baseline => {
  const gone = new Set(stale.map(({ fingerprint }) => fingerprint));

  return { ...baseline, accepted: baseline.accepted.filter(({ fingerprint }) => !gone.has(fingerprint)) };
};
