import type { ReportWay } from '../../audit.ts';
import { groupBy } from '../../group-by.ts';
import { memoize } from '../../memoize.ts';
import { compare } from '../../order.ts';
import { naturalKey } from '../natural-key.ts';
import { verdictKinds } from '../verdict-word.ts';
import { carrierKinds, countedCell, sharedCell, type VerdictCell } from './verdict-cell.ts';
import type { ReportedSubnet, ReportedVpc } from './vpcs.ts';

export interface MatrixCell {
  readonly service: string;
  readonly ipv4: VerdictCell | null;
  readonly ipv6: VerdictCell | 'as IPv4' | null;
}

/** What shares one row of the matrix, with what the row says of each service. */
interface MatrixRow<Subject> {
  readonly subjects: readonly Subject[];
  readonly clients: number | null;
  readonly cells: readonly MatrixCell[];
}

export type SubnetRow = MatrixRow<ReportedSubnet>;
export type VpcRow = MatrixRow<ReportedVpc>;

type Ways = ReportedSubnet['ways'];

const isAlike = (a: VerdictCell, b: VerdictCell): boolean => a.word === b.word && a.detail === b.detail;

const cellOf = (service: string, ipv4: VerdictCell | null, ipv6: VerdictCell | null): MatrixCell => ({
  service,
  ipv4,
  ipv6: ipv4 && ipv6 && isAlike(ipv4, ipv6) ? 'as IPv4' : ipv6,
});

const clientsOf = (subnets: readonly Pick<ReportedSubnet, 'clients'>[]): number | null =>
  subnets.reduce<number | null>((sum, { clients }) => (sum === null || clients === null ? null : sum + clients), 0);

/** How many ways come to each verdict, the worst first, as text that sorts the worst row first. */
const badness = (ways: Iterable<Ways>): string => {
  const counts = new Map<string, number>();
  for (const { ipv4, ipv6 } of ways)
    for (const { verdict } of [...ipv4.values(), ...ipv6.values()]) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);

  return verdictKinds.map((kind) => String(2e9 - (counts.get(kind) ?? 0))).join(' ');
};

const sortedBy = <T>(items: readonly T[], keysOf: (item: T) => readonly string[]): T[] =>
  items.length < 2
    ? [...items]
    : items
        .map((item) => ({ item, keys: keysOf(item) }))
        .sort((a, b) => a.keys.reduce((order, key, index) => order || compare(key, b.keys[index] ?? ''), 0))
        .map(({ item }) => item);

const placeKeys = ({ name, id, cidr }: ReportedSubnet): string[] => [
  naturalKey(name ?? '\uffff'),
  naturalKey(cidr ?? ''),
  id,
];

const distinctWays = (subnets: readonly ReportedSubnet[]): Ways[] => [...new Set(subnets.map(({ ways }) => ways))];

const said = {
  ways: (way: ReportWay): string => `${way.verdict} ${carrierKinds(way)}`,
  verdicts: ({ verdict }: ReportWay): string => verdict,
} as const;

/** Subnets that share a row: none, those that go the same kinds of ways, or all that share every verdict. */
export type Likeness = 'none' | keyof typeof said;

const groupsOf = ({ subnets, services }: ReportedVpc, likeness: Likeness): ReportedSubnet[][] => {
  if (likeness === 'none') return subnets.map((subnet) => [subnet]);
  const keyOf = memoize(({ ipv4, ipv6 }: Ways): string =>
    services
      .flatMap((service) => [ipv4.get(service), ipv6.get(service)])
      .map((way) => (way ? said[likeness](way) : ''))
      .join('\n'),
  );

  return [...groupBy(subnets, ({ ways }) => keyOf(ways)).values()];
};

