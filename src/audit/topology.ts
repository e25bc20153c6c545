import { memoize } from '../memoize.ts';
import { formatCidr } from '../net/cidr.ts';
import type { Network, Scope, Vpc } from '../network/network.ts';
import type { TargetKind } from '../network/route-table.ts';
import { isUnread, type Known } from '../network/unread.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import { givenNames } from './given-names.ts';
import type { Report } from './report.ts';

interface TopologyRoute {
  readonly destination: string;
  readonly target: { readonly kind: TargetKind; readonly id: string };
  /** The target is gone. */
  readonly isBlackhole: boolean;
}

export interface TopologyTable {
  readonly id: string;
  readonly vpcId: string;
  readonly isMain: boolean;
  readonly routes: readonly TopologyRoute[];
}

/** Something that stands in subnets: a NAT gateway, an endpoint's interfaces, a transit gateway's attachment. */
interface Equipment {
  readonly kind: 'nat-gateway' | 'interface-endpoint' | 'transit-gateway';
  /** The transit gateway's, of an attachment. */
  readonly id: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** Of an endpoint: as AWS names it. */
  readonly serviceName?: string;
}

/** What a picture of a report needs beside it: the facts as they were read. Empty for a report that no audit made. */
export interface Topology {
  readonly names: ReadonlyMap<string, string>;
  /** CIDRs by the id of a VPC. */
  readonly cidrs: ReadonlyMap<string, readonly string[]>;
  readonly tables: ReadonlyMap<string, TopologyTable>;
  readonly equipment: readonly Equipment[];
  /** `Key=Value`, by the id of a subnet: those that people chose. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
  /** In which VPC an exit or endpoint stands. */
  vpcOf(id: string): string | null;
}

const valuesOf = <T>(known: Known<ReadonlyMap<string, T>>): readonly T[] =>
  isUnread(known) ? [] : [...known.values()];

const tablesOf = ({ id: vpcId, routeTables }: Vpc): readonly TopologyTable[] =>
  routeTables.map(({ id, isMain, routes }) => ({
    id,
    vpcId,
    isMain,
    routes: routes.map(({ destination, target, state }) => ({
      destination,
      target,
      isBlackhole: state === 'blackhole',
    })),
  }));

const equipmentOf = (scope: Scope): readonly Equipment[] => [
  ...valuesOf(scope.natGateways).flatMap(({ id, vpcId, subnetId }): Equipment[] =>
    vpcId === null || subnetId === null ? [] : [{ kind: 'nat-gateway', id, vpcId, subnetIds: [subnetId] }],
  ),
  ...valuesOf(scope.endpoints).flatMap(({ id, vpcId, subnetIds, serviceName }): Equipment[] =>
    subnetIds.length === 0 ? [] : [{ kind: 'interface-endpoint', id, vpcId, subnetIds, serviceName }],
  ),
];

const attachmentsOf = ({ scopes }: Snapshot): readonly Equipment[] =>
  scopes.flatMap(({ sections }) =>
    (sections.transitGatewayVpcAttachments ?? []).flatMap(({ TransitGatewayId, VpcId, SubnetIds }): Equipment[] =>
      TransitGatewayId === undefined || VpcId === undefined
        ? []
        : [{ kind: 'transit-gateway', id: TransitGatewayId, vpcId: VpcId, subnetIds: SubnetIds ?? [] }],
    ),
  );

const tagsOf = ({ scopes }: Snapshot): ReadonlyMap<string, readonly string[]> =>
  new Map(
    scopes.flatMap(({ sections }) =>
      (sections.subnets ?? []).map(({ SubnetId, Tags = [] }) => [
        SubnetId,
        Tags.flatMap(({ Key = '', Value = '' }) => (Key === 'Name' || Key.startsWith('aws:') ? [] : `${Key}=${Value}`)),
      ]),
    ),
  );

const homes = ({ scopes }: Network): ((id: string) => string | null) => {
  const known = new Map<string, string>();
  for (const scope of scopes) {
    for (const { id, vpcId } of [...valuesOf(scope.natGateways), ...valuesOf(scope.endpoints)])
      if (vpcId !== null) known.set(id, vpcId);
    for (const { id, attachedTo } of [
      ...valuesOf(scope.internetGateways),
      ...valuesOf(scope.egressOnlyInternetGateways),
    ])
      for (const vpcId of attachedTo) known.set(id, vpcId);
  }
  const ofInterface = (id: string): string | null => {
    for (const { networkInterfaces } of scopes) {
      const found = isUnread(networkInterfaces) ? undefined : networkInterfaces.get(id);
      if (found) return found.vpcId;
    }

    return null;
  };

  return (id) => known.get(id) ?? ofInterface(id);
};

const namesIn = memoize(givenNames);

const topology = (snapshot: Snapshot, network: Network): Topology => {
  const vpcs = [...network.vpcs.values()];

  return {
    names: namesIn(snapshot),
    cidrs: new Map(
      vpcs.map(({ id, cidrs: { ipv4, ipv6 } }) => [id, [...ipv4, ...ipv6].map((cidr) => formatCidr(cidr))]),
    ),
    tables: new Map(vpcs.flatMap((vpc) => tablesOf(vpc).map((table) => [table.id, table]))),
    equipment: [...network.scopes.flatMap(equipmentOf), ...attachmentsOf(snapshot)],
    tags: tagsOf(snapshot),
    vpcOf: homes(network),
  };
};

const none: Topology = {
  names: new Map(),
  cidrs: new Map(),
  tables: new Map(),
  equipment: [],
  tags: new Map(),
  vpcOf: () => null,
};

type Drawn = Pick<Report, 'subnets'>;

interface Makers {
  readonly names: () => Topology['names'];
  readonly topology: () => Topology;
}

const makers = new WeakMap<Drawn['subnets'], Makers>();

/** Nothing is made of them until somebody draws the report: few ever do. */
export const rememberTopology = (
  { subnets }: Drawn,
  snapshot: Snapshot,
  networkOf: (snapshot: Snapshot) => Network,
): void => {
  const make = memoize(() => topology(snapshot, networkOf(snapshot)));
  makers.set(subnets, { names: () => namesIn(snapshot), topology: () => make(snapshot) });
};

/** A part of a report is drawn by the facts of the whole. */
export const shareTopology = (whole: Drawn, part: Drawn): void => {
  const make = makers.get(whole.subnets);
  if (make !== undefined) makers.set(part.subnets, make);
};

/** Of the report, whatever has been accepted in it since. */
export const topologyOf = ({ subnets }: Drawn): Topology => makers.get(subnets)?.topology() ?? none;

/** What people call the things of a report, by id. */
export const namesOf = ({ subnets }: Drawn): Topology['names'] => makers.get(subnets)?.names() ?? none.names;
