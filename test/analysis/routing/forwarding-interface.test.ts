import { describe, expect, it } from 'vitest';
import { assume } from '../../../src/analysis/doubt.ts';
import { hop } from '../../../src/analysis/hop.ts';
import { toForwardingInterface } from '../../../src/analysis/routing/forwarding-interface.ts';
import { unreachable } from '../../../src/analysis/routing/trace-result.ts';
import { initialTrace, type TraceState } from '../../../src/analysis/routing/trace-state.ts';
import { toCidrs } from '../../../src/net/ranges.ts';
import { guard } from '../../support/acl.ts';
import { https, withEndpoint } from '../../support/permissions.ts';
import { addresses, networkFrom, nowhere, stepOf, told } from '../../support/step.ts';
import { world } from '../../support/world.ts';

const outside = { SourceDestCheck: false, Association: { PublicIp: '198.51.100.7' } };
const doubtsOf = (net: ReturnType<typeof world>) =>
  net.paths(['s3']).find(({ subnetId }) => subnetId === 'subnet-a')?.doubts;

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html */
describe('an interface that a route leads to', () => {
  it('with a public address translates, and is what the packet leaves by', () => {
    const net = world()
      .interface('nat', 'public', outside)
      .subnet('a', { routes: { '0.0.0.0/0': 'eni-nat' } });

    expect(net.path('a', 's3')).toBe('public eni-nat (no-endpoint) ~');
  });

  it('without one passes the packet on by the table of its own subnet', () => {
    const net = world()
      .subnet('m', { routes: { '0.0.0.0/0': 'nat-main' } })
      .interface('mid', 'm', { SourceDestCheck: false })
      .subnet('a', { routes: { '0.0.0.0/0': 'eni-mid' } });

    expect(net.path('a', 's3')).toBe('public nat-main <eni-mid (no-endpoint) ~');
    expect(net.gateway('vpce-s3', 's3', ['m']).path('a', 's3')).toBe('unknown (unrecognised) ~');
  });

  it('whose own subnet leads back to it is a loop', () => {
    const net = world()
      .subnet('m', { routes: { '0.0.0.0/0': 'eni-mid' } })
      .interface('mid', 'm', { SourceDestCheck: false })
      .subnet('a', { routes: { '0.0.0.0/0': 'eni-mid' } });

    expect(net.path('a', 's3')).toBe('unreachable eni-mid <eni-mid (routing-loop) ~');
  });

  it('may be given by its instance', () => {
    const net = world()
      .interface('nat', 'public', { ...outside, Attachment: { InstanceId: 'i-nat' } })
      .subnet('a');
    net.sections.instances.push({ InstanceId: 'i-nat', State: { Name: 'running' } });
    for (const { RouteTableId, Routes = [] } of net.sections.routeTables)
      if (RouteTableId === 'rtb-a')
        Routes.push({ DestinationCidrBlock: '0.0.0.0/0', InstanceId: 'i-nat', State: 'active', Origin: 'CreateRoute' });

    expect(net.path('a', 's3')).toBe('public eni-nat (no-endpoint) ~');
    net.sections.networkInterfaces = [];
    expect(net.path('a', 's3')).toBe('unknown (unread-facts)');
  });

  it('leads nobody knows where if interfaces were not read', () => {
    const net = world()
      .interface('nat', 'public', outside)
      .subnet('a', { routes: { '0.0.0.0/0': 'eni-nat' } })
      .unread('networkInterfaces');

    expect(net.path('a', 's3')).toBe('unknown (unread-facts) ~');
    expect(doubtsOf(net)).toContain('ec2:networkInterfaces was not read: what the interface does is not known');
  });

  it('leads nobody knows where if its subnet is not listed', () => {
    const net = world()
      .interface('mid', 'public', { SourceDestCheck: false })
      .subnet('a', { routes: { '0.0.0.0/0': 'eni-mid' } });
    for (const one of net.sections.networkInterfaces) one.SubnetId = 'subnet-gone';

    expect(net.path('a', 's3')).toBe('unknown <eni-mid (unread-facts) ~');
  });

  it('may stand on a route more specific than the local one, on the way to an endpoint', () => {
    const net = withEndpoint(https('0.0.0.0/0')).subnet('m').interface('mid', 'm', { SourceDestCheck: false });
    const address = net.sections.networkInterfaces.find(({ NetworkInterfaceId }) => NetworkInterfaceId === 'vpce-ec2-e')
      ?.PrivateIpAddresses?.[0]?.PrivateIpAddress;
    net.route('a', `${address}/32`, 'eni-mid');

    expect(net.path('a', 'ec2')).toBe('unknown (unrecognised) ~');
    for (const { SubnetId, CidrBlock = '' } of net.sections.subnets)
      if (SubnetId === 'subnet-a') net.route('e', CidrBlock, 'eni-mid');
    expect(net.path('a', 'ec2')).toBe('private vpce-ec2 <eni-mid ~');
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html */
describe('an instance with several interfaces', () => {
  const attached = { SourceDestCheck: false, Attachment: { InstanceId: 'i-fw' } };
  const firewall = (
    routes: Readonly<Record<string, string>>,
    ...others: readonly Readonly<Record<string, string>>[]
  ) => {
    const net = world().subnet('a', { routes: { '0.0.0.0/0': 'eni-0' } });
    for (const [i, one] of [routes, ...others].entries())
      net.subnet(`n${i}`, { routes: one }).interface(`${i}`, `n${i}`, attached);
    net.sections.instances.push({ InstanceId: 'i-fw', State: { Name: 'running' } });

    return net;
  };

  it.each<[string, readonly [Readonly<Record<string, string>>, ...Readonly<Record<string, string>>[]], string]>([
    ['public before unreachable', [{}, { '0.0.0.0/0': 'nat-main' }], 'public nat-main <eni-0 (no-endpoint) ~'],
    [
      'public before transit',
      [{ '0.0.0.0/0': 'vgw-1' }, { '0.0.0.0/0': 'nat-main' }],
      'public nat-main <eni-0 (no-endpoint) ~',
    ],
    [
      'transit before unknown',
      [{ '0.0.0.0/0': 'xyz-1' }, { '0.0.0.0/0': 'vgw-1' }],
      'transit vgw-1 <eni-0 (no-endpoint) ~',
    ],
    ['unknown before unreachable', [{}, { '0.0.0.0/0': 'xyz-1' }], 'unknown <eni-0 (unrecognised) ~'],
  ])('counts the worst of the ways on: %s', (_, [first, ...others], line) => {
    expect(firewall(first, ...others).path('a', 's3')).toBe(line);
  });

  it('counts the worst address by address', () => {
    expect(firewall({ '52.216.0.0/15': 'nat-main' }, { '3.5.0.0/19': 'vgw-1' }).path('a', 's3')).toMatch(
      /^split \[public nat-main: 52.216.0.0\/15\] \[transit vgw-1: 3.5.0.0\/19\] \[unreachable: /,
    );
  });

  it('forwards by none that it has come by', () => {
    const net = firewall({ '0.0.0.0/0': 'eni-1' }, { '0.0.0.0/0': 'eni-0' });

    expect(net.path('a', 's3')).toMatch(/^unreachable .*\(routing-loop\) ~$/);
  });

  it('is judged by the interface that the route names', () => {
    const net = firewall({ '0.0.0.0/0': 'nat-main' }, {});
    for (const one of net.sections.networkInterfaces)
      if (one.NetworkInterfaceId === 'eni-0') one.SourceDestCheck = true;

    expect(net.path('a', 's3')).toBe('unreachable eni-0 (source-dest-check)');
  });
});

describe('an instance of which little is known', () => {
  const forwarder = (spec: object = {}) => {
    const net = world()
      .interface('nat', 'public', { ...outside, ...spec })
      .subnet('a', { routes: { '0.0.0.0/0': 'eni-nat' } });

    return net;
  };

  it('may be stopped where instances were not read', () => {
    const net = forwarder({ Attachment: { InstanceId: 'i-nat' } }).unread('instances');

    expect(doubtsOf(net)).toContainEqual(expect.stringContaining('ec2:instances was not read'));
    expect(doubtsOf(forwarder().unread('instances'))).not.toContainEqual(
      expect.stringContaining('ec2:instances was not read'),
    );
  });

  it('stands behind the network ACL of the subnet that it leaves by', () => {
    const net = world()
      .subnet('in')
      .subnet('out', { routes: { '0.0.0.0/0': 'igw-main' } })
      .interface('in', 'in', { SourceDestCheck: false, Attachment: { InstanceId: 'i-fw' } })
      .interface('out', 'out', { ...outside, Attachment: { InstanceId: 'i-fw' } })
      .subnet('a', { routes: { '0.0.0.0/0': 'eni-in' } });
    net.sections.instances.push({ InstanceId: 'i-fw', State: { Name: 'running' } });
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-out',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-out' }],
      Entries: [{ RuleNumber: 1, Protocol: '-1', RuleAction: 'allow', Egress: false, CidrBlock: '0.0.0.0/0' }],
    });

    expect(net.path('a', 's3')).toMatch(/^unreachable/);
  });

  it('translates for the spokes of a transit gateway, if replies find back to it', () => {
    const hub = (back: Readonly<Record<string, string>>) =>
      world()
        .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
        .vpc('hub', '10.1.0.0/16')
        .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'eni-nat' } })
        .subnet('p', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '0.0.0.0/0': 'igw-hub', ...back } })
        .interface('nat', 'p', outside)
        .transit({ main: ['a'], hub: ['h'] }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' });

    expect(doubtsOf(hub({ '10.0.0.0/16': 'tgw-1' }))).not.toContainEqual(expect.stringContaining('no route back'));
    expect(hub({}).path('a', 's3')).toBe('unreachable <tgw-1 (no-return-route)');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html#route-tables-appliance-routing */
describe('what an interface sends on', () => {
  const attached = { SourceDestCheck: false, Attachment: { InstanceId: 'i-fw' } };

  /** An instance with an interface in subnet `m`, to which subnet `a` sends everything. */
  const net = () =>
    world()
      .subnet('m', { cidr: '10.0.2.0/24', routes: {} })
      .subnet('n', { cidr: '10.0.3.0/24', routes: {} })
      .interface('mid', 'm', attached)
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'eni-mid' } });

  const sentOn = (one: ReturnType<typeof world>, trace: Partial<TraceState> = {}) => {
    const { positions, nextTable } = nowhere();
    const results = toForwardingInterface(stepOf(networkFrom(one), { trace }), nextTable);

    return {
      results: told(results),
      onward: positions.map(({ table, subnet, ranges, trace: { through, forwarder, sourceNat, doubts, visited } }) => ({
        table: table.id,
        subnet: subnet?.id,
        ranges: toCidrs(ranges).join(),
        through: through.map(({ kind, id }) => `${kind} ${id}`),
        forwarder: forwarder?.id,
        sourceNat: sourceNat?.id,
        doubts,
        visited: [...visited],
      })),
    };
  };

  const running = (one: ReturnType<typeof world>) => {
    one.sections.instances.push({ InstanceId: 'i-fw', State: { Name: 'running' } });

    return one;
  };

  const onward = {
    table: 'rtb-m',
    subnet: 'subnet-m',
    ranges: '52.216.0.0/16',
    through: ['appliance eni-mid'],
    forwarder: 'eni-mid',
    sourceNat: undefined,
    doubts: [assume('appliance-returns')],
    visited: ['eni-mid'],
  };

  it('leaves an appliance as it came, by the table of the appliance’s subnet', () => {
    expect(sentOn(running(net()))).toEqual({ results: [], onward: [onward] });
  });

  it('leaves a NAT instance with its address', () => {
    const one = running(net());
    for (const eni of one.sections.networkInterfaces) eni.Association = { PublicIp: '198.51.100.7' };

    expect(sentOn(one)).toEqual({
      results: [],
      onward: [{ ...onward, through: [], sourceNat: 'eni-mid', doubts: [assume('forwarder-passes')] }],
    });
  });

  it('goes nowhere where a network ACL stops all of it', () => {
    expect(sentOn(guard(running(net()), 'm', 'in deny 0.0.0.0/0'))).toEqual({
      results: [expect.objectContaining({ end: 'unreachable (network-acl)', to: ['52.216.0.0/16'] })],
      onward: [],
    });
  });

  it('may leave by any other interface of the instance, once each', () => {
    const one = running(net()).interface('z', 'n', attached).interface('y', 'n', attached);
    const doubts = [assume('appliance-interface'), assume('appliance-returns')];
    const byN = { ...onward, table: 'rtb-n', subnet: 'subnet-n', doubts };

    expect(sentOn(one).onward).toEqual([
      { ...onward, doubts },
      { ...byN, forwarder: 'eni-y', visited: ['eni-mid', 'eni-y'] },
      { ...byN, forwarder: 'eni-z', visited: ['eni-mid', 'eni-z'] },
    ]);
  });

  it('leaves by none that it has come by', () => {
    const one = running(net()).interface('z', 'n', attached);

    expect(sentOn(one, { visited: new Set(['eni-z']) }).onward).toEqual([{ ...onward, visited: ['eni-z', 'eni-mid'] }]);
  });

  it('may be of an instance that nobody listed, or that belongs to none', () => {
    const bare = net();
    for (const eni of bare.sections.networkInterfaces) Reflect.deleteProperty(eni, 'Attachment');

    expect([sentOn(net()).onward, sentOn(bare).onward]).toEqual([[onward], [onward]]);
  });

  it.each([
    ['running', 'on'],
    ['pending', 'on'],
    ['stopping', 'nat-dead-end'],
    ['stopped', 'nat-dead-end'],
    ['shutting-down', 'nat-dead-end'],
    ['terminated', 'nat-dead-end'],
    ['dreaming', 'unrecognised'],
  ])('depends on the instance, which is %s', (Name, what) => {
    const one = net();
    one.sections.instances.push({ InstanceId: 'i-fw', State: { Name } });
    const { results, onward: next } = sentOn(one);

    expect(next.length > 0 ? 'on' : results.map(({ end }) => end).join()).toContain(what);
  });

  it('is in doubt where the states of instances were not read', () => {
    expect(sentOn(net().unread('instances')).onward).toMatchObject([
      {
        doubts: [{ text: 'ec2:instances was not read: i-fw may not be running' }, assume('appliance-returns')],
      },
    ]);
  });

  it('asks for no way back to an appliance, which leaves the source as it is', () => {
    const hub = (publicIp: string | null) => {
      const one = world()
        .subnet('a', { cidr: '10.0.1.0/24' })
        .vpc('hub', '10.1.0.0/16')
        .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'eni-hub' } })
        .subnet('p', { vpc: 'hub', cidr: '10.1.2.0/24', routes: {} })
        .interface('hub', 'p', {
          SourceDestCheck: false,
          ...(publicIp === null ? {} : { Association: { PublicIp: publicIp } }),
        });
      const back = () =>
        unreachable({ ranges: addresses('10.0.1.0/24'), trace: initialTrace }, 'no-route', hop('rtb-p', 'drops', ''));
      const doubts: string[] = [];
      const results = toForwardingInterface(stepOf(networkFrom(one), { at: 'h' }), (walk, { trace }) => {
        if (walk.isReply) return back();
        doubts.push(...trace.doubts.map(({ text }) => text));

        return [];
      });

      return [...doubts, ...results.map(({ end }) => ('disposition' in end ? end.disposition.reason : null))];
    };

    expect(hub('198.51.100.7')).toEqual(['no-return-route']);
    expect(hub(null)).toEqual([assume('appliance-returns').text]);
  });
});
