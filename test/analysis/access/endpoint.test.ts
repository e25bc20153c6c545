import { describe, expect, it } from 'vitest';
import { endpointAccess } from '../../../src/analysis/access/endpoint.ts';
import { https as https443 } from '../../../src/analysis/access/port.ts';
import { clientsOf } from '../../../src/analysis/client.ts';
import { assume } from '../../../src/analysis/doubt.ts';
import { guard } from '../../support/acl.ts';
import { group, https, listed, members, type Permissions } from '../../support/permissions.ts';
import { addresses, networkFrom, subnetIn } from '../../support/step.ts';
import { world } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
describe('the way into an endpoint', () => {
  type World = ReturnType<typeof world>;

  interface Call {
    readonly sources?: readonly string[];
    readonly knowsSource?: boolean;
    readonly keepsGroups?: boolean;
    /** The subnet that the packet comes from; null: another VPC. */
    readonly from?: 'a' | 'e' | 'f' | null;
    readonly forwarder?: 'none' | 'appliance' | 'arrival';
    readonly isSubnetKnown?: boolean;
  }

  /** Client subnet `a`, subnet `f` of an appliance, and subnet `e` of the endpoint. */
  const net = (ingress: Permissions = https('0.0.0.0/0')): World => {
    const one = world()
      .subnet('a', { cidr: '10.0.1.0/24' })
      .subnet('e', { cidr: '10.0.2.0/24' })
      .subnet('f', { cidr: '10.0.3.0/24' })
      .endpoint('vpce-ec2', 'ec2', { subnets: ['e'], groups: ['sg-endpoint'] });
    one.sections.securityGroups.push(group('sg-endpoint', { ingress }));

    return one;
  };

  const enter = (
    one: World,
    {
      sources = ['10.0.1.0/24'],
      knowsSource = true,
      keepsGroups = true,
      from = 'a',
      forwarder = 'none',
      isSubnetKnown = true,
    }: Call = {},
  ) => {
    const network = networkFrom(one);
    const endpoint = network.endpoints.get('vpce-ec2');
    const client = subnetIn(network, 'a');
    if (endpoint === undefined) throw new Error('no endpoint');
    const entry = endpointAccess(
      client.vpc.scope,
      endpoint,
      {
        subnet: isSubnetKnown ? subnetIn(network, 'e') : null,
        from: from === null ? null : subnetIn(network, from),
        forwarder: forwarder === 'none' ? null : { isArrival: forwarder === 'arrival' },
        ranges: addresses('10.0.2.0/24'),
      },
      {
        client: clientsOf(client)[0],
        ranges: addresses(...sources),
        family: 'ipv4',
        port: https443,
        knowsSource,
        keepsGroups,
      },
    );

    return {
      denied: entry.denied === null ? null : `${entry.denied.reason}: ${entry.denied.hop.because}`,
      hops: entry.hops.map(({ because }) => because),
      doubts: entry.doubts.map(({ text }) => text),
    };
  };

  const whole = { denied: null, hops: ['lets HTTPS in from the subnet'], doubts: [] };
  const part = { ...whole, hops: ['lets HTTPS in from part of the subnet'] };
  const member = assume('member-of-group').text;
  const natAddress = assume('nat-address-admitted').text;
  const ports = assume('ephemeral-ports').text;
  const refused = (because: string) => ({ denied: because, hops: [], doubts: [] });

  it('is open where groups and network ACLs let all clients in and answers out', () => {
    expect([
      enter(net()),
      enter(guard(net(), 'e', 'in allow 10.0.1.0/24 443', 'out allow 10.0.1.0/24 1024-65535')),
    ]).toEqual([whole, whole]);
  });

  it('is open to some of the clients, of which those that call are some, or a NAT gateway has one address', () => {
    const some = net(https('10.0.1.0/25'));

    expect([enter(some), enter(some, { knowsSource: false })]).toEqual([
      { ...part, doubts: [member] },
      { ...part, doubts: [natAddress] },
    ]);
  });

  it('is closed where no address is let in by both the group and the network ACL', () => {
    const apart = guard(net(https('10.0.1.0/25')), 'e', 'in allow 10.0.1.128/25', 'out allow 0.0.0.0/0');

    expect(enter(apart)).toEqual(refused('network-acl: lets no HTTPS through to the endpoint (no rule allows it)'));
  });

  it('is open to members of a group, but not through what hides them', () => {
    const one = net(members('sg-app')).interface('c', 'a', { Groups: [{ GroupId: 'sg-app' }] });
    const other = net(members('sg-app')).interface('c', 'a', { Groups: [{ GroupId: 'sg-main' }] });
    const closed = refused('security-group: lets no HTTPS in from the subnet');

    expect([enter(one), enter(one, { keepsGroups: false }), enter(other), enter(net(members('sg-app')))]).toEqual([
      whole,
      closed,
      closed,
      { ...part, doubts: [member] },
    ]);
  });

  it('is open in doubt where it was not read who the members are, or what a list holds', () => {
    const unread = net(members('sg-app')).unread('networkInterfaces', 'ec2:Interfaces');
    const list = net(listed('pl-gone'));

    expect(enter(unread)).toEqual({
      ...whole,
      doubts: ['ec2:Interfaces was not read: clients may not be in sg-app'],
    });
    expect(enter(list)).toEqual({
      ...whole,
      doubts: [expect.stringContaining('pl-gone may not hold the clients')],
    });
    expect(enter(unread, { keepsGroups: false }).denied).toMatch(/^security-group/);
  });

  it('is open in doubt where a group is not known', () => {
    const none = net();
    for (const one of none.sections.vpcEndpoints) one.Groups = [];
    const unlisted = net();
    unlisted.sections.securityGroups = [];

    expect([enter(none), enter(unlisted), enter(net().unread('securityGroups', 'ec2:Groups'))]).toEqual([
      { denied: null, hops: [], doubts: [assume('default-group-admits').text] },
      { denied: null, hops: [], doubts: [expect.stringContaining('it may not let the clients in')] },
      { denied: null, hops: [], doubts: ['ec2:Groups was not read: sg-endpoint may not let the clients in'] },
    ]);
  });

  it('crosses the network ACL of the endpoint’s subnet for some of the clients, or to some of their ports', () => {
    const some = guard(net(), 'e', 'in allow 10.0.1.0/25', 'out allow 0.0.0.0/0');
    const few = guard(net(), 'e', 'in allow 0.0.0.0/0', 'out allow 0.0.0.0/0 40000-50000');

    expect([enter(some), enter(some, { knowsSource: false }), enter(few)]).toEqual([
      { ...whole, doubts: [member] },
      { ...whole, doubts: [natAddress] },
      { ...whole, doubts: [ports] },
    ]);
  });

  it('crosses the network ACL of the subnet of an appliance, but not again that of the client', () => {
    const shut = guard(net(), 'f', 'in allow 0.0.0.0/0', 'out deny 10.0.2.0/24');
    const mute = guard(net(), 'f', 'out allow 0.0.0.0/0', 'in deny 10.0.2.0/24');
    const client = guard(net(), 'a', 'in deny 0.0.0.0/0');
    const to = (one: World, from: Call['from'], forwarder: Call['forwarder']) => enter(one, { from, forwarder });

    expect([
      to(shut, 'f', 'appliance'),
      to(mute, 'f', 'appliance'),
      to(shut, 'f', 'none'),
      to(client, 'a', 'none'),
      to(shut, null, 'appliance'),
    ]).toEqual([
      refused('network-acl: lets no HTTPS through to the endpoint (rule 2 denies 10.0.2.0/24)'),
      refused('network-acl: lets no replies of the endpoint through (rule 2 denies 10.0.2.0/24)'),
      whole,
      whole,
      whole,
    ]);
  });

  it('crosses no network ACL inside the endpoint’s subnet, but for answers to what a transit gateway put there', () => {
    const mute = guard(net(), 'e', 'out deny 10.0.1.0/24');
    const some = guard(net(), 'e', 'out allow 10.0.1.0/25 40000-50000');
    const arrival = { from: 'e', forwarder: 'arrival' } as const;

    expect([
      enter(mute, { from: 'e' }),
      enter(mute, { from: 'e', forwarder: 'appliance' }),
      enter(mute, arrival),
      enter(some, arrival),
      enter(some, { ...arrival, knowsSource: false }),
      enter(net(), arrival),
    ]).toEqual([
      whole,
      whole,
      refused('network-acl: lets no replies of the endpoint through (rule 1 denies 10.0.1.0/24)'),
      { ...whole, doubts: [member, ports] },
      { ...whole, doubts: [natAddress, ports] },
      whole,
    ]);
  });

  it('is in doubt where a network ACL was not read, or none is listed', () => {
    const bare = net();
    bare.sections.networkAcls = [];
    const unread = net().unread('networkAcls', 'ec2:Acls');
    const arrival = { from: 'e', forwarder: 'arrival' } as const;
    const blocks = (what: string) => `ec2:Acls was not read: a network ACL may block the way ${what} the endpoint`;

    expect([enter(bare), enter(unread), enter(bare, arrival), enter(unread, arrival)]).toEqual([
      { ...whole, doubts: [assume('unlisted-acl-passes').text] },
      { ...whole, doubts: [blocks('to')] },
      whole,
      { ...whole, doubts: [blocks('back from')] },
    ]);
  });

  it('crosses that of the sender alone where the endpoint’s subnet is not known', () => {
    const shut = guard(
      guard(net(), 'e', 'in deny 0.0.0.0/0'),
      'f',
      'out allow 0.0.0.0/0',
      'in allow 0.0.0.0/0 40000-50000',
    );

    expect(enter(shut, { isSubnetKnown: false })).toEqual(whole);
    expect(enter(shut, { isSubnetKnown: false, from: 'f', forwarder: 'appliance' })).toEqual({
      ...whole,
      doubts: [ports],
    });
  });
});
