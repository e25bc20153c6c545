import type { RecordOf } from '../../snapshot/schema.ts';
import { awsCommand } from '../aws-command.ts';
import type { AclLine, AddAclEntry, RemoveAclEntry } from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';
import { labelOf, logicalIdOf } from '../labels.ts';
import { pages } from '../pages.ts';
import { hasRoomFor } from '../quota.ts';

type EntryRecord = NonNullable<RecordOf<'networkAcls'>['Entries']>[number];

const wordsOf = ({ allows, egress, cidr, port }: AclLine): string => {
  const ports = port.first === port.last ? `${port.first}` : `${port.first}-${port.last}`;

  return `${allows ? 'allow' : 'deny'} TCP ${ports} ${egress ? 'out to' : 'in from'} ${cidr}`;
};

const isSame = ({ RuleNumber, Egress }: EntryRecord, { number, egress }: AclLine): boolean =>
  RuleNumber === number && (Egress === true) === egress;

const entryRecord = ({ number, egress, allows, cidr, port }: AclLine): EntryRecord => ({
  RuleNumber: number,
  Protocol: '6',
  RuleAction: allows ? 'allow' : 'deny',
  Egress: egress,
  PortRange: { From: port.first, To: port.last },
  ...(cidr.includes(':') ? { Ipv6CidrBlock: cidr } : { CidrBlock: cidr }),
});

const direction = ({ egress }: AclLine): string => (egress ? '--egress' : '--ingress');

/** AWS's own quota is 20 lines a direction. */
const quota = 20;

export const addAclEntry: ChangeKind<AddAclEntry> = {
  stage: () => 'groups',
  words: ({ aclId, line }) => `Let ${aclId} ${wordsOf(line)}, by rule ${line.number}`,
  calls: ({ region, aclId, line }) => [
    {
      command: awsCommand(
        region,
        ...['ec2', 'create-network-acl-entry', '--network-acl-id', aclId, direction(line)],
        ...['--rule-number', `${line.number}`, '--protocol', '6', '--rule-action', line.allows ? 'allow' : 'deny'],
        ...[line.cidr.includes(':') ? '--ipv6-cidr-block' : '--cidr-block', line.cidr],
        ...['--port-range', `From=${line.port.first},To=${line.port.last}`],
      ),
    },
  ],
  reverse: (change) => [{ ...change, kind: 'remove-acl-entry' }],
  preconditions: [
    {
      statement: 'no line of the network ACL has the number',
      page: pages.networkAcls,
      holds: ({ aclId, line }, records) => {
        const acl = records.find('networkAcls', aclId);

        return acl === undefined ? null : !(acl.Entries ?? []).some((entry) => isSame(entry, line));
      },
    },
    {
      statement: `a network ACL has at most ${quota} lines a direction`,
      page: pages.networkAcls,
      holds: ({ aclId, line }, records) => {
        const acl = records.find('networkAcls', aclId);
        if (acl === undefined) return null;

        const { length } = (acl.Entries ?? []).filter(({ Egress }) => (Egress === true) === line.egress);

        return hasRoomFor(1, length, quota);
      },
    },
  ],
  consequences: ({ aclId }) => [`${aclId} denies it today, and somebody may have meant that: the new line comes first`],
  terraform: ({ aclId, line }) => [
    {
      type: 'aws_network_acl_rule',
      label: labelOf(aclId, line.egress ? 'egress' : 'ingress', `${line.number}`),
      arguments: {
        network_acl_id: aclId,
        rule_number: line.number,
        egress: line.egress,
        protocol: '6',
        rule_action: line.allows ? 'allow' : 'deny',
        [line.cidr.includes(':') ? 'ipv6_cidr_block' : 'cidr_block']: line.cidr,
        from_port: line.port.first,
        to_port: line.port.last,
      },
    },
  ],
  cloudformation: ({ aclId, line }) => [
    {
      type: 'AWS::EC2::NetworkAclEntry',
      logicalId: logicalIdOf(aclId, line.egress ? 'egress' : 'ingress', `${line.number}`),
      properties: {
        NetworkAclId: aclId,
        RuleNumber: line.number,
        Egress: line.egress,
        Protocol: 6,
        RuleAction: line.allows ? 'allow' : 'deny',
        [line.cidr.includes(':') ? 'Ipv6CidrBlock' : 'CidrBlock']: line.cidr,
        PortRange: { From: line.port.first, To: line.port.last },
      },
    },
  ],
  effect: ({ aclId, line }, records) =>
    records.edit('networkAcls', aclId, (acl) => ({ ...acl, Entries: [...(acl.Entries ?? []), entryRecord(line)] })),
};

export const removeAclEntry: ChangeKind<RemoveAclEntry> = {
  stage: () => 'release',
  words: ({ aclId, line }) => `Take rule ${line.number} (${wordsOf(line)}) out of ${aclId}`,
  calls: ({ region, aclId, line }) => [
    {
      command: awsCommand(
        region,
        ...['ec2', 'delete-network-acl-entry', '--network-acl-id', aclId, direction(line)],
        ...['--rule-number', `${line.number}`],
      ),
    },
  ],
  reverse: (change) => [{ ...change, kind: 'add-acl-entry' }],
  preconditions: [],
  effect: ({ aclId, line }, records) =>
    records.edit('networkAcls', aclId, (acl) => ({
      ...acl,
      Entries: (acl.Entries ?? []).filter((entry) => !isSame(entry, line)),
    })),
};
