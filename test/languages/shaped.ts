import type { Change } from '../../src/changes/change.ts';
import { newId } from '../../src/changes/new-id.ts';
import { oneOfEach } from '../changes/one-of-each.ts';

const digits = (text: string): string => Buffer.from(text).toString('hex').padEnd(17, '0').slice(-17);

/** Ids as AWS gives them: other tools look at their shape. What stands for new things stays as it is. */
const withIds = (changes: readonly Change[]): readonly Change[] =>
  JSON.parse(
    JSON.stringify(changes).replace(/"(vpc|subnet|rtb|sg|vpce|nat|tgw|pl|acl)-(?!new-)([\w-]+)"/g, (_, prefix, name) =>
      JSON.stringify(`${prefix}-${digits(name)}`),
    ),
  );

const group = newId('sg', 'endpoints', 'vpc-main');

/** One of each kind, and a plan whose steps refer to what earlier ones create. */
export const shapedChanges = (): readonly Change[] => {
  const each = oneOfEach();
  const endpoint = each['create-interface-endpoint'];

  return withIds([
    ...Object.values(each),
    { ...each['add-group-rules'], groupId: group },
    {
      ...endpoint,
      id: newId('vpce', 's3', 'vpc-main'),
      serviceName: 'com.amazonaws.us-east-1.s3',
      securityGroupIds: [group],
      ipAddressType: 'dualstack',
      inboundOnly: true,
      policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }] }),
    },
    { ...each['add-acl-entry'], line: { ...each['add-acl-entry'].line, number: 91, cidr: '2001:db8::/56' } },
    {
      ...each['create-route'],
      route: { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-0123456789abcdef0' },
    },
    {
      ...each['set-zone-record'],
      before: null,
      record: { ...each['set-zone-record'].record, Name: 'other.example.com.' },
    },
  ]);
};
