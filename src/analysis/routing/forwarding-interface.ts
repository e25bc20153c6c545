import { groupBy } from '../../group-by.ts';
import { memoize } from '../../memoize.ts';
import { subtract, union } from '../../net/ranges.ts';
import type { InstanceState } from '../../network/instance.ts';
import type { Scope, Subnet } from '../../network/network.ts';
import type { NetworkInterface } from '../../network/network-interface.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import { by } from '../../order.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { asOne, doubtOfLost, type Return, wayBack } from '../return-route.ts';
import { intoSubnet, sentTo, throughAll } from './gateway-acl.ts';
import { throughGroups } from './gateway-groups.ts';
import { leaveSubnet } from './leave-subnet.ts';
import { followTable, tableOfSubnet } from './next-table.ts';
import { doubting, dropped, type NextTable, type Step, unlistedTarget, unsettled, withTrace } from './step.ts';
import type { TraceResult } from './trace-result.ts';
import { crossing, forwardedBy, inspectedBy, translated, visiting } from './trace-state.ts';
import { withoutReplies } from './without-replies.ts';

const byInstance = memoize(
  ({ networkInterfaces }: Scope): ReadonlyMap<string, readonly NetworkInterface[]> =>
    groupBy(isUnread(networkInterfaces) ? [] : networkInterfaces.values(), ({ instanceId }) => instanceId),
);

const interfaceOf = ({ vpc, route }: Step): Known<NetworkInterface | null> => {
  const interfaces = vpc.scope.networkInterfaces;
  if (isUnread(interfaces)) return interfaces;
  const { kind, id } = route.target;
  if (kind === 'network-interface') return interfaces.get(id) ?? null;

  return byInstance(vpc.scope).get(id)?.[0] ?? null;
};

/** An instance whose state was not read is taken for a running one. */
const stateDoubts = ({ vpc: { scope } }: Step, { instanceId }: NetworkInterface): readonly Doubt[] =>
  instanceId !== null && isUnread(scope.instanceStates)
    ? [notRead(scope.instanceStates, `${instanceId} may not be running`)]
    : [];

/** Undefined where it is no instance's, or nobody listed that one. */
const instanceStateOf = ({ vpc }: Step, { instanceId }: NetworkInterface): InstanceState | undefined => {
  const states = vpc.scope.instanceStates;

  return isUnread(states) ? undefined : states.get(instanceId ?? '');
};

const stopped = new Set<InstanceState | undefined>(['shutting-down', 'terminated', 'stopping', 'stopped']);

interface Arms {
  readonly inside: NetworkInterface;
  readonly outside: NetworkInterface;
  readonly entrance: Subnet | null;
  /** It puts its public address on the packet: a NAT instance. Else an appliance, which passes it on as it is. */
  readonly translates: boolean;
}

const forward = (step: Step, { inside, outside: { id }, translates }: Arms, subnet: Subnet | null): Step => {
  const visited = forwardedBy(visiting(visiting(step.trace, inside.id), id), id, subnet);
  const trace = inside.id === id ? visited : crossing(visited, { kind: 'appliance', id: inside.id });

  return !translates
    ? doubting(
        withTrace(
          step,
          inspectedBy(
            inside.id === id ? crossing(trace, { kind: 'appliance', id }) : trace,
            inside.instanceId ?? inside.id,
          ),
        ),
        assume('appliance-returns'),
      )
    : doubting(
        withTrace(
          step,
          translated(trace, { kind: 'nat-instance', id, isPublic: true }, { vpc: step.vpc, sources: null }),
        ),
        assume('forwarder-passes'),
      );
};

/** What forwards without an address of its own leaves replies to whoever answers. Of several interfaces it may send them by any. */
const repliesOf = (step: Step, { inside, outside, entrance, translates }: Arms, nextTable: NextTable): Return => {
  if (!translates) return { lost: null, doubts: [] };
  const found = asOne(wayBack(step, tableOfSubnet(entrance ?? undefined), nextTable));
  const { lost } = found;

  return lost === null || inside.id === outside.id
    ? found
    : { lost: null, doubts: [...found.doubts, doubtOfLost(lost)] };
};

