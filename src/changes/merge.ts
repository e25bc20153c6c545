import { groupBy } from '../group-by.ts';
import type { Change, CreateGatewayEndpoint, CreateInterfaceEndpoint } from './change.ts';
import { isNew } from './new-id.ts';

const distinct = <T>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

const sorted = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();

/** What two changes have to share for one to do both; null: it stands by itself. What is yet to be made is made whole. */
const subjectOf = (change: Change): string | null => {
  switch (change.kind) {
    case 'create-gateway-endpoint':
    case 'create-interface-endpoint':
      return change.id;
    case 'set-address-type':
      // A gateway endpoint is made for the families that AWS lists: another type is judged by itself.
      return isNew(change.endpointId) && change.endpointType === 'interface'
        ? change.endpointId
        : `${change.kind} ${change.endpointId}`;
    case 'associate-route-tables':
    case 'add-endpoint-subnets':
      return isNew(change.endpointId) ? change.endpointId : `${change.kind} ${change.endpointId}`;
    case 'add-group-rules':
      return `${change.kind} ${change.groupId} ${change.direction}`;
    default:
      return null;
  }
};

const joinedGateway = (one: CreateGatewayEndpoint, other: Change): Change => {
  switch (other.kind) {
    case 'create-gateway-endpoint':
      return {
        ...one,
        routeTableIds: sorted([...one.routeTableIds, ...other.routeTableIds]),
        ipAddressType: one.ipAddressType === 'ipv4' ? other.ipAddressType : one.ipAddressType,
      };
    case 'associate-route-tables':
      return { ...one, routeTableIds: sorted([...one.routeTableIds, ...other.routeTableIds]) };
    case 'set-address-type':
      return { ...one, ipAddressType: other.ipAddressType };
    default:
      return one;
  }
};

const joinedInterface = (one: CreateInterfaceEndpoint, other: Change): Change => {
  switch (other.kind) {
    case 'create-interface-endpoint':
    case 'add-endpoint-subnets':
      return { ...one, subnetIds: sorted([...one.subnetIds, ...other.subnetIds]) };
    case 'set-address-type':
      return { ...one, ipAddressType: other.ipAddressType };
    default:
      return one;
  }
};

const joined = (one: Change, other: Change): Change => {
  if (one.kind === 'create-gateway-endpoint') return joinedGateway(one, other);
  if (one.kind === 'create-interface-endpoint') return joinedInterface(one, other);
  if (one.kind === 'associate-route-tables' && other.kind === one.kind)
    return { ...one, routeTableIds: sorted([...one.routeTableIds, ...other.routeTableIds]) };
  if (one.kind === 'add-endpoint-subnets' && other.kind === one.kind)
    return { ...one, subnetIds: sorted([...one.subnetIds, ...other.subnetIds]) };
  if (one.kind === 'add-group-rules' && other.kind === one.kind)
    return { ...one, rules: distinct([...one.rules, ...other.rules]) };

  return one;
};

/** What makes something comes before what changes it. */
const creationsFirst = (changes: readonly Change[]): readonly Change[] => [
  ...changes.filter(({ kind }) => kind.startsWith('create-')),
  ...changes.filter(({ kind }) => !kind.startsWith('create-')),
];

/** Lines that remedies put in the same place of a network ACL stand one after the other, each once: AWS takes one of a number. */
const spacing = () => {
  const taken = new Set<string>();
  const numbers = new Map<string, number>();

  return (change: Change): Change => {
    if (change.kind !== 'add-acl-entry') return change;
    const { number, ...content } = change.line;
    const side = `${change.aclId} ${content.egress}`;
    const text = `${side} ${JSON.stringify(content)}`;
    let free = numbers.get(text) ?? number;
    while (!numbers.has(text) && taken.has(`${side} ${free}`)) free += 1;
    taken.add(`${side} ${free}`);
    numbers.set(text, free);

    return { ...change, line: { ...change.line, number: free } };
  };
};

/** Which change stands for one that several remedies propose, each for a part of it. */
export type Merged = ReadonlyMap<Change, Change>;

/** One change for many findings: an endpoint with all its tables, a group with all whom it has to let in. */
export const mergeChanges = (changes: readonly Change[]): Merged => {
  const groups = groupBy(creationsFirst(changes), (change) =>
    JSON.stringify([change.account, change.region, change.vpcId, subjectOf(change) ?? change]),
  );

  const spaced = spacing();

  return new Map(
    [...groups.values()].flatMap(([first, ...others]) => {
      const whole = spaced(others.reduce(joined, first));

      return [first, ...others].map((change) => [change, whole] as const);
    }),
  );
};
