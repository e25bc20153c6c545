import { describe, expect, it } from 'vitest';
import { toPeering } from '../../../src/analysis/routing/peering.ts';
import { networkFrom, stepOf, subnetIn, told } from '../../support/step.ts';
import { world } from '../../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';

const peered = (status = 'active') => {
  const net = world()
    .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'pcx-1' } })
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'pcx-1', '0.0.0.0/0': 'igw-hub' } })
    .peering('pcx-1', 'main', 'hub')
    .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);
  for (const one of net.sections.vpcPeeringConnections) one.Status = { Code: status };

  return net;
};

/** @see https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html */
describe('a peering connection', () => {
  it('carries what is addressed to the peer VPC and nothing beyond it', () => {
    expect([peered().path('a', 'ec2'), peered().path('a', 's3')]).toEqual([
      'private vpce-ec2 <pcx-1',
      'unreachable pcx-1 (peering-not-transitive)',
    ]);
  });

  it.each(['pending-acceptance', 'expired', 'deleted'])('that is %s carries nothing', (status) => {
    expect(peered(status).path('a', 'ec2')).toBe('unreachable pcx-1 (peering-not-transitive)');
  });

  it('to a VPC that is not among the facts leads nobody knows where, except away from AWS’s public addresses', () => {
    const net = peered();
    net.sections.vpcPeeringConnections = [];

    expect([net.path('a', 'ec2'), net.path('a', 's3')]).toEqual([
      'unknown (unread-facts)',
      'unreachable pcx-1 (peering-not-transitive)',
    ]);
  });

  it('that was not read leads nobody knows where', () => {
    const net = peered().unread('vpcPeeringConnections');

    expect(net.path('a', 'ec2')).toMatch(/^unknown \(unread-facts\)/);
  });

  /** https://docs.aws.amazon.com/vpc/latest/peering/invalid-peering-configurations.html */
  it('carries nothing that a transit gateway brought, unless it has an address of the VPC by then', () => {
    const behindTransit = (out: string) =>
      world()
        .subnet('a', { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'tgw-1' } })
        .vpc('mid', '10.2.0.0/16')
        .subnet('m', { vpc: 'mid', cidr: '10.2.1.0/24', routes: { '10.1.0.0/16': out } })
        .subnet('n', { vpc: 'mid', cidr: '10.2.2.0/24', routes: { '10.1.0.0/16': 'pcx-1', '10.0.0.0/16': 'tgw-1' } })
        .nat('mid', 'n', { ConnectivityType: 'private' })
        .vpc('hub', '10.1.0.0/16')
        .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.2.0.0/16': 'pcx-1', '10.0.0.0/16': 'tgw-1' } })
        .peering('pcx-1', 'mid', 'hub')
        .transit({ main: ['a'], mid: ['m'], hub: ['h'] }, { '10.0.0.0/16': 'main', '10.1.0.0/16': 'mid' })
        .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
        .zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`])
        .path('a', 'ec2');

    expect([behindTransit('pcx-1'), behindTransit('nat-mid')]).toEqual([
      'unreachable pcx-1 <tgw-1 (peering-not-transitive)',
      'private vpce-ec2 <tgw-1 <pcx-1 <nat-mid',
    ]);
  });

  it('carries nothing to addresses that the peer does not have', () => {
    const net = peered();
    for (const one of net.sections.networkInterfaces)
      for (const address of one.PrivateIpAddresses ?? []) address.PrivateIpAddress = '10.2.1.9';
    for (const one of net.sections.subnets) if (one.SubnetId === 'subnet-h') one.CidrBlock = '10.2.1.0/24';

    expect(net.path('a', 'ec2')).toBe('unreachable pcx-1 (peering-not-transitive)');
  });
});

describe('a peering connection, by the addresses of the peer,', () => {
  it('carries to any of its CIDRs', () => {
    const net = peered();
    for (const vpc of net.sections.vpcs)
      if (vpc.VpcId === 'vpc-hub')
        vpc.CidrBlockAssociationSet = ['10.1.0.0/16', '10.8.0.0/16'].map((CidrBlock) => ({
          CidrBlock,
          CidrBlockState: { State: 'associated' },
        }));

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2 <pcx-1');
  });

  it('says what it drops', () => {
    const lastHop = (net: ReturnType<typeof peered>, service: string) =>
      net
        .paths([service])
        .find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)
        ?.hops.at(-1)?.because;

    expect([lastHop(peered('expired'), 'ec2'), lastHop(peered(), 's3')]).toEqual([
      'the peering connection is not active',
      'a peering connection carries only what is addressed to the peer VPC',
    ]);
  });

  it('may lead anywhere in doubt where connections were not read', () => {
    const net = peered().unread('vpcPeeringConnections');

    expect(net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)?.doubts).toContain(
      'ec2:vpcPeeringConnections was not read: where it leads is not known',
    );
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-partial-access.html */
describe('what crosses a peering connection', () => {
  const crossing = (to: readonly string[], net = peered()) => {
    const network = networkFrom(net);
    const forwarder = { id: 'eni-a', subnet: subnetIn(network, 'a'), isArrival: false };
    const results = toPeering(stepOf(network, { to, trace: { forwarder } }));

    return results.map(({ trace: { through, forwarder: left, hasCrossedTransit } }, i) => ({
      end: told(results)[i]?.end,
      through: through.map(({ id }) => id),
      left,
      hasCrossedTransit,
    }));
  };

  it('comes from another VPC there, and from no subnet of that one', () => {
    expect(crossing(['10.1.1.0/24'])).toEqual([
      { end: 'local vpc-hub from nowhere', through: ['pcx-1'], left: null, hasCrossedTransit: true },
    ]);
  });

  it('is all of it addressed to the peer VPC', () => {
    expect(crossing(['10.1.1.0/24', '10.2.0.0/24'])).toMatchObject([
      { end: 'unreachable pcx-1 (peering-not-transitive)' },
    ]);
  });

  it('is not known where the peer VPC is not among the facts', () => {
    const net = peered();
    net.sections.vpcs = net.sections.vpcs.filter(({ VpcId }) => VpcId !== 'vpc-hub');

    expect(crossing(['10.1.1.0/24'], net)).toMatchObject([{ end: 'unknown (unread-facts)' }]);
  });
});
