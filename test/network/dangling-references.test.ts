import { describe, expect, it } from 'vitest';
import type { Sections } from '../../src/snapshot/schema.ts';
import { scopeWith } from '../support/sections.ts';

const VpcId = 'vpc-1';
const vpcs = [{ VpcId, OwnerId: '111122223333' }];
const subnets = [{ SubnetId: 'subnet-1', VpcId }];
const nat = { NatGatewayId: 'nat-1', VpcId, SubnetId: 'subnet-9' };
const associated = (SubnetId: string) => ({ RouteTableId: 'rtb-1', VpcId, Associations: [{ SubnetId }] });

const dangling = (sections: Sections) =>
  scopeWith(sections)
    .gaps.filter(({ reason }) => reason.includes('does not list'))
    .map(({ section, action, reason, kind }) => `${section} ${action} ${reason} ${kind}`);

const noVpc = (id: string) => `vpcs ec2:DescribeVpcs it does not list ${id}, which others are in missing`;
const noSubnet = (id: string) => `subnets ec2:DescribeSubnets it does not list ${id}, which others are in missing`;

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html */
describe('a list of VPCs that was cut', () => {
  it.each<[string, Sections]>([
    ['a route table', { routeTables: [{ RouteTableId: 'rtb-1', VpcId: 'vpc-9' }] }],
    ['a NAT gateway', { natGateways: [{ NatGatewayId: 'nat-1', VpcId: 'vpc-9' }] }],
    ['an endpoint', { vpcEndpoints: [{ VpcEndpointId: 'vpce-1', VpcId: 'vpc-9' }] }],
    ['a subnet', { subnets: [{ SubnetId: 'subnet-9', VpcId: 'vpc-9' }] }],
    [
      'several',
      {
        subnets: [...subnets, { SubnetId: 'subnet-9', VpcId: 'vpc-9' }],
        vpcEndpoints: [{ VpcEndpointId: 'vpce-1', VpcId: 'vpc-9' }],
      },
    ],
  ])('lacks the VPC of %s', (_, sections) => {
    expect(dangling({ vpcs, ...sections })).toEqual([noVpc('vpc-9')]);
    expect(dangling({ vpcs: [], ...sections })).toContain(noVpc('vpc-9'));
    expect(dangling(sections)).toEqual([]);
  });

  it.each<[string, Sections]>([
    [
      'all is in it',
      { subnets, routeTables: [associated('subnet-1')], natGateways: [{ NatGatewayId: 'nat-1', VpcId }] },
    ],
    [
      'nobody says where it is',
      { routeTables: [{ RouteTableId: 'rtb-1' }], vpcEndpoints: [{ VpcEndpointId: 'vpce-1' }] },
    ],
  ])('lacks none where %s', (_, sections) => {
    expect(dangling({ vpcs, ...sections })).toEqual([]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html */
describe('a list of subnets that was cut', () => {
  it.each<[string, Sections]>([
    ['a route table names', { routeTables: [associated('subnet-9')] }],
    ['a NAT gateway stands in', { natGateways: [nat] }],
    ['both do', { routeTables: [associated('subnet-9')], natGateways: [nat] }],
    ['a NAT gateway stands in that is yet pending', { natGateways: [{ ...nat, State: 'pending' }] }],
  ])('lacks the subnet that %s', (_, sections) => {
    expect(dangling({ vpcs, subnets, ...sections })).toEqual([noSubnet('subnet-9')]);
    expect(dangling({ vpcs, ...sections })).toEqual([]);
  });

  it.each([
    ['deleted', []],
    ['deleting', []],
    ['failed', []],
    ['available', [noSubnet('subnet-9')]],
  ])('lacks the subnet of a NAT gateway that is %s: %o', (State, gaps) => {
    expect(dangling({ vpcs, subnets, natGateways: [{ ...nat, State }] })).toEqual(gaps);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html */
  it('lacks none of a VPC that another account shares', () => {
    const shared = [{ VpcId, OwnerId: '999988887777' }];

    expect(dangling({ vpcs: shared, subnets, routeTables: [associated('subnet-9')], natGateways: [nat] })).toEqual([]);
  });

  it('lacks none that nobody names', () => {
    const regional = { NatGatewayId: 'nat-1', VpcId, AvailabilityMode: 'regional' };
    const elsewhere = { NatGatewayId: 'nat-2', SubnetId: 'subnet-9' };

    expect(dangling({ vpcs, subnets, natGateways: [regional, elsewhere] })).toEqual([]);
  });
});
