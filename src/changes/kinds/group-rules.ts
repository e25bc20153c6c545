import { groupBy } from '../../group-by.ts';
import type { PortRange } from '../../services/ports.ts';
import type { RecordOf } from '../../snapshot/schema.ts';
import { list } from '../../wording.ts';
import { awsCommand } from '../aws-command.ts';
import type { AddGroupRules, GroupRule, RemoveGroupRules } from '../change.ts';
import type { AwsCall, ChangeKind } from '../change-kind.ts';
import type { Properties } from '../infrastructure.ts';
import { labelOf, logicalIdOf } from '../labels.ts';
import { idText } from '../new-id.ts';
import { pages } from '../pages.ts';
import { hasRoomFor } from '../quota.ts';

type RulesChange = AddGroupRules | RemoveGroupRules;
type Permission = NonNullable<RecordOf<'securityGroups'>['IpPermissions']>[number];

const portText = ({ first, last }: PortRange): string => (first === last ? `${first}` : `${first}-${last}`);

const peerText = ({ peer }: GroupRule): string => ('cidr' in peer ? peer.cidr : peer.prefixListId);

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const wordsOf = ({ groupId, direction, rules }: RulesChange): string => {
  const peers = list(distinct(rules.map(peerText)));
  const ports = `TCP ${list(distinct(rules.map(({ port }) => portText(port))))}`;

  return direction === 'ingress'
    ? `Let ${peers} in on ${ports} by ${idText(groupId)}`
    : `Let ${ports} out of ${idText(groupId)} to ${peers}`;
};

const rangeText = ({ peer }: GroupRule): string => {
  if ('prefixListId' in peer) return `PrefixListIds=[{PrefixListId=${peer.prefixListId}}]`;

  return peer.cidr.includes(':') ? `Ipv6Ranges=[{CidrIpv6=${peer.cidr}}]` : `IpRanges=[{CidrIp=${peer.cidr}}]`;
};

const permissionText = (rule: GroupRule): string =>
  `IpProtocol=tcp,FromPort=${rule.port.first},ToPort=${rule.port.last},${rangeText(rule)}`;

/** One call, so that all of it is there or nothing. */
const callOf = ({ region, groupId, direction, rules }: RulesChange, verb: 'authorize' | 'revoke'): AwsCall => ({
  command: awsCommand(
    region,
    ...['ec2', `${verb}-security-group-${direction}`, '--group-id', groupId],
    ...['--ip-permissions', ...rules.map(permissionText)],
  ),
});

const permissionOf = ({ port, peer }: GroupRule): Permission => ({
  IpProtocol: 'tcp',
  FromPort: port.first,
  ToPort: port.last,
  IpRanges: 'cidr' in peer && !peer.cidr.includes(':') ? [{ CidrIp: peer.cidr }] : [],
  Ipv6Ranges: 'cidr' in peer && peer.cidr.includes(':') ? [{ CidrIpv6: peer.cidr }] : [],
  PrefixListIds: 'prefixListId' in peer ? [{ PrefixListId: peer.prefixListId }] : [],
  UserIdGroupPairs: [],
});

const fields = { ingress: 'IpPermissions', egress: 'IpPermissionsEgress' } as const;

/** AWS lists what has the same protocol and ports as one permission. */
const portKey = ({ IpProtocol, FromPort, ToPort }: Permission): string => `${IpProtocol} ${FromPort} ${ToPort}`;

const joined = (permissions: readonly Permission[]): Permission[] =>
  [...groupBy(permissions, portKey).values()].map(([first, ...others]) => {
    const all = [first, ...others];

    return {
      ...first,
      IpRanges: all.flatMap(({ IpRanges = [] }) => IpRanges),
      Ipv6Ranges: all.flatMap(({ Ipv6Ranges = [] }) => Ipv6Ranges),
      PrefixListIds: all.flatMap(({ PrefixListIds = [] }) => PrefixListIds),
      UserIdGroupPairs: all.flatMap(({ UserIdGroupPairs = [] }) => UserIdGroupPairs),
    };
  });

const without = (permission: Permission, rules: readonly GroupRule[]): Permission => {
  const meant = rules.filter((rule) => portKey(permissionOf(rule)) === portKey(permission));
  const peers = new Set(meant.map(peerText));

  return {
    ...permission,
    IpRanges: (permission.IpRanges ?? []).filter(({ CidrIp = '' }) => !peers.has(CidrIp)),
    Ipv6Ranges: (permission.Ipv6Ranges ?? []).filter(({ CidrIpv6 = '' }) => !peers.has(CidrIpv6)),
    PrefixListIds: (permission.PrefixListIds ?? []).filter(({ PrefixListId = '' }) => !peers.has(PrefixListId)),
  };
};

