import type { Family } from '../../net/cidr.ts';
import { type Ranges, union } from '../../net/ranges.ts';
import type { NetworkAcl } from '../../network/access.ts';
import type { Subnet } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { PortRange } from '../../services/ports.ts';
import { aclAllows, denialOf, ephemeral, isOpenAcl } from '../access/network-acl.ts';
import { portText } from '../access/port.ts';
import { addressesOfClient } from '../client.ts';
import { type Doubt, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import { type Step, withTrace } from './step.ts';
import { type TraceResult, unreachable } from './trace-result.ts';
import { hasForeignSource } from './trace-state.ts';

/** Which addresses get past a gateway's own network ACL or security groups, and what becomes of the others. */
export interface Passage {
  readonly passed: Ranges;
  readonly stopped: readonly TraceResult[];
  readonly doubts: readonly Doubt[];
}

/** A NAT gateway's own source ports. */
const natPorts = { first: 1024, last: 65_535 };

/** The ports that replies go to: a client's own, or those of a NAT gateway. */
export const replyPorts = ({ trace }: Step): PortRange => (hasForeignSource(trace) ? natPorts : ephemeral);

export const passAll = (ranges: Ranges, ...doubts: readonly Doubt[]): Passage => ({
  passed: ranges,
  stopped: [],
  doubts,
});

/** Through one gate after the other: each sees what the one before it let pass. */
export const throughAll = (step: Step, ...gates: readonly ((step: Step) => Passage)[]): Passage =>
  gates.reduce<Passage>((before, gate) => {
    if (before.passed.length === 0) return before;
    const { passed, stopped, doubts } = gate({ ...step, ranges: before.passed });

    return { passed, stopped: [...before.stopped, ...stopped], doubts: [...before.doubts, ...doubts] };
  }, passAll(step.ranges));

const arrivingFamily = ({ walk }: Step): Family => walk.familyBeforeNat ?? walk.family;

/** With its own address, or with one of either VPC: that of a NAT gateway before, or none known of this family. */
export const sourcesOf = (step: Step): Ranges => {
  const {
    vpc,
    trace,
    walk: { client },
  } = step;
  if (trace.sources !== null) return trace.sources;
  const family = arrivingFamily(step);
  const own = trace.sourceNat === null ? addressesOfClient(client, family) : [];

  return own.length > 0 ? own : union([...vpc.cidrs[family], ...client.subnet.vpc.cidrs[family]]);
};

/**
 * What keeps the client from the gateway, or the answer from the client; null where nothing does. Inside one subnet no
 * ACL is asked, and of what a transit gateway puts into it only the answer is judged.
 */
const refusalOf = (acl: NetworkAcl, subnet: Subnet, step: Step): string | null => {
  const { port } = step.walk;
  const family = arrivingFamily(step);
  const isInside = step.subnet?.id === subnet.id;
  if (isInside && step.trace.forwarder?.isArrival !== true) return null;
  const sources = sourcesOf(step);
  const there = isInside ? sources : aclAllows(acl, 'ingress', sources, port, family).some;
  if (there.length === 0) return denialOf(acl, 'ingress', sources, port, family);

  return aclAllows(acl, 'egress', there, replyPorts(step), family).some.length > 0
    ? null
    : denialOf(acl, 'egress', there, replyPorts(step), family);
};

const isFirstHop = ({ trace }: Step): boolean => trace.visited.size === 0;

/** The client's own network ACL is not asked about what it sends to a gateway in its subnet, which is asked about itself. */
export const sentTo = (step: Step, subnet: Subnet | null): Step => {
  if (subnet === null || step.subnet?.id !== subnet.id || !isFirstHop(step)) return step;
  const acl = subnet.networkAcl;
  const isGuarded = acl !== null && !isUnread(acl) && !isOpenAcl(acl, arrivingFamily(step));

  return isGuarded ? withTrace(step, { ...step.trace, clientAcl: 'nothing' }) : step;
};

/**
 * Into the subnet of a gateway, and replies out of it to the client. Past the gateway the packet leaves as from there.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
export const intoSubnet = (step: Step, subnet: Subnet | null, gateway: string): Passage => {
  const { ranges, walk, trace } = step;
  if (subnet === null || subnet.networkAcl === null || walk.isReply) return passAll(ranges);
  const acl = subnet.networkAcl;
  if (isUnread(acl)) return passAll(ranges, notRead(acl, `the network ACL of the subnet of ${gateway} may block it`));
  const refusal = isOpenAcl(acl, arrivingFamily(step)) ? null : refusalOf(acl, subnet, step);
  if (refusal === null) return passAll(ranges);
  const because = `the network ACL of ${subnet.id} does not let ${portText(walk.port)} through ${gateway} (${refusal})`;

  return {
    passed: [],
    stopped: unreachable({ ranges, trace }, 'network-acl', hop(acl.id, 'denies', because)),
    doubts: [],
  };
};