/** Past the security groups and network ACLs of both interfaces, which may be one. */
const sendBy = (received: Step, arms: Arms, nextTable: NextTable): TraceResult[] => {
  const { inside, outside, entrance } = arms;
  const onward = tableOfSubnet(received.walk.network.subnet(outside.subnetId ?? '', outside.vpcId));
  const step = sentTo(received, entrance);
  const { passed, stopped, doubts } = throughAll(
    step,
    (one) => leaveSubnet(one, entrance),
    (one) => intoSubnet(one, entrance, inside.id),
    (one) => throughGroups(one, inside, outside),
  );
  if (passed.length === 0) return [...stopped];
  const replies = repliesOf(step, arms, nextTable);
  if (replies.lost !== null) return [...stopped, ...withoutReplies({ ...step, ranges: passed }, replies.lost)];
  const sent = forward(step, arms, onward.subnet);
  const next = doubting({ ...sent, ranges: passed }, ...doubts, ...replies.doubts);

  return [...stopped, ...followTable(next, onward, nextTable)];
};

const severity = ['public', 'transit', 'unknown', 'private', 'unreachable'] as const;

const rankOf = ({ end }: TraceResult): number =>
  severity.indexOf('disposition' in end ? end.disposition.verdict : 'private');

/** Each address goes the worst of the ways that are open to it: which one the instance takes is its own affair. */
const worstOf = (results: readonly TraceResult[]): TraceResult[] => {
  const chosen: TraceResult[] = [];
  for (const result of [...results].sort((a, b) => rankOf(a) - rankOf(b))) {
    const rest = subtract(result.ranges, union(chosen.flatMap(({ ranges }) => ranges)));
    if (rest.length > 0) chosen.push({ ...result, ranges: rest });
  }

  return chosen;
};

/**
 * All interfaces of the instance are ways on; it forwards by any of them, as its own routes say. One with a public address
 * is taken for a NAT instance; what already has that of a NAT gateway it may pass on as it is, too.
 */
const waysOut = ({ vpc, trace, walk }: Step, inside: NetworkInterface): readonly Arms[] => {
  const all = byInstance(vpc.scope).get(inside.instanceId ?? '') ?? [];
  const others = all.filter(({ id }) => id !== inside.id && !trace.visited.has(id));
  const entrance = walk.network.subnet(inside.subnetId ?? '', inside.vpcId) ?? null;

  return [inside, ...others.sort(by(({ id }) => id))].flatMap((outside) => {
    const arms = { inside, outside, entrance, translates: outside.publicIp !== null };

    return arms.translates && trace.sourceNat?.isPublic ? [arms, { ...arms, translates: false }] : [arms];
  });
};

/**
 * A NAT instance or an appliance. One with a public address translates; another passes the packet
 * on as it is, by the table of its own subnet. The usual firewall has an interface inside and another one outside.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
 */
export const toForwardingInterface = (step: Step, nextTable: NextTable): TraceResult[] => {
  const found = interfaceOf(step);
  if (isUnread(found))
    return unsettled(
      doubting(step, notRead(found, 'what the interface does is not known')),
      'unread-facts',
      'network interfaces were not read',
    );
  if (found === null) return unlistedTarget(step);
  if (found.sourceDestCheck)
    return dropped(step, 'source-dest-check', `${found.id} has source/destination check on and forwards nothing`);
  const state = instanceStateOf(step, found);
  if (state === 'unrecognised')
    return unsettled(step, 'unrecognised', `${found.instanceId} is in a state that is not known here`);
  if (stopped.has(state)) return dropped(step, 'nat-dead-end', `${found.instanceId} is not running`);
  if (step.trace.visited.has(found.id)) return dropped(step, 'routing-loop', 'the packet comes back to it');
  const ways = waysOut(step, found);
  const sent = doubting(step, ...stateDoubts(step, found));
  const doubted = ways.some(({ outside }) => outside !== found) ? doubting(sent, assume('appliance-interface')) : sent;

  return worstOf(ways.flatMap((arms) => sendBy(doubted, arms, nextTable)));
};
