import { type Topology, type TopologyTable, topologyOf } from '../../audit/topology.ts';
import type { Report, ReportEndpoint, ReportSubnet } from '../../audit.ts';
import { groupBy } from '../../group-by.ts';
import { by, compare } from '../../order.ts';
import { addressOrder } from './address-order.ts';
import { type DialedService, destinationsOf } from './dialed-service.ts';
import { type DrawnSubnet, drawnSubnet, type Gear, type Tier } from './drawn-subnet.ts';
import { serviceLabelOf } from './service-labels.ts';

export interface DrawnTable extends TopologyTable {
  /** `A`, `B`, … by the first of its subnets; empty where it has none. */
  readonly letter: string;
  readonly label: string;
  readonly subnets: readonly DrawnSubnet[];
}

export interface DrawnVpc {
  readonly id: string;
  /** Its id, told apart where several accounts report it. */
  readonly anchor: string;
  readonly account: string | null;
  readonly region: string;
  readonly label: string;
  readonly cidrs: readonly string[];
  readonly destinations: readonly DialedService[];
  readonly subnets: readonly DrawnSubnet[];
  readonly tables: ReadonlyMap<string, DrawnTable>;
  readonly endpoints: readonly ReportEndpoint[];
}

/** A report as it is drawn: what stands where, and what everything is called. */
export interface Picture {
  readonly report: Report;
  readonly topology: Topology;
  /** Worst first. */
  readonly vpcs: readonly DrawnVpc[];
  readonly destinations: readonly DialedService[];
  nameOf(id: string): string;
}

/** Ids of a page's parts: none twice, though several accounts may see one resource. */
const anchors = () => {
  const times = new Map<string, number>();

  return (id: string): string => {
    const seen = (times.get(id) ?? 0) + 1;
    times.set(id, seen);

    return seen === 1 ? id : `${id}~${seen}`;
  };
};

const tierOf = (table: TopologyTable | undefined, subnet: ReportSubnet): Tier => {
  const isDefault = (destination: string): boolean => destination === '0.0.0.0/0' || destination === '::/0';
  const defaults = (table?.routes ?? []).filter(({ destination }) => isDefault(destination));
  if (defaults.some(({ target }) => target.kind === 'internet-gateway')) return 'public';
  if (defaults.length > 0) return 'private';
  if (table !== undefined) return 'isolated';
  const exits = subnet.paths.map(({ way }) => way.via?.kind);

  return exits.includes('internet-gateway') ? 'public' : exits.some((kind) => kind) ? 'private' : 'isolated';
};

const tail = (serviceName: string): string => serviceName.split('.').slice(3).join('.') || serviceName;

const gearBySubnet = (topology: Topology, nameOf: Picture['nameOf']): ReadonlyMap<string, readonly Gear[]> => {
  const gear = new Map<string, Gear[]>();
  for (const { kind, id, subnetIds, serviceName } of topology.equipment)
    for (const subnetId of subnetIds) {
      const label = serviceName === undefined ? nameOf(id) : serviceLabelOf(tail(serviceName)).short;
      gear.set(subnetId, [...(gear.get(subnetId) ?? []), { kind, id, label }]);
    }

  return gear;
};

const letterOf = (index: number): string =>
  (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

const tablesIn = (
  vpcId: string,
  subnets: readonly DrawnSubnet[],
  { topology, nameOf }: Pick<Picture, 'topology' | 'nameOf'>,
): ReadonlyMap<string, DrawnTable> => {
  const used = groupBy(subnets, ({ tableId }) => tableId);
  const own = [...topology.tables.values()].filter((table) => table.vpcId === vpcId).sort(by(({ id }) => id));
  const known = new Map(own.map((table) => [table.id, table]));
  const label = (table: TopologyTable): string =>
    topology.names.get(table.id) ?? (table.isMain ? `main of ${nameOf(vpcId)}` : table.id);
  const lettered = [...used].map(([id, some], index): DrawnTable => {
    const table = known.get(id) ?? { id, vpcId, isMain: false, routes: [] };

    return { ...table, letter: letterOf(index), label: label(table), subnets: some };
  });
  const unused = own
    .filter(({ id }) => !used.has(id))
    .map((table): DrawnTable => ({ ...table, letter: '', label: label(table), subnets: [] }));

  return new Map([...lettered, ...unused].map((table) => [table.id, table]));
};

const goesPublic = (subnet: DrawnSubnet): number =>
  [...subnet.ways.values()].filter(({ verdict }) => verdict === 'public').length;

const publicPathsOf = ({ subnets }: DrawnVpc): number => subnets.reduce((sum, subnet) => sum + goesPublic(subnet), 0);

const worstFirst = (a: DrawnVpc, b: DrawnVpc): number =>
  publicPathsOf(b) - publicPathsOf(a) || compare(a.label, b.label) || compare(a.anchor, b.anchor);

const vpcKey = ({ account, region, vpcId }: Pick<ReportSubnet, 'account' | 'region' | 'vpcId'>): string =>
  JSON.stringify([account, region, vpcId]);

const isJudged = ({ paths }: ReportSubnet): boolean => paths.some(({ primary }) => primary);

export const pictureOf = (report: Report): Picture => {
  const topology = topologyOf(report);
  const reported = new Map(report.subnets.flatMap(({ subnetId, name }) => (name === null ? [] : [[subnetId, name]])));
  for (const { vpcId, vpcName } of report.subnets) if (vpcName !== null) reported.set(vpcId, vpcName);
  const nameOf = (id: string): string => reported.get(id) ?? topology.names.get(id) ?? id;
  const judged = report.subnets.filter(isJudged);
  const gear = gearBySubnet(topology, nameOf);
  const endpoints = groupBy(report.endpoints, vpcKey);
  const anchorOf = anchors();
  const vpcs = [...groupBy(judged, vpcKey)].map(([key, some]): DrawnVpc => {
    const [{ account, region, vpcId }] = some;
    const subnets = some
      .map((subnet) =>
        drawnSubnet(subnet, {
          anchor: anchorOf(subnet.subnetId),
          tier: tierOf(topology.tables.get(subnet.routeTableId ?? ''), subnet),
          gear: gear.get(subnet.subnetId) ?? [],
        }),
      )
      .sort((a, b) => addressOrder(a.cidr, b.cidr) || compare(a.label, b.label) || compare(a.anchor, b.anchor));

    return {
      ...{ id: vpcId, anchor: anchorOf(vpcId), account, region, label: nameOf(vpcId) },
      cidrs: topology.cidrs.get(vpcId) ?? [],
      destinations: destinationsOf(some),
      subnets,
      tables: tablesIn(vpcId, subnets, { topology, nameOf }),
      endpoints: endpoints.get(key) ?? [],
    };
  });

  return { report, topology, nameOf, vpcs: vpcs.sort(worstFirst), destinations: destinationsOf(judged) };
};
