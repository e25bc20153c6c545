import { describe, expect, it } from 'vitest';
import { assume } from '../../../src/analysis/doubt.ts';
import { leaveSubnet, outOfSubnet } from '../../../src/analysis/routing/leave-subnet.ts';
import { delivered } from '../../../src/analysis/routing/trace-result.ts';
import type { TraceState } from '../../../src/analysis/routing/trace-state.ts';
import { toCidrs } from '../../../src/net/ranges.ts';
import { guard } from '../../support/acl.ts';
import { networkFrom, nowhere, stepOf, subnetIn, told } from '../../support/step.ts';
import { world } from '../../support/world.ts';

type World = ReturnType<typeof world>;

const net = (): World =>
  world()
    .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
    .subnet('f', { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'tgw-1' } });

interface Leaving {
  readonly target?: string | null;
  readonly isArrival?: boolean;
  readonly isForwarded?: boolean;
  readonly isReply?: boolean;
  readonly trace?: Partial<TraceState>;
}

/** A packet to 52.216.0.0/16 that something in subnet `f` sends on. */
const stepFrom = (one: World, { isArrival = false, isForwarded = true, isReply = false, trace = {} }: Leaving = {}) => {
  const network = networkFrom(one);
  const subnet = subnetIn(network, 'f');
  const forwarder = isForwarded ? { id: isArrival ? subnet.id : 'eni-f', subnet, isArrival } : null;

  return stepOf(network, { at: 'f', isReply, trace: { forwarder, ...trace } });
};

const leaving = (one: World, { target = null, ...rest }: Leaving = {}) => {
  const step = stepFrom(one, rest);
  const { passed, stopped, doubts } = leaveSubnet(step, target === null ? null : subnetIn(step.walk.network, target));

  return {
    passed: toCidrs(passed),
    stopped: told(stopped).map(({ end, to, hops }) => [end, to.join(), ...hops].join(' | ')),
    doubts: doubts.map(({ text }) => text),
  };
};

const whole = { passed: ['52.216.0.0/16'], stopped: [], doubts: [] };

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
describe('out of the subnet of what sends a packet on', () => {
  const shut = () => guard(net(), 'f', 'in allow 0.0.0.0/0', 'out deny 52.0.0.0/8', 'out allow 0.0.0.0/0');

  it('goes what no ACL, or an open one, would hold back', () => {
    const bare = net();
    bare.sections.networkAcls = [];

    expect([leaving(net()), leaving(bare)]).toEqual([whole, whole]);
  });

  it('goes what stays in the subnet, what the client itself sends, and replies', () => {
    expect([
      leaving(shut(), { target: 'f' }),
      leaving(shut(), { isForwarded: false }),
      leaving(shut(), { isReply: true }),
    ]).toEqual([whole, whole, whole]);
    expect(leaving(shut(), { target: 'a' }).passed).toEqual([]);
  });

  it.each([
    [false, 'eni-f', 'the network ACL of the subnet of eni-f may block it'],
    [true, 'subnet-f', 'the network ACL of subnet-f may block it'],
  ])('goes in doubt what an unread ACL may hold back (arrival %s, from %s)', (isArrival, _, text) => {
    expect(leaving(net().unread('networkAcls'), { isArrival })).toEqual({
      ...whole,
      doubts: [`ec2:networkAcls was not read: ${text}`],
    });
  });

  it.each([
    [false, 'the network ACL of subnet-f does not let HTTPS through eni-f'],
    [true, 'the network ACL of attachment subnet subnet-f does not let HTTPS through from the transit gateway'],
  ])('goes nothing that its ACL denies (arrival %s)', (isArrival, text) => {
    expect(leaving(shut(), { isArrival })).toEqual({
      passed: [],
      stopped: [`unreachable (network-acl) | 52.216.0.0/16 | acl-f denies: ${text} (rule 2 denies 52.0.0.0/8)`],
      doubts: [],
    });
  });

  it('goes what the ACL lets out, and lets answer', () => {
    const some = guard(net(), 'f', 'out allow 52.216.0.0/17 443', 'in allow 52.216.0.0/18', 'in allow 52.216.128.0/17');

    expect(leaving(some)).toEqual({
      passed: ['52.216.0.0/18'],
      stopped: [
        'unreachable (network-acl) | 52.216.64.0/18,52.216.128.0/17 | acl-f denies: the network ACL of subnet-f does not let HTTPS through eni-f (no rule allows it)',
      ],
      doubts: [],
    });
  });

  it('names the rule that holds answers back where all may go out', () => {
    const mute = guard(net(), 'f', 'out allow 0.0.0.0/0', 'in deny 52.216.128.0/17', 'in allow 0.0.0.0/0');

    expect(leaving(mute)).toEqual({
      passed: ['52.216.0.0/17'],
      stopped: [expect.stringContaining('(rule 2 denies 52.216.128.0/17)')],
      doubts: [],
    });
  });

  it('is in doubt where answers may come to some of the ports', () => {
    const some = guard(net(), 'f', 'out allow 0.0.0.0/0', 'in allow 0.0.0.0/0 32768-50000');
    const sourceNat = { kind: 'nat-gateway', id: 'nat-1', isPublic: true } as const;
    const nat = guard(net(), 'f', 'out allow 0.0.0.0/0', 'in allow 0.0.0.0/0 1024-65535');

    expect(leaving(some)).toEqual({ ...whole, doubts: [assume('ephemeral-ports').text] });
    expect(leaving(nat, { trace: { sourceNat } })).toEqual(whole);
  });
});

describe('to a target that stands in no subnet', () => {
  const sent = (one: World, spec: Leaving = {}) => {
    const { nextTable } = nowhere();
    const toTarget = outOfSubnet((step) =>
      delivered(
        step,
        'transit',
        { kind: 'transit-gateway', id: 'tgw-1' },
        { at: 'tgw-1', does: 'delivers', because: '' },
      ),
    );

    return told(toTarget(stepFrom(one, spec), nextTable)).map(({ end, to, doubts }) =>
      [end, to.join(), ...doubts].join(' | '),
    );
  };

  it('goes what the subnet lets out, and the rest is told as well', () => {
    const half = guard(net(), 'f', 'in allow 0.0.0.0/0 32768-50000', 'out allow 52.216.0.0/17');
    const shut = guard(net(), 'f', 'in allow 0.0.0.0/0');

    expect(sent(half)).toEqual([
      'unreachable (network-acl) | 52.216.128.0/17',
      `transit tgw-1 | 52.216.0.0/17 | ${assume('ephemeral-ports').text}`,
    ]);
    expect(sent(shut)).toEqual(['unreachable (network-acl) | 52.216.0.0/16']);
    expect([sent(shut, { isForwarded: false }), sent(net())]).toEqual(Array(2).fill(['transit tgw-1 | 52.216.0.0/16']));
  });
});
