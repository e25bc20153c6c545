import { describe, expect, it } from 'vitest';
import {
  intoSubnet,
  passAll,
  replyPorts,
  sentTo,
  sourcesOf,
  throughAll,
} from '../../../src/analysis/routing/gateway-acl.ts';
import type { TraceState } from '../../../src/analysis/routing/trace-state.ts';
import { toCidrs } from '../../../src/net/ranges.ts';
import { guard } from '../../support/acl.ts';
import { addresses, networkFrom, stepOf, subnetIn, told } from '../../support/step.ts';
import { behindNat, world } from '../../support/world.ts';

type Rule = readonly [direction: 'in' | 'out', cidr: string, from?: number, to?: number, action?: 'allow' | 'deny'];

/** The client in 10.0.1.0/24, and an ACL of its own for the subnet of the NAT gateway. */
const guarded = (...rules: readonly Rule[]) => {
  const net = behindNat();
  for (const one of net.sections.subnets) if (one.SubnetId === 'subnet-a') one.CidrBlock = '10.0.1.0/24';
  net.sections.networkAcls.push({
    NetworkAclId: 'acl-nat',
    VpcId: 'vpc-main',
    Associations: [{ SubnetId: 'subnet-public' }],
    Entries: rules.map(([direction, CidrBlock, From = 0, To = 65_535, RuleAction = 'allow'], i) => ({
      RuleNumber: i + 1,
      Protocol: '6',
      RuleAction,
      Egress: direction === 'out',
      CidrBlock,
      PortRange: { From, To },
    })),
  });

  return net;
};

const fromClient: Rule = ['in', '10.0.1.0/24', 443, 443];
const toClient: Rule = ['out', '10.0.1.0/24', 1024];
const toService: Rule = ['out', '0.0.0.0/0', 443, 443];
const fromService: Rule = ['in', '0.0.0.0/0', 1024];
const passed = 'public nat-main (no-endpoint)';
const stopped = 'unreachable (network-acl)';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
describe('the network ACL of a NAT gateway’s subnet', () => {
  it.each<[string, readonly Rule[], string]>([
    ['lets all four ways', [fromClient, toClient, toService, fromService], passed],
    ['lets no call of the client in', [toClient, toService, fromService], stopped],
    ['lets no call on that port in', [['in', '10.0.1.0/24', 80, 80], toClient, toService, fromService], stopped],
    ['lets no reply out to the client', [fromClient, toService, fromService], stopped],
    // https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
    [
      'lets replies out to ports below those of clients',
      [fromClient, ['out', '10.0.1.0/24', 1024, 32_767], toService, fromService],
      stopped,
    ],
    ['lets no call out to the service', [fromClient, toClient, fromService], stopped],
    ['lets no reply of the service in', [fromClient, toClient, toService], stopped],
    [
      'lets replies in to ports below those of NAT',
      [fromClient, toClient, toService, ['in', '0.0.0.0/0', 1, 1023]],
      stopped,
    ],
    ['lets some of the clients in', [['in', '10.0.1.0/25', 443, 443], toClient, toService, fromService], passed],
    [
      'lets the clients of another subnet in',
      [['in', '10.0.9.0/24', 443, 443], toClient, toService, fromService],
      stopped,
    ],
  ])('that %s', (_, rules, line) => {
    expect(guarded(...rules).path('a', 's3')).toBe(line);
  });

  it('that denies some of the addresses splits the path, and says so', () => {
    const net = guarded(['out', '52.216.0.0/15', 0, 65_535, 'deny'], fromClient, toClient, toService, fromService);
    const path = net.paths(['s3']).find(({ subnetId }) => subnetId === 'subnet-a');

    expect(net.path('a', 's3')).toBe(
      'split [public nat-main: 3.5.0.0/19 16.15.176.0/20 …] [unreachable: 52.216.0.0/15]',
    );
    expect(path?.hops.map(({ at, does, because }) => `${at} ${does}: ${because}`)).toContain(
      'acl-nat denies: the network ACL of subnet-public does not let HTTPS through nat-main (rule 1 denies 52.216.0.0/15)',
    );
  });

  it('judges a client by its own address where that is known', () => {
    const net = (address: string) =>
      guarded(['in', '10.0.1.0/25', 443, 443], toClient, toService, fromService)
        .interface('c', 'a', { PrivateIpAddresses: [{ PrivateIpAddress: address }] })
        .path('a', 's3');

    expect([net('10.0.1.9'), net('10.0.1.200')]).toEqual([passed, stopped]);
  });

  it('may block it where it was not read', () => {
    const net = guarded().unread('networkAcls');

    expect(net.path('a', 's3')).toBe(`${passed} ~`);
    expect(net.paths(['s3']).find(({ subnetId }) => subnetId === 'subnet-a')?.doubts).toContain(
      'ec2:networkAcls was not read: the network ACL of the subnet of nat-main may block it',
    );
  });

  it('holds back what the NAT gateway of another one sends on', () => {
    const net = guarded(['in', '10.0.0.0/16', 443, 443], ['out', '10.0.0.0/16', 1024], toService, fromService)
      .subnet('mid', { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'nat-main' } })
      .nat('mid', 'mid', { ConnectivityType: 'private' })
      .subnet('b', { cidr: '10.0.3.0/24', routes: { '0.0.0.0/0': 'nat-mid' } });

    expect(net.path('b', 's3')).toMatch(/^public nat-main <nat-mid/);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
describe('the network ACL of a subnet that holds the client and an instance that forwards', () => {
  const forwarder = { SourceDestCheck: false, Attachment: { InstanceId: 'i-fw' } };
  const beside = (client: 'a' | 'b') => {
    const net = behindNat()
      .subnet('out', { routes: { '0.0.0.0/0': 'igw-main' } })
      .subnet('b', { cidr: '10.0.8.0/24', routes: { '0.0.0.0/0': 'eni-in' } })
      .interface('in', 'a', forwarder)
      .interface('out', 'out', { ...forwarder, Association: { PublicIp: '198.51.100.7' } });
    net.sections.instances.push({ InstanceId: 'i-fw', State: { Name: 'running' } });
    for (const one of net.sections.subnets) if (one.SubnetId === 'subnet-a') one.CidrBlock = '10.0.1.0/24';
    for (const { RouteTableId, Routes = [] } of net.sections.routeTables)
      if (RouteTableId === 'rtb-a')
        for (const route of Routes)
          if (route.NatGatewayId) Object.assign(route, { NatGatewayId: undefined, NetworkInterfaceId: 'eni-in' });
    const line = (RuleNumber: number, RuleAction: string, Egress: boolean, CidrBlock: string) => ({
      RuleNumber,
      Protocol: '-1',
      RuleAction,
      Egress,
      CidrBlock,
    });
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-a',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-a' }],
      Entries: [
        line(1, 'deny', false, '10.0.0.0/16'),
        line(2, 'allow', false, '0.0.0.0/0'),
        line(2, 'allow', true, '0.0.0.0/0'),
      ],
    });

    return net.path(client, 's3');
  };

  it('is asked nothing between the two, and all by another subnet', () => {
    expect([beside('a'), beside('b')]).toEqual([
      expect.stringMatching(/^public eni-out <eni-in/),
      expect.stringMatching(/^unreachable .*\(network-acl\)/),
    ]);
  });
});

