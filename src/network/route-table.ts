import { memoizeBy } from '../memoize.ts';
import { type Cidr, parseCidr } from '../net/cidr.ts';
import { type RouteTargetField, routeTargetFields, routeTargets } from '../snapshot/route-targets.ts';
import type { RecordOf } from '../snapshot/schema.ts';
import { nameOf } from './gateways.ts';

/** Kinds of gateway that only the prefix of an id tells. */
const gatewayKinds = {
  igw: 'internet-gateway',
  vgw: 'virtual-private-gateway',
  eigw: 'egress-only-internet-gateway',
  cagw: 'carrier-gateway',
  lgw: 'local-gateway',
} as const;

/** `unrecognised` stands for what AWS added since: it is never guessed. */
export type TargetKind =
  | Exclude<(typeof routeTargets)[RouteTargetField], 'gateway'>
  | (typeof gatewayKinds)[keyof typeof gatewayKinds]
  | 'local'
  | 'gateway-endpoint'
  | 'firewall-endpoint'
  | 'unrecognised';

interface Target {
  readonly kind: TargetKind;
  readonly id: string;
}

type RouteState = 'active' | 'blackhole' | 'unrecognised';
/** `propagated` by a virtual private gateway; `advertised` by a VPC Route Server. */
export type RouteOrigin = 'static' | 'propagated' | 'advertised' | 'unrecognised';

export interface Route {
  /** Null where the destination is a prefix list. */
  readonly cidr: Cidr | null;
  readonly prefixListId: string | null;
  /** As AWS wrote it. */
  readonly destination: string;
  readonly target: Target;
  readonly state: RouteState;
  readonly origin: RouteOrigin;
}

export interface RouteTable {
  readonly id: string;
  readonly name: string | null;
  readonly vpcId: string | null;
  readonly isMain: boolean;
  /** Gateways whose traffic into the VPC it routes. */
  readonly gatewayIds: readonly string[];
  /** Subnets that are associated by name. */
  readonly subnetIds: readonly string[];
  /** Those whose association is on its way in or out, or in a state that AWS has added since. */
  readonly unsettledSubnetIds: readonly string[];
  /** One list for all tables of a scope that were read one after the other and have equal routes. */
  readonly routes: readonly Route[];
}

type RouteRecord = NonNullable<RecordOf<'routeTables'>['Routes']>[number];

const isGatewayPrefix = (prefix: string): prefix is keyof typeof gatewayKinds => Object.hasOwn(gatewayKinds, prefix);

const gatewayKind = (id: string, hasPrefixList: boolean): TargetKind => {
  if (id === 'local') return 'local';
  // Only gateway endpoints have prefix-list routes, and only firewall endpoints CIDR routes.
  if (id.startsWith('vpce-')) return hasPrefixList ? 'gateway-endpoint' : 'firewall-endpoint';
  const prefix = id.slice(0, Math.max(0, id.indexOf('-')));

  return isGatewayPrefix(prefix) ? gatewayKinds[prefix] : 'unrecognised';
};

const unknownTarget: Target = { kind: 'unrecognised', id: 'a target that this version does not know' };

const ranks: ReadonlyMap<string, number> = new Map(routeTargetFields.map((field, at) => [field, at]));

/** The first of the fields that says something. A record has few of them, of which it is asked and not they. */
const targetFieldOf = (record: RouteRecord): RouteTargetField | undefined => {
  let best = routeTargetFields.length;
  for (const field in record) {
    const rank = ranks.get(field);
    if (rank !== undefined && rank < best && record[field]) best = rank;
  }

  return routeTargetFields[best];
};

const kindOf = (field: RouteTargetField, id: string, hasPrefixList: boolean): TargetKind => {
  const kind = routeTargets[field];

  return kind === 'gateway' ? gatewayKind(id, hasPrefixList) : kind;
};

type TargetReader = (record: RouteRecord) => Target;

type TargetsById = Map<string, Target>;

/** One object a target, but for gateways, which routes by prefix list may take for another kind. */
const targetReader = (): TargetReader => {
  const byField = new Map<RouteTargetField, TargetsById>();
  const ofLists = new Map<string, Target>();
  const among = (field: RouteTargetField): TargetsById => {
    const present = byField.get(field) ?? new Map<string, Target>();
    if (present.size === 0) byField.set(field, present);

    return present;
  };

  return (record) => {
    const field = targetFieldOf(record);
    const id = field === undefined ? undefined : record[field];
    if (field === undefined || !id) return unknownTarget;
    const hasPrefixList = record.DestinationPrefixListId !== undefined;
    const byId = hasPrefixList ? ofLists : among(field);
    const present = byId.get(id);
    if (present !== undefined && !hasPrefixList) return present;
    const kind = kindOf(field, id, hasPrefixList);
    if (present?.kind === kind) return present;
    const target = { kind, id };
    byId.set(id, target);

    return target;
  };
};

