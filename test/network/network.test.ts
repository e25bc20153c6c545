import { describe, expect, it } from 'vitest';
import { networkWith, refusal, snapshotScope } from '../support/sections.ts';

const own = '111122223333';
const other = '999988887777';
const VpcId = 'vpc-1';
const vpcs = [{ VpcId, OwnerId: own }];
const subnets = [{ SubnetId: 'subnet-1', VpcId }];

describe('a network', () => {
  it('has its accounts and Regions in one order', () => {
    const { scopes } = networkWith(
      snapshotScope({}, { account: '2', region: 'us-east-1' }),
      snapshotScope({}, { account: '1', region: 'us-west-2' }),
      snapshotScope({}, { account: '1', region: 'eu-west-1' }),
      snapshotScope({}, { account: null, region: 'us-east-1' }),
    );

    expect(scopes.map(({ account, region }) => [account, region])).toEqual([
      [null, 'us-east-1'],
      ['1', 'eu-west-1'],
      ['1', 'us-west-2'],
      ['2', 'us-east-1'],
    ]);
  });

  it('has the endpoints of all of them', () => {
    const network = networkWith(
      snapshotScope({ vpcEndpoints: [{ VpcEndpointId: 'vpce-1' }] }, { region: 'us-east-1' }),
      snapshotScope({}, { region: 'us-east-2' }),
      snapshotScope({ vpcEndpoints: [{ VpcEndpointId: 'vpce-2' }] }, { region: 'us-west-2' }),
    );

    expect([...network.endpoints].map(([key, { id }]) => [key, id])).toEqual([
      ['vpce-1', 'vpce-1'],
      ['vpce-2', 'vpce-2'],
    ]);
  });

  it.each(['vpc-1', 'vpc-9', null])('finds a subnet that is said to be in %s', (vpcId) => {
    const network = networkWith(
      snapshotScope({ vpcs, subnets }),
      snapshotScope(
        { vpcs: [{ VpcId: 'vpc-2' }], subnets: [{ SubnetId: 'subnet-2', VpcId: 'vpc-2' }] },
        { region: 'z' },
      ),
    );

    expect(network.subnet('subnet-1', vpcId)?.id).toBe('subnet-1');
    expect(network.subnet('subnet-2', vpcId)?.id).toBe('subnet-2');
    expect(network.subnet('subnet-3', vpcId)).toBeUndefined();
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html */
  it.each([
    [own, other],
    [other, own],
  ])('knows a shared VPC as its owner does: owned by %s, shared with %s', (owner, participant) => {
    const shared = [{ VpcId, OwnerId: owner }];
    const network = networkWith(
      snapshotScope({ vpcs: shared, subnets }, { account: participant }),
      snapshotScope({ vpcs: shared, subnets }, { account: owner }),
    );

    expect(network.vpcs.size).toBe(1);
    expect(network.vpcs.get(VpcId)?.scope.account).toBe(owner);
    expect(network.subnet('subnet-1', null)?.vpc.scope.account).toBe(owner);
  });

  it('knows a shared VPC as a participant does where its owner is not among the accounts', () => {
    const network = networkWith(
      snapshotScope({ vpcs, subnets }, { account: '444455556666' }),
      snapshotScope({ vpcs, subnets }, { account: other }),
    );

    expect(network.vpcs.get(VpcId)?.scope.account).toBe('444455556666');
  });

  it('names the gap of one request before that of its section', () => {
    const gaps = [refusal('vpcAttributes'), refusal('vpcAttributes', VpcId), refusal('dhcpOptions')];
    const vpc = networkWith(snapshotScope({ vpcs: [...vpcs, { VpcId: 'vpc-2' }] }, { gaps })).vpcs;

    expect(vpc.get(VpcId)?.dnsSupport).toEqual({ unread: refusal('vpcAttributes', VpcId) });
    expect(vpc.get('vpc-2')?.dnsSupport).toEqual({ unread: refusal('vpcAttributes') });
    expect(vpc.get(VpcId)?.dnsServers).toEqual({ unread: refusal('dhcpOptions') });
  });

  it('sees the transit gateways of every account', () => {
    const network = networkWith(
      snapshotScope({ transitGatewayRoutes: [{ TransitGatewayRouteTableId: 'tgw-rtb-1', Routes: [] }] }),
      snapshotScope({}, { account: other }),
    );

    expect(network.transit.routesOf('tgw-rtb-1')).toEqual([]);
  });
});
