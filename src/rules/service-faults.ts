import type { NamedOutcome, Outcome, Path, PathGroup, VerdictKind } from '../analysis/path.ts';
import { groupBy } from '../group-by.ts';
import { memoize } from '../memoize.ts';
import type { Subnet, Vpc } from '../network/network.ts';
import type { Service } from '../services/service.ts';
import type { AuditedScope, Confidence, Violation } from './rule.ts';

/** The paths of one service that come to a verdict, the same for a group of equivalent subnets; the primary name's first. */
export interface ServiceFault {
  readonly vpc: Vpc;
  readonly subnets: readonly Subnet[];
  readonly service: Service;
  /** As the first of the subnets has it. */
  readonly path: Path;
  readonly paths: readonly NamedOutcome[];
  /** Kinds of what carries them out of the VPC, sorted. */
  readonly exits: readonly string[];
  readonly confidence: Confidence;
}

const isLike = (a: Outcome, b: Outcome): boolean =>
  a === b ||
  (a.verdict === b.verdict && a.via?.id === b.via?.id && a.reason === b.reason && a.parts.length === b.parts.length);

/** A secondary name that SDKs dial on their own counts only where its outcome differs from the primary name's. */
const counts = (path: NamedOutcome, all: readonly NamedOutcome[]): boolean => {
  if (path.name.primary) return true;
  if (!path.name.dialedByDefault) return false;
  const primary = all.find(
    ({ service, name, family }) => name.primary && service === path.service && family === path.family,
  );

  return primary === undefined || !isLike(primary.outcome, path.outcome);
};

const exitsOf = (paths: readonly NamedOutcome[]): readonly string[] => {
  const ways = paths.flatMap(({ outcome }) => [outcome, ...outcome.parts]);
  const out = ways.filter(({ verdict }) => verdict === 'public' || verdict === 'transit');

  return [...new Set(out.flatMap(({ via }) => via?.kind ?? []))].sort();
};

/** Many rules ask, each for one verdict, which few groups come to. */
const groupsByVerdict = memoize((groups: readonly PathGroup[]): ReadonlyMap<VerdictKind, readonly PathGroup[]> => {
  const byVerdict = new Map<VerdictKind, PathGroup[]>();
  for (const group of groups)
    for (const verdict of new Set(group.paths.map(({ outcome }) => outcome.verdict))) {
      const present = byVerdict.get(verdict);
      if (present === undefined) byVerdict.set(verdict, [group]);
      else present.push(group);
    }

  return byVerdict;
});

/**
 * One fault for each service and group of equivalent subnets, whatever families and names share it, in the order of
 * paths. Only the owner of a shared VPC can change its routes; what is unknown there concerns the participant too.
 */
export function* serviceFaults(
  { paths }: AuditedScope,
  verdict: VerdictKind,
  concerns: (outcome: Outcome, vpc: Vpc) => boolean = () => true,
): Generator<ServiceFault> {
  for (const { subnets, paths: all } of groupsByVerdict(paths).get(verdict) ?? []) {
    const [subnet] = subnets;
    if (subnet.vpc.isShared && verdict !== 'unknown') continue;
    const found = all.filter(
      (path) => path.outcome.verdict === verdict && concerns(path.outcome, subnet.vpc) && counts(path, all),
    );
    for (const group of groupBy(found, (path) => path.service).values()) {
      const [first] = group;
      const confidence = first.outcome.doubts.length === 0 ? 'certain' : 'likely';
      yield {
        vpc: subnet.vpc,
        subnets,
        service: first.service,
        path: { ...first, subnet },
        paths: group,
        exits: exitsOf(group),
        confidence,
      };
    }
  }
}

interface Telling extends Pick<Violation, 'remedy' | 'severity' | 'confidence'> {
  readonly message: (subnet: Subnet) => string;
}

/** One violation for each subnet of the fault. */
export function* inEach({ vpc, service, subnets, exits }: ServiceFault, telling: Telling): Generator<Violation> {
  const { message, remedy, severity, confidence } = telling;
  for (const subnet of subnets)
    yield {
      vpc,
      resource: subnet.id,
      subnet,
      service: service.id,
      exits,
      message: message(subnet),
      remedy,
      severity,
      confidence,
    };
}

export const namesByFamily = (paths: readonly NamedOutcome[]): string =>
  [...new Set(paths.map(({ name, family }) => `${name.name} over ${family === 'ipv4' ? 'IPv4' : 'IPv6'}`))].join(', ');

/** Which names are affected, unless it is only the primary one over IPv4. */
export const namesSuffix = ({ path, paths }: ServiceFault): string =>
  path.name.primary && paths.every(({ family }) => family === 'ipv4') ? '' : ` (${namesByFamily(paths)})`;