/** Client subnet `a`, gateway subnet `g`, and a hub's subnet `h` with addresses of both families. */
const beside = () =>
  world()
    .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
    .subnet('g', { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } });

const sourceNat = { kind: 'nat-gateway', id: 'nat-1', isPublic: true } as const;

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
describe('the source address of a packet', () => {
  const sources = (trace: Partial<TraceState>, at = 'a') =>
    toCidrs(sourcesOf(stepOf(networkFrom(beside()), { at, trace })));

  it('is one of those that were let through before', () => {
    expect(sources({ sources: addresses('10.0.1.64/26') })).toEqual(['10.0.1.64/26']);
    expect(sources({ sources: addresses('10.0.2.7/32'), sourceNat })).toEqual(['10.0.2.7/32']);
  });

  it('is the client’s, also in another VPC', () => {
    expect([sources({}), sources({}, 'h')]).toEqual([['10.0.1.0/24'], ['10.0.1.0/24']]);
  });

  it('may be any of the VPC that it is in, and of the client’s, past a NAT gateway of which nobody knows the address', () => {
    expect([sources({ sourceNat }), sources({ sourceNat }, 'h')]).toEqual([['10.0.0.0/16'], ['10.0.0.0/15']]);
  });

  it('may be any of the VPC, where the client has none of that family', () => {
    const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64', ipv6Only: true, routes: { '0.0.0.0/0': 'tgw-1' } });

    expect(toCidrs(sourcesOf(stepOf(networkFrom(net))))).toEqual(['10.0.0.0/16']);
  });

  it('is of the family that the packet has until NAT64 turns it into IPv4', () => {
    const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main' } });
    const step = stepOf(networkFrom(net));

    expect(toCidrs(sourcesOf({ ...step, walk: { ...step.walk, familyBeforeNat: 'ipv6' } }))).toEqual([
      '2600:1f18:1:1::/64',
    ]);
  });
});

describe('the ports of replies', () => {
  it('are the client’s own, or those of a NAT gateway or instance', () => {
    const ports = (trace: Partial<TraceState>) => replyPorts(stepOf(networkFrom(beside()), { trace }));
    const nat = { first: 1024, last: 65_535 };

    expect([
      ports({}),
      ports({ through: [{ kind: 'appliance', id: 'eni-1' }] }),
      ports({ sourceNat }),
      ports({ through: [{ kind: 'nat-gateway', id: 'nat-1' }] }),
      ports({
        through: [
          { kind: 'appliance', id: 'eni-1' },
          { kind: 'nat-instance', id: 'eni-2' },
        ],
      }),
    ]).toEqual([{ first: 32_768, last: 60_999 }, { first: 32_768, last: 60_999 }, nat, nat, nat]);
  });
});

