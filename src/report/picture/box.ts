import type { ReportWay } from '../../audit.ts';
import { groupBy } from '../../group-by.ts';
import type { DrawnSubnet, Gear, Tier } from './drawn-subnet.ts';
import { leaveOf, wayParts } from './leave.ts';
import type { DrawnVpc, Picture } from './picture.ts';
import { clientsIn } from './verdict-counts.ts';

/** One subnet, or all of a zone that fare alike. */
export interface Box {
  readonly index: number;
  readonly tier: Tier;
  readonly zone: string;
  readonly tableIds: readonly string[];
  readonly first: DrawnSubnet;
  readonly subnets: readonly DrawnSubnet[];
  /** What its name has in common with those of other zones. */
  readonly stem: string;
  readonly label: string;
  readonly cidr: string;
  readonly clients: number;
  readonly isQuiet: boolean;
  readonly gear: readonly Gear[];
  readonly ways: ReadonlyMap<string, ReportWay>;
}

/** More boxes than these are a wall: then subnets that differ in their tables alone share one too. */
const mostBoxes = 36;

const nameStem = (name: string): string => name.replace(/[-_ ]?([a-f]|\d+|[1-3][a-f])$/, '');

const wayKey = (picture: Picture, vpc: DrawnVpc, way: ReportWay): string => {
  const exits = wayParts(way).map((one) => {
    const leave = leaveOf(picture, vpc, one, way.hops);

    return [one.verdict, one.reason, leave?.key, leave?.nat].join(' ');
  });

  return [way.verdict, ...exits].join('|');
};

const fateKeys = (picture: Picture, vpc: DrawnVpc): ((subnet: DrawnSubnet) => string) => {
  const keys = new Map<DrawnSubnet['ways'], string>();

  return ({ ways }) => {
    const known = keys.get(ways) ?? [...ways].map(([key, way]) => `${key} ${wayKey(picture, vpc, way)}`).join('\n');
    keys.set(ways, known);

    return known;
  };
};

const boxOf = (index: number, subnets: readonly [DrawnSubnet, ...DrawnSubnet[]]): Box => {
  const [first] = subnets;
  const more = subnets.length - 1;

  return {
    ...{ index, first, subnets, tier: first.tier, zone: first.zone, ways: first.ways },
    tableIds: [...new Set(subnets.flatMap(({ tableId }) => tableId ?? []))],
    stem: nameStem(first.label),
    label: more === 0 ? first.label : `${first.label} +${more} alike`,
    cidr: subnets.map(({ cidr }) => cidr).join(', '),
    clients: clientsIn(subnets),
    isQuiet: subnets.every(({ isQuiet }) => isQuiet),
    gear: subnets.flatMap(({ gear }) => gear),
  };
};

export const boxesOf = (picture: Picture, vpc: DrawnVpc): readonly Box[] => {
  const fateOf = fateKeys(picture, vpc);
  const boxesBy = (more: (subnet: DrawnSubnet) => string) =>
    groupBy(vpc.subnets, (subnet) =>
      JSON.stringify([
        ...[subnet.tier, subnet.zone, fateOf(subnet), subnet.clients === null, (subnet.clients ?? 1) > 0],
        ...[subnet.isQuiet, subnet.gear.map(({ kind, id }) => `${kind} ${id}`), more(subnet)],
      ]),
    );
  const byTable = boxesBy(({ tableId }) => tableId ?? '');
  const groups = byTable.size <= mostBoxes ? byTable : boxesBy(() => '');

  return [...groups.values()].map((subnets, index) => boxOf(index, subnets));
};