const stateOf = (state: string | undefined): RouteState => {
  if (state === undefined || state === 'active') return 'active';

  return state === 'blackhole' ? 'blackhole' : 'unrecognised';
};

const originOf = (origin: string | undefined): RouteOrigin => {
  switch (origin) {
    case undefined:
    case 'CreateRouteTable':
    case 'CreateRoute':
      return 'static';
    case 'EnableVgwRoutePropagation':
      return 'propagated';
    case 'Advertisement':
      return 'advertised';
    default:
      return 'unrecognised';
  }
};

const destinationOf = ({
  DestinationPrefixListId,
  DestinationCidrBlock,
  DestinationIpv6CidrBlock,
}: RouteRecord): string => DestinationPrefixListId ?? DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? '';

type RouteReader = (record: RouteRecord) => Route;

const none: readonly Route[] = [];

/** Tables of one VPC lead a destination to so many targets, as a rule. */
const remembered = 4;

/**
 * One table's routes are mostly another's too, and nothing in them says which table they are of: what reads the same
 * is one object, and a destination is parsed once.
 */
const routeReader = (): RouteReader => {
  const targetOf = targetReader();
  const latest = new Map<string, readonly Route[]>();

  return (record) => {
    const destination = destinationOf(record);
    const prefixListId = record.DestinationPrefixListId ?? null;
    const target = targetOf(record);
    const state = stateOf(record.State);
    const origin = originOf(record.Origin);
    const known = latest.get(destination) ?? none;
    // Written out: a large account has a million routes, and a closure for each of them.
    for (const one of known)
      if (one.target === target && one.state === state && one.origin === origin && one.prefixListId === prefixListId)
        return one;

    const cidr = prefixListId === null ? (known[0]?.cidr ?? parseCidr(destination) ?? null) : null;
    const route = { cidr, prefixListId, destination, target, state, origin };
    latest.set(destination, [route, ...known.slice(0, remembered - 1)]);

    return route;
  };
};

type RoutesReader = (records: readonly RouteRecord[]) => readonly Route[];

/** Tables that a template made for each zone come one after the other, as a rule, and some of them have equal routes. */
const rememberedLists = 8;

const isSame = (a: readonly Route[], b: readonly Route[]): boolean =>
  a.length === b.length && a.every((route, i) => route === b[i]);

const read = memoizeBy<readonly RouteRecord[], 'routes', readonly Route[]>();

/**
 * What reads the same is one list, so that what it comes to is found once. Records that are read a second time, in a copy
 * of the facts, are the same list again.
 */
const routesReader = (): RoutesReader => {
  const routeOf = routeReader();
  const latest: (readonly Route[])[] = [];
  const routesOf: RoutesReader = (records) => {
    const routes = records.map(routeOf);
    const same = latest.find((one) => isSame(one, routes));
    if (same !== undefined) return same;
    latest.unshift(routes);
    latest.splice(rememberedLists);

    return routes;
  };

  return (records) => read(records, 'routes', () => routesOf(records));
};

type AssociationRecord = NonNullable<RecordOf<'routeTables'>['Associations']>[number];

const isEffective = ({ AssociationState }: AssociationRecord): boolean =>
  AssociationState?.State === undefined || AssociationState.State === 'associated';

const isOver = ({ AssociationState }: AssociationRecord): boolean =>
  AssociationState?.State === 'disassociated' || AssociationState?.State === 'failed';

const routeTable = (record: RecordOf<'routeTables'>, routesOf: RoutesReader): RouteTable => {
  const all = record.Associations ?? [];
  const associations = all.filter(isEffective);
  const unsettled = all.filter((one) => !isEffective(one) && !isOver(one));

  return {
    id: record.RouteTableId,
    name: nameOf(record),
    vpcId: record.VpcId ?? null,
    isMain: associations.some(({ Main, GatewayId }) => Main === true && GatewayId === undefined),
    gatewayIds: associations.flatMap(({ GatewayId }) => GatewayId ?? []),
    subnetIds: associations.flatMap(({ SubnetId }) => SubnetId ?? []),
    unsettledSubnetIds: unsettled.flatMap(({ SubnetId }) => SubnetId ?? []),
    routes: routesOf(record.Routes ?? []),
  };
};

export const routeTables = (records: readonly RecordOf<'routeTables'>[]): ReadonlyMap<string, RouteTable> => {
  const routesOf = routesReader();
  const tables = new Map<string, RouteTable>();
  for (const record of records) tables.set(record.RouteTableId, routeTable(record, routesOf));

  return tables;
};
