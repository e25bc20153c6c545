import type { RecordOf } from '../../../../src/snapshot/schema.ts';
import { type Json, type Refusal, refuse, type Write } from '../call.ts';
import { objectsOf, textOf } from './form.ts';

type Permission = NonNullable<RecordOf<'securityGroups'>['IpPermissions']>[number];
type Direction = 'IpPermissions' | 'IpPermissionsEgress';

/** The fields in which a permission names whom it is for, and the field of each entry that tells one from another. */
const peers = {
  IpRanges: 'CidrIp',
  Ipv6Ranges: 'CidrIpv6',
  PrefixListIds: 'PrefixListId',
  UserIdGroupPairs: 'GroupId',
} as const;

type PeerField = keyof typeof peers;

const peerFields = Object.keys(peers) as readonly PeerField[];

/** One protocol, one range of ports, one peer: what AWS calls a rule. */
interface Rule {
  readonly ports: string;
  readonly field: PeerField;
  readonly peer: string;
}

const portsOf = ({ IpProtocol, FromPort, ToPort }: Json | Permission): string => `${IpProtocol} ${FromPort} ${ToPort}`;

const rulesOf = (permissions: readonly Json[]): readonly Rule[] =>
  permissions.flatMap((permission) =>
    peerFields.flatMap((field) =>
      objectsOf(permission[field]).map((entry) => ({
        ports: portsOf(permission),
        field,
        peer: textOf(entry[peers[field]]),
      })),
    ),
  );

const isSame = (a: Rule, b: Rule): boolean => a.ports === b.ports && a.field === b.field && a.peer === b.peer;

/** As AWS lists them: what has the same protocol and ports is one permission. */
const permissionsOf = (rules: readonly Rule[]): Permission[] =>
  [...new Set(rules.map(({ ports }) => ports))].map((ports) => {
    const [IpProtocol = '', from, to] = ports.split(' ');
    const own = (field: PeerField) =>
      rules.filter((rule) => rule.ports === ports && rule.field === field).map(({ peer }) => peer);

    return {
      IpProtocol,
      ...(from === 'undefined' ? {} : { FromPort: Number(from), ToPort: Number(to) }),
      IpRanges: own('IpRanges').map((CidrIp) => ({ CidrIp })),
      Ipv6Ranges: own('Ipv6Ranges').map((CidrIpv6) => ({ CidrIpv6 })),
      PrefixListIds: own('PrefixListIds').map((PrefixListId) => ({ PrefixListId })),
      UserIdGroupPairs: own('UserIdGroupPairs').map((GroupId) => ({ GroupId })),
    };
  });

const ruleText = ({ ports, peer }: Rule): string => `peer: ${peer}, ${ports}, ALLOW`;

type Change = (present: readonly Rule[], given: readonly Rule[]) => readonly Rule[] | Refusal;

const isRefused = (answer: ReturnType<Change>): answer is Refusal => !Array.isArray(answer);

/** What is left of the rules of a group once those given were added or taken away. */
const changing =
  (direction: Direction, change: Change): Write =>
  (input, { records }) => {
    const id = textOf(input.GroupId);
    const group = records.find('securityGroups', id);
    if (group === undefined) return refuse(400, 'InvalidGroup.NotFound', `The security group '${id}' does not exist`);
    const left = change(rulesOf(group[direction] ?? []), rulesOf(objectsOf(input.IpPermissions)));
    if (isRefused(left)) return left;
    records.edit('securityGroups', id, (one) => ({ ...one, [direction]: permissionsOf(left) }));

    return { Return: true };
  };

const authorized: Change = (present, added) => {
  const twice = added.find((rule, at) => [...present, ...added.slice(0, at)].some((one) => isSame(one, rule)));
  if (twice)
    return refuse(400, 'InvalidPermission.Duplicate', `the specified rule "${ruleText(twice)}" already exists`);
  if (present.length + added.length > 60)
    return refuse(400, 'RulesPerSecurityGroupLimitExceeded', 'The maximum number of rules per group has been reached.');

  return [...present, ...added];
};

const revoked: Change = (present, removed) => {
  const missing = removed.find((rule) => !present.some((one) => isSame(one, rule)));
  if (missing) return refuse(400, 'InvalidPermission.NotFound', `the rule "${ruleText(missing)}" does not exist`);

  return present.filter((rule) => !removed.some((one) => isSame(one, rule)));
};

const createSecurityGroup: Write = ({ GroupName, GroupDescription, VpcId }, { records, mint, account }) => {
  const name = textOf(GroupName);
  const taken = (records.all('securityGroups') ?? []).some((one) => one.VpcId === VpcId && one.GroupName === name);
  if (taken) return refuse(400, 'InvalidGroup.Duplicate', `The security group '${name}' already exists for ${VpcId}`);
  const GroupId = mint('sg');
  records.add('securityGroups', {
    GroupId,
    GroupName: name,
    Description: textOf(GroupDescription),
    VpcId: textOf(VpcId),
    OwnerId: account,
    IpPermissions: [],
    IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
  });

  return { GroupId };
};

const deleteSecurityGroup: Write = ({ GroupId }, { records }) => {
  const id = textOf(GroupId);
  if (records.find('securityGroups', id) === undefined)
    return refuse(400, 'InvalidGroup.NotFound', `The security group '${id}' does not exist`);
  const isInUse = (records.all('networkInterfaces') ?? []).some(({ Groups = [] }) =>
    Groups.some((group) => group.GroupId === id),
  );
  if (isInUse) return refuse(400, 'DependencyViolation', `resource ${id} has a dependent object`);
  records.remove('securityGroups', (group) => group.GroupId === id);

  return { Return: true, GroupId: id };
};

export const groupWrites: Readonly<Record<string, Write>> = {
  CreateSecurityGroup: createSecurityGroup,
  DeleteSecurityGroup: deleteSecurityGroup,
  AuthorizeSecurityGroupIngress: changing('IpPermissions', authorized),
  AuthorizeSecurityGroupEgress: changing('IpPermissionsEgress', authorized),
  RevokeSecurityGroupIngress: changing('IpPermissions', revoked),
  RevokeSecurityGroupEgress: changing('IpPermissionsEgress', revoked),
};
