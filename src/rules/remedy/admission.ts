import { admitted } from '../../analysis/access/security-group.ts';
import type { Change, GroupRule } from '../../changes/change.ts';
import { newId } from '../../changes/new-id.ts';
import { advise, type Remedy, remedyBy } from '../../changes/remedy.ts';
import { type Cidr, type Family, formatCidr } from '../../net/cidr.ts';
import { includes } from '../../net/ranges.ts';
import type { SecurityGroup } from '../../network/access.ts';
import type { Endpoint, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { PortRange, Ports } from '../../services/ports.ts';
import { list } from '../../wording.ts';
import { placeIn } from './place-in.ts';

/** One rule of a security group that is missing. */
interface Opening {
  readonly cidr: Cidr;
  readonly port: PortRange;
}

const families: readonly Family[] = ['ipv4', 'ipv6'];

/** Where clients of the VPC call from. */
const clientCidrs = ({ cidrs, subnets }: Vpc): readonly Cidr[] => [
  ...cidrs.ipv4,
  ...(subnets.some(({ ipv6Cidrs }) => ipv6Cidrs.length > 0) ? cidrs.ipv6 : []),
];

/** Of alternatives the first: the one that AWS names first. */
const portsToOpen = (needed: Ports): readonly PortRange[] => needed.flatMap((alternatives) => alternatives.slice(0, 1));

const isOpen = (
  { scope }: Vpc,
  groups: readonly SecurityGroup[],
  alternatives: readonly PortRange[],
  cidr: Cidr,
): boolean =>
  alternatives.some((port) =>
    families.some((family) => includes(admitted(scope, groups, 'ingress', family, port).ranges, [cidr])),
  );

/** What the groups do not let in yet of clients of `from`; null where it is not known what they let in. */
const missingOpenings = (
  vpc: Vpc,
  groupIds: readonly string[],
  needed: Ports,
  from = vpc,
): readonly Opening[] | null => {
  const { securityGroups } = vpc.scope;
  if (isUnread(securityGroups)) return null;
  const groups = groupIds.flatMap((id) => securityGroups.get(id) ?? []);
  if (groups.length === 0 || groups.length < groupIds.length) return null;

  return needed.flatMap((alternatives) =>
    clientCidrs(from)
      .filter((cidr) => !isOpen(vpc, groups, alternatives, cidr))
      .flatMap((cidr) => alternatives.slice(0, 1).map((port) => ({ cidr, port }))),
  );
};

const portText = ({ first, last }: PortRange): string => (first === last ? `${first}` : `${first}-${last}`);

const portsText = (needed: Ports): string => `TCP ${list(portsToOpen(needed).map(portText))}`;

const ruleOf = ({ cidr, port }: Opening): GroupRule => ({ port, peer: { cidr: formatCidr(cidr) } });

const open = (vpc: Vpc, groupId: string, openings: readonly Opening[]): Change => ({
  ...placeIn(vpc),
  kind: 'add-group-rules',
  groupId,
  direction: 'ingress',
  rules: openings.map(ruleOf),
});

const letsAllIn = (vpc: Vpc, groupIds: readonly string[], needed: Ports, from = vpc): boolean =>
  missingOpenings(vpc, groupIds, needed, from)?.length === 0;

/** Whoever else is in a group would be opened as well; where nobody knows, somebody may be. */
const mayHaveOtherMembers = ({ subnets }: Vpc, groupId: string): boolean =>
  subnets.some(
    ({ interfaces }) =>
      isUnread(interfaces) ||
      interfaces.some(({ type, securityGroupIds }) => type !== 'vpc_endpoint' && securityGroupIds.includes(groupId)),
  );

/** The groups of an endpoint of the VPC, where these let all clients in. */
const groupsOfEndpoints = (vpc: Vpc, needed: Ports, from = vpc): readonly string[] | null =>
  (isUnread(vpc.endpoints) ? [] : vpc.endpoints).find(
    ({ type, health, requesterManaged, securityGroupIds }) =>
      type === 'interface' &&
      health === 'usable' &&
      !requesterManaged &&
      letsAllIn(vpc, securityGroupIds, needed, from),
  )?.securityGroupIds ?? null;

/**
 * What to do before clients of the whole VPC, or of another one, are led to an endpoint; none where its groups let all of
 * them in.
 */
export const admitClients = (vpc: Vpc, endpoint: Endpoint, needed: Ports, from = vpc): readonly Remedy[] => {
  const { id, securityGroupIds } = endpoint;
  const openings = missingOpenings(vpc, securityGroupIds, needed, from);
  const [groupId] = securityGroupIds;
  if (openings === null || groupId === undefined)
    return [advise(`Check that the security groups of ${id} let ${from.id} in on ${portsText(needed)}`)];
  if (openings.length === 0) return [];
  const beside = mayHaveOtherMembers(vpc, groupId) ? groupsOfEndpoints(vpc, needed, from) : null;

  return [
    remedyBy(
      beside === null
        ? open(vpc, groupId, openings)
        : { ...placeIn(vpc), kind: 'set-endpoint-groups', endpointId: id, add: beside, remove: [] },
    ),
  ];
};

const defaultGroup = ({ id, scope: { securityGroups } }: Vpc): readonly string[] =>
  isUnread(securityGroups)
    ? []
    : [...securityGroups.values()].filter(({ name, vpcId }) => name === 'default' && vpcId === id).map((one) => one.id);

/** Groups that let all clients of the VPC in: those of its other endpoints, or its default one. Null: there are none such. */
export const admittingGroups = (vpc: Vpc, needed: Ports): readonly string[] | null => {
  const usual = defaultGroup(vpc);

  return groupsOfEndpoints(vpc, needed) ?? (letsAllIn(vpc, usual, needed) ? usual : null);
};

/** AWS wants the names of a VPC's groups to differ. */
const freeName = ({ id, scope: { securityGroups } }: Vpc): string => {
  const own = isUnread(securityGroups) ? [] : [...securityGroups.values()].filter(({ vpcId }) => vpcId === id);
  const taken = new Set(own.map(({ name }) => name));
  let name = 'vpc-endpoints';
  for (let i = 2; taken.has(name); i += 1) name = `vpc-endpoints-${i}`;

  return name;
};

export const newGroupId = ({ id }: Vpc): string => newId('sg', 'endpoints', id);

/**
 * A new endpoint without a group of its own gets the default one, which lets in its own members alone. One group will do
 * for all new endpoints of a VPC.
 */
export const createGroup = (vpc: Vpc, needed: Ports): readonly Change[] => {
  const id = newGroupId(vpc);
  const openings = needed.flatMap((alternatives) =>
    clientCidrs(vpc).flatMap((cidr) => alternatives.slice(0, 1).map((port) => ({ cidr, port }))),
  );

  return [
    {
      ...placeIn(vpc),
      kind: 'create-security-group',
      id,
      name: freeName(vpc),
      description: `Clients of ${vpc.id} to its VPC endpoints`,
    },
    open(vpc, id, openings),
  ];
};
