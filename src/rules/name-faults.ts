import type { Decider, Resolution } from '../analysis/dns/answer.ts';
import { forbidsVerdict } from '../analysis/doubt.ts';
import { groupBy } from '../group-by.ts';
import type { Vpc } from '../network/network.ts';
import type { Service } from '../services/service.ts';
import { list } from '../wording.ts';
import type { ServiceResolution, Severity } from './rule.ts';

/** What one resource does to the names of one service in one VPC. */
export interface NameFault {
  readonly service: Service;
  readonly vpc: Vpc;
  readonly decidedBy: Decider;
  /** What SDKs dial on their own comes first. */
  readonly resolutions: readonly Resolution[];
  readonly isDialed: boolean;
}

const keyOf = ({ service, resolution: { vpc, decidedBy, answer } }: ServiceResolution): string =>
  [vpc.id, service.id, decidedBy.kind, decidedBy.id, 'reason' in answer ? answer.reason : answer.kind].join(' ');

const dialedFirst = (a: ServiceResolution, b: ServiceResolution): number => Number(b.isDialed) - Number(a.isDialed);

const faultOf = (group: readonly [ServiceResolution, ...ServiceResolution[]]): NameFault => {
  const { service, resolution } = group[0];

  return {
    service,
    vpc: resolution.vpc,
    decidedBy: resolution.decidedBy,
    resolutions: group.toSorted(dialedFirst).map((one) => one.resolution),
    isDialed: group.some((one) => one.isDialed),
  };
};

/** What nobody can tell of the name, the path says: a fault would state what was not read. */
const isTold = ({ doubts }: Resolution): boolean => !doubts.some(forbidsVerdict);

/** One fault for each VPC, service and deciding resource, however many names and families share it. */
export const nameFaults = (
  resolutions: readonly ServiceResolution[],
  concerns: (resolution: Resolution) => boolean,
): readonly NameFault[] => {
  const groups = groupBy(resolutions, (one) =>
    concerns(one.resolution) && isTold(one.resolution) ? keyOf(one) : null,
  );

  return [...groups.values()].map(faultOf);
};

const shown = 3;

/** The first few affected names, and how many more there are. */
export const affectedNames = ({ resolutions }: NameFault): string => {
  const names = [...new Set(resolutions.map(({ name }) => name))];

  return list(names.length <= shown + 1 ? names : [...names.slice(0, shown), `${names.length - shown} more`]);
};

/** Singular or plural, by how many names are affected. */
export const verbFor = ({ resolutions }: NameFault, one: string, several: string): string =>
  new Set(resolutions.map(({ name }) => name)).size === 1 ? one : several;

/** Names that SDKs do not dial on their own are worth a note only. */
export const severityOf = ({ isDialed }: NameFault, severity: Severity): Severity => (isDialed ? severity : 'note');
