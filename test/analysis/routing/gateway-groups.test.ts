import { describe, expect, it } from 'vitest';
import { assume } from '../../../src/analysis/doubt.ts';
import { throughGroups } from '../../../src/analysis/routing/gateway-groups.ts';
import type { TraceState } from '../../../src/analysis/routing/trace-state.ts';
import { group, https, listed, members, type Permissions } from '../../support/permissions.ts';
import { addresses, networkFrom, stepOf } from '../../support/step.ts';
import { world } from '../../support/world.ts';

/** Subnet `a` (10.0.1.0/24) behind a NAT instance with a group of its own. */
const behindInstance = (ingress: Permissions, egress: Permissions, groups: readonly string[] = ['sg-nat']) => {
  const net = world()
    .interface('nat', 'public', {
      SourceDestCheck: false,
      Association: { PublicIp: '198.51.100.7' },
      Groups: groups.map((GroupId) => ({ GroupId })),
    })
    .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'eni-nat' } });
  net.sections.securityGroups.push(group('sg-nat', { ingress, egress }));

  return net;
};

const all = https('0.0.0.0/0');
const passed = 'public eni-nat (no-endpoint) ~';
const stopped = 'unreachable (security-group)';
const detailOf = (net: ReturnType<typeof world>) => {
  const path = net.paths(['s3']).find(({ subnetId }) => subnetId === 'subnet-a');

  return { doubts: path?.doubts, denial: path?.hops.find(({ does }) => does === 'denies') };
};

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html */
describe('the security groups of a NAT instance', () => {
  it.each<[string, Permissions, Permissions, string]>([
    ['let all in and out', all, all, passed],
    ['let the client in', https('10.0.1.0/24'), all, passed],
    ['let part of the clients in', https('10.0.1.0/28'), all, passed],
    ['let another subnet in', https('10.0.9.0/24'), all, stopped],
    ['let nobody in', [], all, stopped],
    ['let nothing out', all, [], stopped],
    ['let out to the list of the service', all, listed('pl-s3'), passed],
    ['let out to the list of another service', all, listed('pl-dynamodb'), stopped],
    ['let out to a list that nobody read', all, listed('pl-own'), passed],
    ['let in a list that nobody read', listed('pl-own'), all, passed],
    ['let in members of a group, for all that an empty subnet tells', members('sg-app'), all, passed],
  ])('%s', (_, ingress, egress, line) => {
    expect(behindInstance(ingress, egress).path('a', 's3')).toBe(line);
  });

  it('let in members of a group, where the client is one', () => {
    const net = (GroupId: string) => {
      const made = behindInstance(members('sg-app'), all).interface('c', 'a', { Groups: [{ GroupId }] });
      made.sections.securityGroups.push(group('sg-app', { egress: all }));

      return made.path('a', 's3');
    };

    expect([net('sg-app'), net('sg-main')]).toEqual([passed, stopped]);
  });

  it('let out to some of the addresses', () => {
    expect(behindInstance(all, https('52.216.0.0/15')).path('a', 's3')).toMatch(
      /^split \[public eni-nat: 52.216.0.0\/15\] \[unreachable: /,
    );
  });

  it('are named where they hold back', () => {
    expect(detailOf(behindInstance([], all)).denial).toEqual({
      at: 'sg-nat',
      does: 'denies',
      because: 'lets no HTTPS through eni-nat',
    });
  });

  /** https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html */
  it('make nothing private by a list that nobody read', () => {
    const net = (ingress: Permissions, egress: Permissions) =>
      behindInstance(ingress, egress).gateway('vpce-s3', 's3', ['public']).path('a', 's3');
    const own = listed('pl-own');

    expect(net(all, all)).toBe('private vpce-s3 <eni-nat ~');
    expect([net(own, all), net(all, own)]).toEqual(['unknown (unread-facts) ~', 'unknown (unread-facts) ~']);
    expect([net([...own, ...all], all), net(all, [...own, ...all])]).toEqual([
      'private vpce-s3 <eni-nat ~',
      'private vpce-s3 <eni-nat ~',
    ]);
  });

  it('of either interface are named where they hold back', () => {
    const net = (ingress: Permissions, egress: Permissions) => {
      const made = world()
        .interface('in', 'public', {
          SourceDestCheck: false,
          Attachment: { InstanceId: 'i-nat' },
          Groups: [{ GroupId: 'sg-in' }],
        })
        .subnet('out', { routes: { '0.0.0.0/0': 'igw-main' } })
        .interface('out', 'out', {
          SourceDestCheck: false,
          Attachment: { InstanceId: 'i-nat' },
          Association: { PublicIp: '198.51.100.7' },
          Groups: [{ GroupId: 'sg-out' }],
        })
        .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'eni-in' } });
      made.sections.instances.push({ InstanceId: 'i-nat', State: { Name: 'running' } });
      made.sections.securityGroups.push(group('sg-in', { ingress, egress: [] }), group('sg-out', { egress }));

      return made;
    };
    const denials = (made: ReturnType<typeof net>) =>
      made
        .paths(['s3'])
        .find(({ subnetId }) => subnetId === 'subnet-a')
        ?.hops.filter(({ does }) => does === 'denies')
        .map(({ at, because }) => `${at}: ${because}`);

    expect(net(all, all).path('a', 's3')).toMatch(/^public eni-out <eni-in/);
    expect(denials(net([], all))).toEqual(['sg-in: lets no HTTPS through eni-in']);
    expect(net(all, []).path('a', 's3')).toMatch(/^unreachable/);
  });

  it('may block it where they were not read, or not listed', () => {
    const unread = behindInstance([], []).unread('securityGroups');
    const unlisted = behindInstance([], [], ['sg-nat', 'sg-gone']);

    expect([unread.path('a', 's3'), unlisted.path('a', 's3')]).toEqual([passed, passed]);
    expect(detailOf(unread).doubts).toContain('ec2:securityGroups was not read: sg-nat, sg-nat may block it');
    expect(detailOf(unlisted).doubts).toContainEqual(expect.stringContaining('it may block the packets'));
  });

  it('are none where the interface has none', () => {
    expect(behindInstance([], [], []).path('a', 's3')).toBe(passed);
  });
});

