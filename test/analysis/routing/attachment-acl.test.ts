import { describe, expect, it } from 'vitest';
import { assume } from '../../../src/analysis/doubt.ts';
import { depart } from '../../../src/analysis/routing/attachment-acl.ts';
import type { TraceState } from '../../../src/analysis/routing/trace-state.ts';
import { toCidrs } from '../../../src/net/ranges.ts';
import { guard } from '../../support/acl.ts';
import { networkFrom, stepOf, subnetIn, told } from '../../support/step.ts';
import { world } from '../../support/world.ts';

/** Client subnet `a`, attachment subnet `t`, and subnet `f` of an appliance: all send everything to the transit gateway. */
const spoke = () =>
  world()
    .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
    .subnet('t', { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
    .subnet('f', { cidr: '10.0.3.0/24', routes: { '0.0.0.0/0': 'tgw-1' } });

interface Leaving {
  /** Where the packet is sent to the transit gateway. */
  readonly at?: string | null;
  /** The subnet of the appliance or attachment that sent it on. */
  readonly forwarder?: string;
  readonly isArrival?: boolean;
  readonly isReply?: boolean;
  readonly trace?: Partial<TraceState>;
}

/** What becomes of packets to 52.216.0.0/16 that leave by the attachment in subnet `t`. */
const leaving = (net: ReturnType<typeof world>, { at = 'a', forwarder, isArrival = false, ...rest }: Leaving = {}) => {
  const network = networkFrom(net);
  const by =
    forwarder === undefined ? null : { id: `eni-${forwarder}`, subnet: subnetIn(network, forwarder), isArrival };
  const { isReply = false, trace } = rest;
  const step = stepOf(network, { at: at ?? 'a', isReply, trace: { forwarder: by, ...trace } });
  const { step: sent, stopped } = depart(at === null ? { ...step, subnet: null } : step, subnetIn(network, 't'));

  return {
    sent: sent === null ? null : toCidrs(sent.ranges).join(),
    sources: sent?.trace.sources == null ? null : toCidrs(sent.trace.sources),
    clientAcl: sent?.trace.clientAcl,
    doubts: sent?.trace.doubts,
    stopped: told(stopped).map(({ end, to, hops }) => [end, to.join(), ...hops].join(' | ')),
  };
};

const through = { sent: '52.216.0.0/16', sources: null, clientAcl: 'both', doubts: [], stopped: [] };
const refused = { sent: null, sources: null, clientAcl: undefined, doubts: undefined };

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html */
describe('what other subnets send by an attachment', () => {
  it('passes an ACL that is open, and one that lets in and out what is asked', () => {
    const strict = guard(spoke(), 't', 'in allow 10.0.1.0/24 443', 'out allow 10.0.1.0/24 1024-65535');

    expect([leaving(spoke()), leaving(strict)]).toEqual([through, through]);
  });

  it('passes where no list shows an ACL of the subnet, and in doubt where none was read', () => {
    const none = spoke();
    none.sections.networkAcls = [];

    expect(leaving(none)).toEqual(through);
    expect(leaving(spoke().unread('networkAcls'))).toMatchObject({
      ...through,
      doubts: [{ text: 'ec2:networkAcls was not read: the network ACL of subnet-t may block it' }],
    });
  });

  it('passes as a reply, which was judged with the call', () => {
    expect(leaving(guard(spoke(), 't', 'in deny 0.0.0.0/0'), { isReply: true })).toEqual(through);
  });

  it('keeps the sources that the ACL lets in, and says that they are some of them', () => {
    const half = guard(spoke(), 't', 'in allow 10.0.1.0/25 443', 'out allow 0.0.0.0/0');

    expect(leaving(half)).toEqual({ ...through, sources: ['10.0.1.0/25'], doubts: [assume('member-of-group')] });
  });

  it('keeps the sources that it had, where the ACL lets all of them in', () => {
    const half = guard(spoke(), 't', 'in allow 10.0.1.0/25 443', 'out allow 0.0.0.0/0');
    const trace = { sources: [{ first: 0x0a000104, last: 0x0a000107 }] };

    expect(leaving(half, { trace })).toEqual({ ...through, sources: ['10.0.1.4/30'] });
  });

  it('is in doubt where replies are let out to some of the ports that clients use', () => {
    const some = guard(spoke(), 't', 'in allow 0.0.0.0/0', 'out allow 10.0.1.0/24 40000-50000');

    expect(leaving(some)).toEqual({ ...through, doubts: [assume('ephemeral-ports')] });
  });

  it.each<[string, Parameters<typeof guard>[2][], string]>([
    ['the call', ['in deny 10.0.1.0/24', 'in allow 0.0.0.0/0', 'out allow 0.0.0.0/0'], 'HTTPS'],
    ['the replies', ['out deny 10.0.1.0/24', 'in allow 0.0.0.0/0', 'out allow 0.0.0.0/0'], 'replies'],
  ])('is stopped where the ACL denies %s', (_, lines, what) => {
    expect(leaving(guard(spoke(), 't', ...lines))).toEqual({
      ...refused,
      stopped: [
        `unreachable (network-acl) | 52.216.0.0/16 | acl-t denies: the network ACL of attachment subnet subnet-t lets no ${what} through between its clients and the transit gateway (rule 1 denies 10.0.1.0/24)`,
      ],
    });
  });

  it('is judged by the ports of a NAT gateway where one sent it', () => {
    const low = guard(spoke(), 't', 'in allow 0.0.0.0/0', 'out allow 10.0.0.0/16 1024-32767');
    const sourceNat = { kind: 'nat-gateway', id: 'nat-1', isPublic: false } as const;

    expect([leaving(low).sent, leaving(low, { trace: { sourceNat } }).sent]).toEqual([null, '52.216.0.0/16']);
  });

  it('is judged the same where nobody knows out of which subnet it comes', () => {
    expect(leaving(guard(spoke(), 't', 'in deny 0.0.0.0/0'), { at: null }).sent).toBeNull();
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html */
describe('what the subnet of the attachment itself sends', () => {
  const halfOut = () => guard(spoke(), 't', 'in deny 0.0.0.0/0', 'out deny 52.216.0.0/17', 'out allow 0.0.0.0/0');

  it('is judged by the outbound rules of the client’s own ACL', () => {
    expect(leaving(halfOut(), { at: 't' })).toEqual({ ...through, clientAcl: 'outbound' });
  });

  it('is judged by no rule where it came in by the attachment', () => {
    expect(leaving(halfOut(), { at: 't', forwarder: 't', isArrival: true })).toEqual(through);
  });

  it('is judged by the outbound rules where an appliance there sends it on', () => {
    expect(leaving(halfOut(), { at: 't', forwarder: 't' })).toEqual({
      ...through,
      sent: '52.216.128.0/17',
      stopped: [
        'unreachable (network-acl) | 52.216.0.0/17 | acl-t denies: the network ACL of attachment subnet subnet-t lets no HTTPS out from eni-t to the transit gateway (rule 2 denies 52.216.0.0/17)',
      ],
    });
  });

  it('passes whole, or not at all, where the outbound rules say one thing of all', () => {
    const open = guard(spoke(), 't', 'in deny 0.0.0.0/0', 'out allow 52.0.0.0/8');
    const shut = guard(spoke(), 't', 'in allow 0.0.0.0/0');

    expect(leaving(open, { at: 't', forwarder: 't' })).toEqual(through);
    expect(leaving(shut, { at: 't', forwarder: 't' })).toMatchObject({
      ...refused,
      stopped: [expect.stringContaining('unreachable (network-acl) | 52.216.0.0/16 |')],
    });
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
describe('what an appliance in another subnet sends by an attachment', () => {
  it('has to get out of that subnet first', () => {
    const shut = guard(spoke(), 'f', 'in allow 0.0.0.0/0');

    expect(leaving(shut, { at: 'f', forwarder: 'f' })).toMatchObject({
      ...refused,
      stopped: [expect.stringContaining('the network ACL of subnet-f does not let HTTPS through eni-f')],
    });
  });

  it('goes on with the addresses that both ACLs let through', () => {
    const some = guard(spoke(), 'f', 'in allow 0.0.0.0/0', 'out allow 52.216.0.0/17');
    guard(some, 't', 'in allow 10.0.1.0/25', 'out allow 0.0.0.0/0');

    expect(leaving(some, { at: 'f', forwarder: 'f' })).toEqual({
      ...through,
      sent: '52.216.0.0/17',
      sources: ['10.0.1.0/25'],
      doubts: [assume('member-of-group')],
      stopped: [expect.stringContaining('unreachable (network-acl) | 52.216.128.0/17 | acl-f denies:')],
    });
  });
});
