import { includes, intersect, type Ranges, subtract } from '../../net/ranges.ts';
import type { NetworkAcl } from '../../network/access.ts';
import type { Subnet } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { PortRange } from '../../services/ports.ts';
import { aclAllows, ephemeral, isOpenAcl } from '../access/network-acl.ts';
import { portText } from '../access/port.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import { natPorts, type Passage, passAll, sourcesOf } from './gateway-acl.ts';
import { doubting, type Step, withTrace } from './step.ts';
import { type TraceResult, unreachable } from './trace-result.ts';
import { hasForeignSource } from './trace-state.ts';

const heldBack = (step: Step, acl: NetworkAcl, ranges: Ranges, because: string): readonly TraceResult[] =>
  ranges.length === 0 ? [] : unreachable({ ranges, trace: step.trace }, 'network-acl', hop(acl.id, 'denies', because));

/** The ports that replies go to: a client's own, or those of a NAT gateway. */
const replyPorts = ({ trace }: Step): PortRange => (hasForeignSource(trace) ? natPorts : ephemeral);

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
  const what = there.length === 0 ? `no ${portText(port)}` : 'no replies';
  const because = `the network ACL of attachment subnet ${subnet.id} lets ${what} through between its clients and the transit gateway`;

  return { step: null, stopped: heldBack(step, acl, step.ranges, because) };
};

/**
 * Into a transit gateway by an attachment in `subnet`. What is sent from that very subnet is judged by the outbound
 * rules alone, and replies to it by none.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
 */
export const depart = (step: Step, subnet: Subnet | null): Departure => {
  const { client, family, isReply } = step.walk;
  const acl = subnet?.networkAcl ?? null;
  if (subnet === null || acl === null || isReply) return { step, stopped: [] };
  if (isUnread(acl))
    return { step: doubting(step, notRead(acl, `the network ACL of ${subnet.id} may block it`)), stopped: [] };
  if (isOpenAcl(acl, family)) return { step, stopped: [] };
  if (step.subnet?.id !== subnet.id) return departBy(step, acl, subnet);
  const isClients = subnet.id === client.subnet.id && step.trace.sourceNat === null;

  return { step: isClients ? withTrace(step, { ...step.trace, clientAcl: 'outbound' }) : step, stopped: [] };
};

/**
 * Out of the attachment subnet by which a transit gateway put the packet into the VPC, to something in `target`: out by
 * the destination of the call, and in again by the source of its replies. In one subnet no rule is asked.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
 */
export const leaveArrival = (step: Step, target: Subnet | null): Passage => {
  const { ranges, trace, walk } = step;
  const subnet = trace.arrival;
  const acl = subnet?.networkAcl ?? null;
  if (subnet === null || acl === null || subnet.id === target?.id || walk.isReply) return passAll(ranges);
  if (isUnread(acl)) return passAll(ranges, notRead(acl, `the network ACL of ${subnet.id} may block it`));
  if (isOpenAcl(acl, walk.family)) return passAll(ranges);
  const out = aclAllows(acl, 'egress', ranges, walk.port, walk.family).some;
  const back = aclAllows(acl, 'ingress', out, replyPorts(step), walk.family);
  const passed = intersect(out, back.some);
  const because = `the network ACL of attachment subnet ${subnet.id} does not let ${portText(walk.port)} through from the transit gateway`;

  return {
    passed,
    stopped: heldBack(step, acl, subtract(ranges, passed), because),
    doubts: includes(back.all, back.some) ? [] : [assume('ephemeral-ports')],
  };
};
