import { includes, type Ranges, subtract } from '../../net/ranges.ts';
import type { NetworkAcl } from '../../network/access.ts';
import type { Subnet } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { aclAllows, denialOf, isOpenAcl } from '../access/network-acl.ts';
import { portText } from '../access/port.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import { replyPorts, sourcesOf } from './gateway-acl.ts';
import { leaveSubnet } from './leave-subnet.ts';
import { doubting, type Step, withTrace } from './step.ts';
import { type TraceResult, unreachable } from './trace-result.ts';

const heldBack = (step: Step, acl: NetworkAcl, ranges: Ranges, because: string): readonly TraceResult[] =>
  ranges.length === 0 ? [] : unreachable({ ranges, trace: step.trace }, 'network-acl', hop(acl.id, 'denies', because));

/** What a departure leaves of a packet: it may go on from fewer addresses, or not at all. */
export interface Departure {
  readonly step: Step | null;
  readonly stopped: readonly TraceResult[];
}

const replyDoubts = (all: Ranges, some: Ranges, wanted: Ranges): Doubt[] => [
  ...(includes(some, wanted) ? [] : [assume('member-of-group')]),
  ...(includes(all, some) ? [] : [assume('ephemeral-ports')]),
];

/** From another subnet: in by the source of the call, and out again by the destination of its replies. */
const departBy = (step: Step, acl: NetworkAcl, subnet: Subnet): Departure => {
  const { family, port } = step.walk;
  const sources = sourcesOf(step);
  const there = aclAllows(acl, 'ingress', sources, port, family).some;
  const back = aclAllows(acl, 'egress', there, replyPorts(step), family);
  if (back.some.length > 0)
    return {
      step: doubting(
        withTrace(step, { ...step.trace, sources: includes(back.some, sources) ? step.trace.sources : back.some }),
        ...replyDoubts(back.all, back.some, sources),
      ),
      stopped: [],
    };
  const isCall = there.length === 0;
  const line = isCall
    ? denialOf(acl, 'ingress', sources, port, family)
    : denialOf(acl, 'egress', there, replyPorts(step), family);
  const because = `the network ACL of attachment subnet ${subnet.id} lets no ${isCall ? portText(port) : 'replies'} through between its clients and the transit gateway (${line})`;

  return { step: null, stopped: heldBack(step, acl, step.ranges, because) };
};

/** From the attachment's own subnet: what a client sends is judged with its own network ACL, and what arrived goes back. */
const departInside = (step: Step, acl: NetworkAcl): Departure => {
  const { trace, walk, ranges } = step;
  const { forwarder } = trace;
  if (forwarder === null) return { step: withTrace(step, { ...trace, clientAcl: 'outbound' }), stopped: [] };
  if (forwarder.isArrival) return { step, stopped: [] };
  const out = aclAllows(acl, 'egress', ranges, walk.port, walk.family).some;
  const because = `the network ACL of attachment subnet ${forwarder.subnet.id} lets no ${portText(walk.port)} out from ${forwarder.id} to the transit gateway (${denialOf(acl, 'egress', subtract(ranges, out), walk.port, walk.family)})`;

  return {
    step: out.length === 0 ? null : { ...step, ranges: out },
    stopped: heldBack(step, acl, subtract(ranges, out), because),
  };
};

const intoAttachment = (step: Step, subnet: Subnet): Departure => {
  const acl = subnet.networkAcl;
  if (isUnread(acl))
    return { step: doubting(step, notRead(acl, `the network ACL of ${subnet.id} may block it`)), stopped: [] };
  if (acl === null || isOpenAcl(acl, step.walk.family)) return { step, stopped: [] };

  return step.subnet?.id === subnet.id ? departInside(step, acl) : departBy(step, acl, subnet);
};

/**
 * Into a transit gateway by an attachment in `subnet`. What is sent from that very subnet is judged by the outbound
 * rules alone, and replies to it by none.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
 */
export const depart = (step: Step, subnet: Subnet): Departure => {
  if (step.walk.isReply) return { step, stopped: [] };
  const { passed, stopped, doubts } = leaveSubnet(step, subnet);
  if (passed.length === 0) return { step: null, stopped };
  const into = intoAttachment({ ...doubting(step, ...doubts), ranges: passed }, subnet);

  return { step: into.step, stopped: [...stopped, ...into.stopped] };
};
