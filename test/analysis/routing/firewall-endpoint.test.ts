import { describe, expect, it } from 'vitest';
import { assume } from '../../../src/analysis/doubt.ts';
import { toFirewallEndpoint } from '../../../src/analysis/routing/firewall-endpoint.ts';
import { guard } from '../../support/acl.ts';
import { networkFrom, nowhere, stepOf, told } from '../../support/step.ts';
import { stranger } from '../../support/world/sections.ts';
import { world } from '../../support/world.ts';

/** Subnet `a` sends everything to a firewall endpoint in subnet `fw`, which sends it to the NAT gateway. */
const behindFirewall = (spec: { readonly type?: string; readonly state?: string } = {}) =>
  world()
    .subnet('fw', { routes: { '0.0.0.0/0': 'nat-main' } })
    .endpoint('vpce-fw', 'fw', { type: 'GatewayLoadBalancer', subnets: ['fw'], privateDns: false, ...spec })
    .subnet('a', { routes: { '0.0.0.0/0': 'vpce-fw' } });

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html#route-tables-appliance-routing */
describe('a firewall endpoint', () => {
  it('sends on by the table of its own subnet', () => {
    const net = behindFirewall();

    expect(net.path('a', 's3')).toBe('public nat-main <vpce-fw (no-endpoint) ~');
    expect(net.gateway('vpce-s3', 's3', ['fw']).path('a', 's3')).toBe('unknown (unrecognised) ~');
  });

  it('keeps the source address, so that an internet gateway asks for that of the client', () => {
    const net = (mapPublicIp: boolean) =>
      world()
        .subnet('fw', { routes: { '0.0.0.0/0': 'igw-main' } })
        .endpoint('vpce-fw', 'fw', { type: 'GatewayLoadBalancer', subnets: ['fw'], privateDns: false })
        .subnet('a', { mapPublicIp, routes: { '0.0.0.0/0': 'vpce-fw' } })
        .path('a', 's3');

    expect([net(true), net(false)]).toEqual([
      'public igw-main <vpce-fw (no-endpoint) ~',
      'unreachable <vpce-fw (no-public-address) ~',
    ]);
  });

  it.each([
    ['available', 'public nat-main <vpce-fw (no-endpoint) ~'],
    ['pending', 'public nat-main <vpce-fw (no-endpoint) ~'],
    ['failed', 'unreachable vpce-fw (endpoint-not-available)'],
    ['deleting', 'unreachable vpce-fw (endpoint-not-available)'],
  ])('that is %s', (state, line) => {
    expect(behindFirewall({ state }).path('a', 's3')).toBe(line);
  });

  /** https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html#concepts-vpc-endpoints */
  it.each(['pending', 'partial', 'novel'])('that is %s makes nothing private', (state) => {
    const net = (now: string) =>
      world()
        .subnet('fw')
        .endpoint('vpce-fw', 'fw', { type: 'GatewayLoadBalancer', subnets: ['fw'], privateDns: false, state: now })
        .subnet('e', { cidr: '10.0.9.0/24', routes: { '10.0.1.0/24': 'vpce-fw' } })
        .endpoint('vpce-ec2', 'ec2', { subnets: ['e'] })
        .subnet('a', { cidr: '10.0.1.0/24', routes: { '10.0.9.0/24': 'vpce-fw' } });

    expect(net('available').path('a', 'ec2')).toBe('private vpce-ec2 <vpce-fw ~');
    expect(net(state).path('a', 'ec2')).toBe('unknown (unrecognised) ~');
  });

  it.each(['Interface', 'Resource', 'Novel'])('is no endpoint of type %s', (type) => {
    expect(behindFirewall({ type }).path('a', 's3')).toBe('unknown (unrecognised)');
  });

  it('of whose own subnet the route leads back to it is a loop', () => {
    const net = world()
      .subnet('fw', { routes: { '0.0.0.0/0': 'vpce-fw' } })
      .endpoint('vpce-fw', 'fw', { type: 'GatewayLoadBalancer', subnets: ['fw'], privateDns: false })
      .subnet('a', { routes: { '0.0.0.0/0': 'vpce-fw' } });

    expect(net.path('a', 's3')).toBe('unreachable vpce-fw (routing-loop) ~');
  });

  it('leads nobody knows where if its subnet is not listed', () => {
    const net = behindFirewall();
    for (const one of net.sections.vpcEndpoints) one.SubnetIds = ['subnet-gone'];
    const nowhere = behindFirewall();
    for (const one of nowhere.sections.vpcEndpoints) one.SubnetIds = [];

    expect([net.path('a', 's3'), nowhere.path('a', 's3')]).toEqual([
      'unknown <vpce-fw (unread-facts) ~',
      'unknown <vpce-fw (unread-facts) ~',
    ]);
  });

  it('leads nobody knows where if endpoints were not read', () => {
    const net = behindFirewall().unread('vpcEndpoints');

    expect(net.path('a', 's3')).toBe('unknown (unread-facts) ~');
    expect(net.paths(['s3']).find(({ subnetId }) => subnetId === 'subnet-a')?.doubts).toContain(
      'ec2:vpcEndpoints was not read: where the firewall endpoint stands is not known',
    );
  });

  it('that is not listed is the owner’s to see where the VPC is shared', () => {
    const net = behindFirewall();
    net.sections.vpcEndpoints = [];

    expect(net.path('a', 's3')).toBe('unknown (unread-facts)');
    for (const vpc of net.sections.vpcs) vpc.OwnerId = stranger;
    expect(net.path('a', 's3')).toBe('unknown (not-visible-to-participant)');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
describe('what a firewall endpoint passes on', () => {
  const passed = (net: ReturnType<typeof behindFirewall>) => {
    const { positions, nextTable } = nowhere();
    const results = told(toFirewallEndpoint(stepOf(networkFrom(net)), nextTable));

    return {
      stopped: results.map(({ end }) => end),
      onward: positions.map(({ table, trace: { forwarder, through, visited, doubts } }) => ({
        table: table.id,
        forwarder,
        through,
        visited: [...visited],
        doubts,
      })),
    };
  };
  const onward = {
    table: 'rtb-fw',
    forwarder: expect.objectContaining({ id: 'vpce-fw', isArrival: false }),
    through: [{ kind: 'firewall-endpoint', id: 'vpce-fw' }],
    visited: ['vpce-fw'],
    doubts: [assume('appliance-returns')],
  };

  it('leaves its subnet as it came', () => {
    expect(passed(behindFirewall())).toEqual({ stopped: [], onward: [onward] });
  });

  it('is nothing where the network ACL of its subnet stops it', () => {
    const net = guard(behindFirewall(), 'fw', 'in deny 0.0.0.0/0');

    expect(passed(net)).toEqual({ stopped: ['unreachable (network-acl)'], onward: [] });
  });
});