/** The rows of a VPC, the worst first, then by name and CIDR. */
export const subnetRows = (vpc: ReportedVpc, likeness: Likeness): SubnetRow[] => {
  const shared = (all: readonly Ways[]): MatrixCell[] =>
    vpc.services.map((service) =>
      cellOf(
        service,
        sharedCell(all.flatMap((ways) => ways.ipv4.get(service) ?? [])),
        sharedCell(all.flatMap((ways) => ways.ipv6.get(service) ?? [])),
      ),
    );
  const single = memoize((ways: Ways) => shared([ways]));
  const score = memoize((ways: Ways) => badness([ways]));
  const rows = groupsOf(vpc, likeness).flatMap((group) => {
    const subjects = sortedBy(group, placeKeys);
    const all = distinctWays(subjects);
    const [ways] = all;
    if (ways === undefined) return [];

    return { subjects, clients: clientsOf(subjects), cells: all.length === 1 ? single(ways) : shared(all), ways };
  });

  return sortedBy(rows, ({ subjects: [first], ways }) => [score(ways), ...(first ? placeKeys(first) : [])]);
};

const worstCell = (ways: readonly ReportWay[]): VerdictCell | null => {
  const worst = verdictKinds.find((kind) => ways.some(({ verdict }) => verdict === kind));
  const bad = ways.filter(({ verdict }) => verdict === worst);
  const cell = sharedCell([...new Set(bad)]);

  return cell && countedCell(cell, bad.length, ways.length);
};

const vpcCells = (vpcs: readonly ReportedVpc[]): MatrixCell[] => {
  const subnets = vpcs.flatMap((vpc) => vpc.subnets);
  const services = [...new Set(vpcs.flatMap((vpc) => vpc.services))];

  return services.map((service) =>
    cellOf(
      service,
      worstCell(subnets.flatMap(({ ways }) => ways.ipv4.get(service) ?? [])),
      worstCell(subnets.flatMap(({ ways }) => ways.ipv6.get(service) ?? [])),
    ),
  );
};

const vpcKeys = ({ subnets, vpcName, vpcId }: ReportedVpc): string[] => [
  badness(subnets.map(({ ways }) => ways)),
  naturalKey(vpcName ?? '\uffff'),
  vpcId,
];

/** The worst first. */
export const sortedVpcs = (vpcs: readonly ReportedVpc[]): ReportedVpc[] => sortedBy(vpcs, vpcKeys);

const marksOf = (vpc: ReportedVpc): string =>
  vpcCells([vpc])
    .map(({ service, ipv4, ipv6 }) => `${service} ${ipv4?.mark} ${ipv6 === 'as IPv4' ? ipv4?.mark : ipv6?.mark}`)
    .join('\n');

/** A row for all VPCs of an account, or whatever else the key is, the worst first. */
export const rowsBy = (vpcs: readonly ReportedVpc[], keyOf: (vpc: ReportedVpc) => string): VpcRow[] => {
  const groups = [
    ...groupBy(
      vpcs.filter(({ subnets }) => subnets.length > 0),
      keyOf,
    ).values(),
  ];
  const keysOf = (own: readonly ReportedVpc[]): readonly string[] => [
    badness(own.flatMap(({ subnets }) => subnets.map(({ ways }) => ways))),
    ...own.slice(0, 1).map(keyOf),
  ];

  return sortedBy(groups, keysOf).map((subjects) => ({
    subjects,
    clients: clientsOf(subjects.flatMap(({ subnets }) => subnets)),
    cells: vpcCells(subjects),
  }));
};

/** A row a VPC, or a row for all VPCs whose worst verdicts are the same. */
export const vpcRows = (vpcs: readonly ReportedVpc[], likeness: 'none' | 'verdicts'): VpcRow[] => {
  const sorted = sortedVpcs(vpcs.filter(({ subnets }) => subnets.length > 0));
  const groups = likeness === 'none' ? sorted.map((vpc) => [vpc]) : [...groupBy(sorted, marksOf).values()];

  return groups.map((subjects) => ({
    subjects,
    clients: clientsOf(subjects.flatMap(({ subnets }) => subnets)),
    cells: vpcCells(subjects),
  }));
};
