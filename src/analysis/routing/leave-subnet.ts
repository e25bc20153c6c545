import { includes, intersect, subtract } from '../../net/ranges.ts';
import type { Subnet } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { PortRange } from '../../services/ports.ts';
import { aclAllows, denialOf, isOpenAcl } from '../access/network-acl.ts';
import { portText } from '../access/port.ts';
import { assume, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import { type Passage, passAll, replyPorts } from './gateway-acl.ts';
import { doubting, type NextTable, type Step } from './step.ts';
import { type TraceResult, unreachable } from './trace-result.ts';
import type { Forwarder } from './trace-state.ts';

const unreadText = ({ subnet, id, isArrival }: Forwarder): string =>
  `the network ACL of ${isArrival ? subnet.id : `the subnet of ${id}`} may block it`;

const heldText = ({ subnet, id, isArrival }: Forwarder, port: PortRange): string =>
  isArrival
    ? `the network ACL of attachment subnet ${subnet.id} does not let ${portText(port)} through from the transit gateway`
    : `the network ACL of ${subnet.id} does not let ${portText(port)} through ${id}`;

/**
 * Out of the subnet of what sent the packet on, to something in `target` or in no subnet: out by the destination of the
 * call, and in again by the source of its replies. In one subnet no rule is asked.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
export const leaveSubnet = (step: Step, target: Subnet | null): Passage => {
  const { ranges, trace, walk } = step;
  const { forwarder } = trace;
  if (forwarder === null || forwarder.subnet.id === target?.id || walk.isReply) return passAll(ranges);
  const acl = forwarder.subnet.networkAcl;
  if (isUnread(acl)) return passAll(ranges, notRead(acl, unreadText(forwarder)));
  if (acl === null || isOpenAcl(acl, walk.family)) return passAll(ranges);
  const out = aclAllows(acl, 'egress', ranges, walk.port, walk.family).some;
  const back = aclAllows(acl, 'ingress', out, replyPorts(step), walk.family);
  const passed = intersect(out, back.some);
  const held = subtract(ranges, passed);
  const line =
    subtract(ranges, out).length > 0
      ? denialOf(acl, 'egress', subtract(ranges, out), walk.port, walk.family)
      : denialOf(acl, 'ingress', held, replyPorts(step), walk.family);
  const drop = hop(acl.id, 'denies', `${heldText(forwarder, walk.port)} (${line})`);

  return {
    passed,
    stopped: held.length === 0 ? [] : unreachable({ ranges: held, trace }, 'network-acl', drop),
    doubts: includes(back.all, back.some) ? [] : [assume('ephemeral-ports')],
  };
};

type ToTarget = (step: Step, nextTable: NextTable) => TraceResult[];

/** To a target that stands in no subnet. */
export const outOfSubnet =
  (toTarget: ToTarget): ToTarget =>
  (step, nextTable) => {
    if (step.trace.forwarder === null) return toTarget(step, nextTable);
    const { passed, stopped, doubts } = leaveSubnet(step, null);
    if (passed.length === 0) return [...stopped];

    return [...stopped, ...toTarget({ ...doubting(step, ...doubts), ranges: passed }, nextTable)];
  };