describe('one gate after the other', () => {
  it('is asked about what the ones before let pass, and none about nothing', () => {
    const step = stepOf(networkFrom(beside()));
    const asked: string[] = [];
    const gate =
      (...cidrs: readonly string[]) =>
      (one: typeof step) => {
        asked.push(toCidrs(one.ranges).join());

        return passAll(addresses(...cidrs));
      };

    expect(throughAll(step, gate('52.216.0.0/17'), gate(), gate('52.216.0.0/17'))).toEqual({
      passed: [],
      stopped: [],
      doubts: [],
    });
    expect(asked).toEqual(['52.216.0.0/16', '52.216.0.0/17']);
    expect(throughAll(step).passed).toEqual(step.ranges);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
describe('what is sent to a gateway in the client’s own subnet', () => {
  const asked = (
    net: ReturnType<typeof world>,
    to: string | null,
    at: string | null = 'a',
    trace: Partial<TraceState> = {},
  ) => {
    const network = networkFrom(net);
    const step = stepOf(network, { at: at ?? 'a', trace });
    const from = at === null ? { ...step, subnet: null } : step;

    return sentTo(from, to === null ? null : subnetIn(network, to)).trace.clientAcl;
  };
  const strict = (subnet: string) => guard(beside(), subnet, 'in allow 0.0.0.0/0', 'out deny 0.0.0.0/0');

  it('is not judged by the ACL of the client', () => {
    expect(asked(strict('a'), 'a')).toBe('nothing');
  });

  it('is, where the gateway stands in another subnet or in none, where it is not the first, or where the ACL is open', () => {
    const bare = beside();
    bare.sections.networkAcls = [];

    expect([
      asked(strict('g'), 'g'),
      asked(strict('a'), null),
      asked(strict('a'), 'a', 'a', { visited: new Set(['nat-1']) }),
      asked(strict('a'), 'a', 'g'),
      asked(strict('a'), 'a', null),
      asked(beside(), 'a'),
      asked(bare, 'a'),
      asked(beside().unread('networkAcls'), 'a'),
    ]).toEqual(Array(8).fill('both'));
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html */
describe('the network ACL of a gateway’s subnet', () => {
  interface Entry {
    readonly at?: string | null;
    readonly trace?: Partial<TraceState>;
    readonly isReply?: boolean;
  }
  const into = (net: ReturnType<typeof world>, { at = 'a', trace = {}, isReply = false }: Entry = {}) => {
    const network = networkFrom(net);
    const step = stepOf(network, { at: at ?? 'a', trace, isReply });
    const from = at === null ? { ...step, subnet: null } : step;
    const { passed, stopped, doubts } = intoSubnet(from, subnetIn(network, 'g'), 'nat-g');

    return { passed: toCidrs(passed), stopped: told(stopped).flatMap(({ hops }) => hops), doubts };
  };
  const all = { passed: ['52.216.0.0/16'], stopped: [], doubts: [] };
  const none = (rule: string) => ({
    passed: [],
    stopped: [`acl-g denies: the network ACL of subnet-g does not let HTTPS through nat-g (${rule})`],
    doubts: [],
  });
  const closed = () =>
    guard(beside(), 'g', 'in deny 10.0.1.0/24', 'out deny 10.0.2.0/24', 'in allow 0.0.0.0/0', 'out allow 0.0.0.0/0');
  const arrival = (net: ReturnType<typeof world>, isArrival: boolean) => ({
    at: 'g',
    trace: { forwarder: { id: 'subnet-g', subnet: subnetIn(networkFrom(net), 'g'), isArrival } },
  });

  it('names the rule that stops the call, or the reply', () => {
    const noReply = guard(beside(), 'g', 'in allow 0.0.0.0/0', 'out allow 10.0.1.0/24 443', 'out deny 10.0.0.0/8');

    expect([into(closed()), into(closed(), { at: null }), into(noReply)]).toEqual([
      none('rule 1 denies 10.0.1.0/24'),
      none('rule 1 denies 10.0.1.0/24'),
      none('rule 3 denies 10.0.0.0/8'),
    ]);
  });

  it('has no say inside the subnet, in replies, or where it is open', () => {
    expect([into(closed(), { at: 'g' }), into(closed(), { isReply: true }), into(beside())]).toEqual([all, all, all]);
    expect(into(closed(), arrival(closed(), false))).toEqual(all);
  });

  it('has no say where there is none, or where the gateway stands in no subnet', () => {
    const bare = beside();
    bare.sections.networkAcls = [];

    expect(into(bare)).toEqual(all);
    expect(intoSubnet(stepOf(networkFrom(closed())), null, 'nat-g').stopped).toEqual([]);
  });

  it('judges the answer alone of what a transit gateway puts into the subnet', () => {
    const silent = guard(beside(), 'g', 'in allow 0.0.0.0/0', 'out deny 10.0.1.0/24');

    expect([
      into(closed(), arrival(closed(), true)),
      into(silent, arrival(silent, true)),
      into(silent, { at: 'g' }),
    ]).toEqual([all, none('rule 2 denies 10.0.1.0/24'), all]);
  });
});
