import type { InstanceState } from '../../network/instance.ts';
import type { NetworkInterface } from '../../network/network-interface.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import { assume, notRead } from '../doubt.ts';
import { followTable, tableOfSubnet } from './next-table.ts';
import { doubting, dropped, type NextTable, type Step, unlistedTarget, unsettled, withTrace } from './step.ts';
import type { TraceResult } from './trace-result.ts';
import { crossing, translated, visiting } from './trace-state.ts';

const interfaceOf = ({ vpc, route }: Step): Known<NetworkInterface | null> => {
  const interfaces = vpc.scope.networkInterfaces;
  if (isUnread(interfaces)) return interfaces;
  const { kind, id } = route.target;
  if (kind === 'network-interface') return interfaces.get(id) ?? null;

  return [...interfaces.values()].find(({ instanceId }) => instanceId === id) ?? null;
};

/** Undefined where it is no instance's, or nobody listed that one. */
const instanceStateOf = ({ vpc }: Step, { instanceId }: NetworkInterface): InstanceState | undefined => {
  const states = vpc.scope.instanceStates;

  return instanceId === null || isUnread(states) ? undefined : states.get(instanceId);
};

const stopped = new Set<InstanceState | undefined>(['shutting-down', 'terminated', 'stopping', 'stopped']);

/** With a public address it is taken for a NAT instance, without one for an appliance. */
const forward = (step: Step, { id, publicIp }: NetworkInterface): Step => {
  const trace = visiting(step.trace, id);

  return publicIp === null
    ? doubting(withTrace(step, crossing(trace, { kind: 'appliance', id })), assume('appliance-returns'))
    : doubting(
        withTrace(step, translated(trace, { kind: 'nat-instance', id, isPublic: true })),
        assume('forwarder-passes'),
      );
};

/**
 * A NAT instance or an appliance. One with a public address translates; another passes the packet
 * on as it is, by the table of its own subnet.
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
  const subnet = step.walk.network.subnet(found.subnetId ?? '', found.vpcId);

  return followTable(forward(step, found), tableOfSubnet(subnet), nextTable);
};