/** To lose a rule to a reverse that was there before would cut off who has it. */
const hasRule = (permissions: readonly Permission[], rule: GroupRule): boolean =>
  permissions
    .filter((one) => portKey(one) === portKey(permissionOf(rule)))
    .some(({ IpRanges = [], Ipv6Ranges = [], PrefixListIds = [] }) =>
      [
        ...IpRanges.map(({ CidrIp }) => CidrIp),
        ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
        ...PrefixListIds.map(({ PrefixListId }) => PrefixListId),
      ].includes(peerText(rule)),
    );

const isEmpty = ({ IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] }: Permission): boolean =>
  IpRanges.length + Ipv6Ranges.length + PrefixListIds.length + UserIdGroupPairs.length === 0;

/** AWS's own quota, for each family by itself. */
const quota = 60;

/** Rules for lists and groups are for both families. */
const countOf = (permissions: readonly Permission[], ranges: 'IpRanges' | 'Ipv6Ranges'): number =>
  permissions
    .map((one) => [one[ranges], one.PrefixListIds, one.UserIdGroupPairs])
    .flatMap((lists) => lists.map((peers = []) => peers.length))
    .reduce((sum, count) => sum + count, 0);

const peerArgument = ({ peer }: GroupRule): Properties => {
  if ('prefixListId' in peer) return { prefix_list_id: peer.prefixListId };

  return peer.cidr.includes(':') ? { cidr_ipv6: peer.cidr } : { cidr_ipv4: peer.cidr };
};

const peerProperty = ({ peer }: GroupRule, direction: RulesChange['direction']): Properties => {
  if ('prefixListId' in peer)
    return { [direction === 'ingress' ? 'SourcePrefixListId' : 'DestinationPrefixListId']: peer.prefixListId };

  return peer.cidr.includes(':') ? { CidrIpv6: peer.cidr } : { CidrIp: peer.cidr };
};

export const addGroupRules: ChangeKind<AddGroupRules> = {
  stage: () => 'groups',
  words: wordsOf,
  calls: (change) => [callOf(change, 'authorize')],
  reverse: (change) => [{ ...change, kind: 'remove-group-rules' }],
  preconditions: [
    {
      statement: `a group has at most ${quota} rules a direction and family`,
      page: pages.securityGroups,
      holds: ({ groupId, direction, rules }, records) => {
        const group = records.find('securityGroups', groupId);
        if (group === undefined) return null;
        const [present, added] = [group[fields[direction]] ?? [], rules.map(permissionOf)];
        const [ipv4, ipv6] = (['IpRanges', 'Ipv6Ranges'] as const).map((ranges) =>
          hasRoomFor(countOf(added, ranges), countOf(present, ranges), quota),
        );

        return ipv4 === false || ipv6 === false ? false : ipv4 === true && ipv6 === true ? true : null;
      },
    },
    {
      statement: 'a group has a rule only once',
      page: pages.groupRules,
      holds: ({ groupId, direction, rules }, records) => {
        const permissions = records.find('securityGroups', groupId)?.[fields[direction]];

        return permissions === undefined ? null : !rules.some((rule) => hasRule(permissions, rule));
      },
    },
  ],
  terraform: ({ groupId, direction, rules }) =>
    rules.map((rule) => ({
      type: `aws_vpc_security_group_${direction}_rule`,
      label: labelOf(groupId, direction, portText(rule.port), peerText(rule)),
      arguments: {
        security_group_id: groupId,
        ip_protocol: 'tcp',
        from_port: rule.port.first,
        to_port: rule.port.last,
        ...peerArgument(rule),
      },
    })),
  cloudformation: ({ groupId, direction, rules }) =>
    rules.map((rule) => ({
      type: direction === 'ingress' ? 'AWS::EC2::SecurityGroupIngress' : 'AWS::EC2::SecurityGroupEgress',
      logicalId: logicalIdOf(groupId, direction, portText(rule.port), peerText(rule)),
      properties: {
        GroupId: groupId,
        IpProtocol: 'tcp',
        FromPort: rule.port.first,
        ToPort: rule.port.last,
        ...peerProperty(rule, direction),
      },
    })),
  effect: ({ groupId, direction, rules }, records) =>
    records.edit('securityGroups', groupId, (group) => ({
      ...group,
      [fields[direction]]: joined([...(group[fields[direction]] ?? []), ...rules.map(permissionOf)]),
    })),
};

export const removeGroupRules: ChangeKind<RemoveGroupRules> = {
  stage: () => 'release',
  words: ({ groupId, direction, rules }) =>
    `Take the rules for ${list(distinct(rules.map(peerText)))} ${direction === 'ingress' ? 'into' : 'out of'} ${idText(groupId)} away`,
  calls: (change) => [callOf(change, 'revoke')],
  reverse: (change) => [{ ...change, kind: 'add-group-rules' }],
  preconditions: [],
  effect: ({ groupId, direction, rules }, records) =>
    records.edit('securityGroups', groupId, (group) => ({
      ...group,
      [fields[direction]]: (group[fields[direction]] ?? [])
        .map((permission) => without(permission, rules))
        .filter((permission) => !isEmpty(permission)),
    })),
};
