import { occupancyOf } from '../analysis/occupancy.ts';
import type { NamedOutcome, Outcome, VerdictKind } from '../analysis/path.ts';
import { memoizeBy } from '../memoize.ts';
import type { Subnet } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import type { AuditedScope } from '../rules/rule.ts';

/** How many paths of one service in one VPC went from one verdict to another. */
export interface Move {
  readonly vpcId: string;
  readonly service: string;
  /** Of names that an AWS SDK dials by default. */
  readonly primary: boolean;
  readonly before: VerdictKind;
  /** Null: the path is no more. */
  readonly after: VerdictKind | null;
  readonly isHarm: boolean;
  readonly count: number;
  /** One of the subnets. */
  readonly subnetId: string;
}

const grave: ReadonlySet<VerdictKind> = new Set<VerdictKind>(['unreachable', 'unknown', 'public']);

const partVerdicts = ({ parts }: Outcome): ReadonlySet<VerdictKind> => new Set(parts.map(({ verdict }) => verdict));

/** AWS does not state outright that the endpoint serves it; what was public or nowhere before is no worse off. */
const isPerhapsPrivate = (before: Outcome, { verdict, reason, hops }: Outcome): boolean => {
  const last = hops.at(-1);

  return (
    (before.verdict === 'public' || before.verdict === 'unreachable') &&
    verdict === 'unknown' &&
    reason === 'unrecognised' &&
    `${last?.at} ${last?.because}`.includes('vpce-')
  );
};

/** Nothing that works today may stop, and nothing may come out into the open or out of sight. */
const harms = (before: Outcome, after: Outcome | undefined): boolean => {
  // A name that only an endpoint lists is asked for no more once that is gone.
  if (after === undefined) return before.verdict === 'private';
  if (before.verdict !== after.verdict)
    return before.verdict === 'private' || (grave.has(after.verdict) && !isPerhapsPrivate(before, after));
  if (after === before || after.verdict !== 'split') return false;
  const known = partVerdicts(before);

  return [...partVerdicts(after)].some((verdict) => grave.has(verdict) && !known.has(verdict));
};

const keyOf = ({ service, name, family }: NamedOutcome): string => `${service.id} ${name.name} ${family}`;

type Paths = readonly NamedOutcome[];
type PairMove = Omit<Move, 'vpcId' | 'count' | 'subnetId'>;

const movesOfPair = (before: Paths, after: Paths): readonly PairMove[] => {
  const byKey = new Map(after.map((path) => [keyOf(path), path.outcome]));

  return before.flatMap((path): PairMove[] => {
    const found = byKey.get(keyOf(path));
    const verdict = found?.verdict ?? null;
    const isHarm = harms(path.outcome, found);
    if (verdict === path.outcome.verdict && !isHarm) return [];

    return [
      { service: path.service.id, primary: path.name.primary, before: path.outcome.verdict, after: verdict, isHarm },
    ];
  });
};

const none: Paths = [];

/**
 * Nobody calls from where AWS's own equipment stands alone. Interface endpoints are put where clients may be, and by the
 * changes themselves: what they stand in alone is as empty as before.
 */
const isVacant = (subnet: Subnet): boolean => {
  const occupancy = occupancyOf(subnet);
  if (occupancy !== 'equipment' || isUnread(subnet.interfaces)) return occupancy === 'unused';

  return subnet.interfaces.some(({ type }) => type !== 'vpc_endpoint');
};

/** What becomes of every subnet's names; one list for all subnets that are alike. */
const pathsBySubnet = (audited: AuditedScope | undefined): ReadonlyMap<string, Paths> => {
  const bySubnet = new Map<string, Paths>();
  for (const { subnets, paths } of audited?.paths ?? []) for (const { id } of subnets) bySubnet.set(id, paths);

  return bySubnet;
};

type Count = { -readonly [K in keyof Move]: Move[K] };

/** What became different between two judgements of the same subnets. */
export const movesBetween = (before: readonly AuditedScope[], after: readonly AuditedScope[]): readonly Move[] => {
  const ofPair = memoizeBy<Paths, Paths, readonly PairMove[]>();
  const moves = new Map<string, Count>();
  const owned = new Set(before.flatMap(({ vpcs }) => vpcs.flatMap(({ id, isShared }) => (isShared ? [] : [id]))));
  const count = (subnet: Subnet, move: PairMove): void => {
    const vpcId = subnet.vpc.id;
    const isHarm = move.isHarm && !isVacant(subnet);
    const sort = `${vpcId} ${move.service} ${move.primary} ${move.before} ${move.after} ${isHarm}`;
    const known = moves.get(sort);
    if (known === undefined) moves.set(sort, { ...move, isHarm, vpcId, subnetId: subnet.id, count: 1 });
    else known.count += 1;
  };
  before.forEach((audited, at) => {
    const later = pathsBySubnet(after[at]);
    for (const { subnets, paths } of audited.paths)
      for (const subnet of subnets) {
        // Its owner sees what is changed; whoever else uses the VPC does not, and would take it for something strange.
        if (subnet.vpc.isShared && owned.has(subnet.vpc.id)) continue;
        const found = later.get(subnet.id) ?? none;
        for (const move of ofPair(paths, found, () => movesOfPair(paths, found))) count(subnet, move);
      }
  });

  return [...moves.values()];
};
