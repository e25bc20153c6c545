import type { RecordOf } from '../../snapshot/schema.ts';
import { awsCommand } from '../aws-command.ts';
import type { CreateSecurityGroup, DeleteSecurityGroup } from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';
import { isOwnersVpc } from '../endpoint-conditions.ts';
import { labelOf, logicalIdOf } from '../labels.ts';
import { nameTagWords } from '../name-tag-words.ts';
import { idText } from '../new-id.ts';
import { pages } from '../pages.ts';
import { placeOf } from '../place.ts';

type GroupRecord = RecordOf<'securityGroups'>;

/** AWS lets everything out of a new group, and nothing in. */
const groupRecord = ({ id, name, description, vpcId }: CreateSecurityGroup): GroupRecord => ({
  GroupId: id,
  GroupName: name,
  Description: description,
  VpcId: vpcId,
  IpPermissions: [],
  IpPermissionsEgress: [
    { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] },
  ],
});

export const createSecurityGroup: ChangeKind<CreateSecurityGroup> = {
  stage: () => 'groups',
  words: ({ name, vpcId }) => `Create security group ${name} in ${vpcId}`,
  calls: ({ id, region, vpcId, name, description }) => [
    {
      command: awsCommand(
        region,
        ...['ec2', 'create-security-group', '--group-name', name, '--description', description, '--vpc-id', vpcId],
      ),
      creates: { id, query: 'GroupId' },
      naming: nameTagWords('security-group', name),
    },
  ],
  reverse: ({ id, name, description, ...change }) => [
    { ...placeOf(change), kind: 'delete-security-group', groupId: id, name, description },
  ],
  preconditions: [
    {
      statement: 'the names of the groups of a VPC differ',
      page: pages.securityGroups,
      holds: ({ name, vpcId }, records) => {
        const groups = records.all('securityGroups');

        return groups === null ? null : !groups.some((one) => one.VpcId === vpcId && one.GroupName === name);
      },
    },
    { statement: 'only the owner of a VPC gives its endpoints groups', page: pages.sharedVpcs, holds: isOwnersVpc },
  ],
  terraform: ({ id, vpcId, name, description }) => [
    {
      type: 'aws_security_group',
      label: labelOf(id),
      creates: id,
      arguments: { name, description, vpc_id: vpcId, tags: { Name: name } },
    },
  ],
  cloudformation: ({ id, vpcId, name, description }) => [
    {
      type: 'AWS::EC2::SecurityGroup',
      logicalId: logicalIdOf(id),
      creates: id,
      properties: {
        GroupName: name,
        GroupDescription: description,
        VpcId: vpcId,
        Tags: [{ Key: 'Name', Value: name }],
      },
    },
  ],
  effect: (change, records) => records.add('securityGroups', groupRecord(change)),
};

export const deleteSecurityGroup: ChangeKind<DeleteSecurityGroup> = {
  stage: () => 'release',
  words: ({ groupId }) => `Delete ${idText(groupId)}`,
  calls: ({ region, groupId }) => [
    { command: awsCommand(region, 'ec2', 'delete-security-group', '--group-id', groupId) },
  ],
  reverse: ({ groupId, name, description, ...change }) => [
    { ...placeOf(change), kind: 'create-security-group', id: groupId, name, description },
  ],
  preconditions: [],
  effect: ({ groupId }, records) => records.remove('securityGroups', ({ GroupId }) => GroupId === groupId),
};
