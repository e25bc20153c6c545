import { expect, it } from 'vitest';
import { referredVpcs } from '../../src/network/referred-vpcs.ts';
import type { Sections } from '../../src/snapshot/schema.ts';

const cidrs = (...all: readonly string[]) => all.map((CidrBlock) => ({ CidrBlock }));
const local = (DestinationCidrBlock: string) => ({ DestinationCidrBlock, GatewayId: 'local' });
const vpc = (VpcId: string, all: readonly string[] = []) => ({ VpcId, CidrBlockAssociationSet: cidrs(...all) });

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html */
it.each<[string, Sections, ReturnType<typeof referredVpcs>]>([
  ['nothing', {}, []],
  [
    'subnets, tables and endpoints, each VPC once',
    {
      subnets: [
        { SubnetId: 'subnet-1', VpcId: 'vpc-1' },
        { SubnetId: 'subnet-2', VpcId: 'vpc-1' },
      ],
      routeTables: [
        { RouteTableId: 'rtb-2', VpcId: 'vpc-2' },
        { RouteTableId: 'rtb-1', VpcId: 'vpc-1' },
      ],
      vpcEndpoints: [{ VpcEndpointId: 'vpce-3', VpcId: 'vpc-3' }],
    },
    [vpc('vpc-1'), vpc('vpc-2'), vpc('vpc-3')],
  ],
  [
    'what does not tell of which VPC it is',
    { routeTables: [{ RouteTableId: 'rtb-1', Routes: [local('10.9.0.0/16')] }, { RouteTableId: 'rtb-2' }] },
    [],
  ],
  [
    'subnets and tables, whose owner is that of the VPC, and not endpoints, which participants may own',
    {
      subnets: [
        { SubnetId: 'subnet-1', VpcId: 'vpc-1' },
        { SubnetId: 'subnet-2', VpcId: 'vpc-1', OwnerId: '999988887777' },
      ],
      vpcEndpoints: [{ VpcEndpointId: 'vpce-3', VpcId: 'vpc-3', OwnerId: '999988887777' }],
    },
    [{ ...vpc('vpc-1'), OwnerId: '999988887777' }, vpc('vpc-3')],
  ],
  [
    'the local routes of its own tables, each CIDR once',
    {
      routeTables: [
        { RouteTableId: 'rtb-1', VpcId: 'vpc-1', Routes: [local('10.0.0.0/16'), local('10.1.0.0/16')] },
        {
          RouteTableId: 'rtb-2',
          VpcId: 'vpc-1',
          Routes: [
            local('10.0.0.0/16'),
            { DestinationCidrBlock: '10.2.0.0/16', GatewayId: 'igw-1' },
            { DestinationIpv6CidrBlock: '2600:1f18:1::/56', GatewayId: 'local' },
          ],
        },
        { RouteTableId: 'rtb-3', VpcId: 'vpc-2', Routes: [local('10.3.0.0/16')] },
        { RouteTableId: 'rtb-4', VpcId: 'vpc-3' },
      ],
    },
    [vpc('vpc-1', ['10.0.0.0/16', '10.1.0.0/16']), vpc('vpc-2', ['10.3.0.0/16']), vpc('vpc-3')],
  ],
])('VPCs that were not read are known by %s', (_, sections, vpcs) => {
  expect(referredVpcs(sections)).toStrictEqual(vpcs);
});
