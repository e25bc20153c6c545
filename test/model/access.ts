import type { RecordOf } from '../../src/snapshot/schema.ts';
import { isIn, isInAny } from './addresses.ts';
import { entriesOf, type Facts, type Interface, interfaceAt, type Subnet } from './facts.ts';

type Permission = NonNullable<RecordOf<'securityGroups'>['IpPermissions']>[number];

/** A port as clients choose theirs; rules of a test speak of all such ports or of none. */
const replyPort = 40_000;

const covers = (from: number | undefined, to: number | undefined, port: number): boolean =>
  from === undefined || from === -1 || (from <= port && port <= (to ?? from));

/**
 * The rule of the lowest number that matches decides; what none matches is denied.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
const aclAllows = (facts: Facts, subnet: string | undefined, egress: boolean, peer: string, port: number): boolean => {
  const own = facts.subnets.find(({ SubnetId }) => SubnetId === subnet);
  const acl =
    facts.networkAcls.find(({ Associations = [] }) => Associations.some(({ SubnetId }) => SubnetId === subnet)) ??
    facts.networkAcls.find(({ IsDefault, VpcId }) => IsDefault === true && VpcId === own?.VpcId);
  const decisive = (acl?.Entries ?? [])
    .filter(
      ({ Egress, Protocol, CidrBlock, Ipv6CidrBlock, PortRange }) =>
        Egress === egress &&
        (Protocol === '-1' || (Protocol === '6' && covers(PortRange?.From, PortRange?.To, port))) &&
        isIn(peer, CidrBlock ?? Ipv6CidrBlock ?? ''),
    )
    .sort((a, b) => (a.RuleNumber ?? 0) - (b.RuleNumber ?? 0))[0];

  return decisive?.RuleAction === 'allow';
};

interface Passage {
  readonly source: string;
  readonly to: string;
  readonly port: number;
}

/** A request leaves a subnet, and its reply comes back. */
export const aclLetsOut = (facts: Facts, subnet: Subnet, { to, port }: Passage): boolean =>
  aclAllows(facts, subnet.SubnetId, true, to, port) && aclAllows(facts, subnet.SubnetId, false, to, replyPort);

/** A request enters a subnet, and the reply to it leaves. */
export const aclLetsIn = (facts: Facts, subnet: Subnet, { source, port }: Passage): boolean =>
  aclAllows(facts, subnet.SubnetId, false, source, port) && aclLetsReply(facts, subnet, source);

export const aclLetsReply = (facts: Facts, subnet: Subnet, source: string): boolean =>
  aclAllows(facts, subnet.SubnetId, true, source, replyPort);

/** For traffic from a subnet to an attachment in the same subnet, the outbound rules alone. */
export const aclLetsRequest = (facts: Facts, subnet: Subnet, { to, port }: Passage): boolean =>
  aclAllows(facts, subnet.SubnetId, true, to, port);

const admits = (facts: Facts, permission: Permission, peer: string, port: number, peerGroups: readonly string[]) =>
  (permission.IpProtocol === '-1' ||
    (permission.IpProtocol === 'tcp' && covers(permission.FromPort, permission.ToPort, port))) &&
  (isInAny(peer, [
    ...(permission.IpRanges ?? []).map(({ CidrIp = '' }) => CidrIp),
    ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6 = '' }) => CidrIpv6),
    ...(permission.PrefixListIds ?? []).flatMap(({ PrefixListId }) => entriesOf(facts, PrefixListId)),
  ]) ||
    (permission.UserIdGroupPairs ?? []).some(({ GroupId = '' }) => peerGroups.includes(GroupId)));

export const groupIdsOf = ({ Groups = [] }: { readonly Groups?: Interface['Groups'] }): string[] =>
  Groups.flatMap(({ GroupId }) => (GroupId === undefined ? [] : [GroupId]));

/** Groups allow what any rule of any of them allows. A reference to a group means its interfaces in reach: not beyond a transit gateway. */
const groupsAllow = (
  facts: Facts,
  groups: readonly string[],
  egress: boolean,
  peer: string,
  port: number,
  peerGroups: readonly string[],
) =>
  facts.securityGroups
    .filter(({ GroupId }) => groups.includes(GroupId))
    .flatMap(({ IpPermissions = [], IpPermissionsEgress = [] }) => (egress ? IpPermissionsEgress : IpPermissions))
    .some((permission) => admits(facts, permission, peer, port, peerGroups));

/** Who sends: an interface, or, where there is none, what might be launched there. */
export interface Sender {
  readonly vpc: string;
  readonly groups: readonly string[] | null;
}

/** The VPCs that security groups can refer to from another: itself and those it peers with. */
const peersOf = (facts: Facts, vpc: string): string[] => [
  vpc,
  ...facts.vpcPeeringConnections.flatMap(({ Status, RequesterVpcInfo, AccepterVpcInfo }) => {
    const ends = [RequesterVpcInfo?.VpcId ?? '', AccepterVpcInfo?.VpcId ?? ''];

    return Status?.Code === 'active' && ends.includes(vpc) ? ends : [];
  }),
];

export const groupsLetOut = (
  facts: Facts,
  { vpc, groups }: Sender,
  to: string,
  port: number,
  how: 'by address' | 'in any way' = 'in any way',
): boolean => {
  if (groups === null) return true;
  const peer =
    how === 'by address'
      ? undefined
      : peersOf(facts, vpc)
          .map((id) => interfaceAt(facts, id, to))
          .find((found) => found !== undefined);

  return groupsAllow(facts, groups, true, to, port, peer === undefined ? [] : groupIdsOf(peer));
};

/**
 * `direct`: the sender's own packet, by which a rule can tell the sender's groups. `perhaps`: nobody is there yet, and a
 * rule speaks of members of a group, which what is launched there may be.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export const groupsLetIn = (
  facts: Facts,
  groups: readonly string[],
  { source, port }: Passage,
  direct: Sender | null,
): 'yes' | 'perhaps' | 'no' => {
  if (groupsAllow(facts, groups, false, source, port, direct?.groups ?? [])) return 'yes';
  const everybody = facts.securityGroups.map(({ GroupId }) => GroupId);

  return direct?.groups === null && groupsAllow(facts, groups, false, source, port, everybody) ? 'perhaps' : 'no';
};