describe('an instance one of whose interfaces has no group', () => {
  const net = (inside: readonly string[], outside: readonly string[]) => {
    const groups = (ids: readonly string[]) => ({ Groups: ids.map((GroupId) => ({ GroupId })) });
    const forwarder = { SourceDestCheck: false, Attachment: { InstanceId: 'i-nat' } };
    const made = world()
      .subnet('in')
      .subnet('out', { routes: { '0.0.0.0/0': 'igw-main' } })
      .interface('in', 'in', { ...forwarder, ...groups(inside) })
      .interface('out', 'out', { ...forwarder, ...groups(outside), Association: { PublicIp: '198.51.100.7' } })
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'eni-in' } });
    made.sections.instances.push({ InstanceId: 'i-nat', State: { Name: 'running' } });
    made.sections.securityGroups.push(group('sg-open', { ingress: all, egress: all }), group('sg-shut', {}));

    return made.path('a', 's3');
  };

  it.each<[string, readonly string[], readonly string[], RegExp]>([
    ['inside, and an open one outside', [], ['sg-open'], /^public eni-out/],
    ['inside, and a shut one outside', [], ['sg-shut'], /^unreachable/],
    ['outside, and an open one inside', ['sg-open'], [], /^public eni-out/],
    ['outside, and a shut one inside', ['sg-shut'], [], /^unreachable .*\(security-group\)/],
  ])('%s', (_, inside, outside, line) => {
    expect(net(inside, outside)).toMatch(line);
  });

  it('and nothing else is in no doubt where groups were not read', () => {
    const bare = behindInstance([], [], []).unread('securityGroups');

    expect(detailOf(bare).doubts).not.toContainEqual(expect.stringContaining('may block it'));
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
describe('a security group of a NAT instance that names a group', () => {
  const admitted = (trace: Partial<TraceState>, ...clientGroups: readonly string[]) => {
    const net = behindInstance(members('sg-app', 'sg-more'), all);
    net.sections.securityGroups.push(group('sg-app', { egress: all }));
    if (clientGroups.length > 0) net.interface('c', 'a', { Groups: clientGroups.map((GroupId) => ({ GroupId })) });
    const network = networkFrom(net);
    const step = stepOf(network, { trace });
    const { networkInterfaces } = step.vpc.scope;
    const eni = 'get' in networkInterfaces ? networkInterfaces.get('eni-nat') : undefined;
    if (eni === undefined) throw new Error('no interface');
    const { passed, stopped, doubts } = throughGroups(step, eni, eni);

    return { passed, stopped: stopped.length, doubts };
  };
  const yes = {
    passed: addresses('52.216.0.0/16').map(({ first, last }) => ({ first, last })),
    stopped: 0,
    doubts: [],
  };
  const no = { passed: [], stopped: 1, doubts: [] };

  it('lets in a client that is a member of it, whatever else it is a member of', () => {
    expect([admitted({}, 'sg-main', 'sg-app'), admitted({}, 'sg-main')]).toEqual([yes, no]);
  });

  it('may let in one of which nobody knows the groups', () => {
    expect(admitted({})).toEqual({ ...yes, doubts: [assume('member-of-group')] });
  });

  it('does not let in what has the address of a NAT gateway', () => {
    const sourceNat = { kind: 'nat-gateway', id: 'nat-1', isPublic: false } as const;

    expect(admitted({ sourceNat }, 'sg-app')).toEqual(no);
  });
});
