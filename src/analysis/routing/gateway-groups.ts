import { includes, intersect, subtract } from '../../net/ranges.ts';
import type { SecurityGroup } from '../../network/access.ts';
import type { NetworkInterface } from '../../network/network-interface.ts';
import { isUnread } from '../../network/unread.ts';
import { portText } from '../access/port.ts';
import { admitted, unlistedGroup } from '../access/security-group.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import { unreadListDoubt } from '../list-entries.ts';
import { type Passage, passAll, sourcesOf } from './gateway-acl.ts';
import type { Step } from './step.ts';
import { unreachable } from './trace-result.ts';
import { tellsGroups } from './trace-state.ts';

/** What makes it less than certain that they are let in; null where they are not. */
const letsClientIn = (step: Step, groups: readonly SecurityGroup[]): readonly Doubt[] | null => {
  const { client, family, port } = step.walk;
  const { scope } = step.vpc;
  const { ranges, groupIds, unreadLists } = admitted(scope, groups, 'ingress', family, port);
  const ids = tellsGroups(step.trace) ? client.securityGroupIds : [];
  const isMember = ids?.some((id) => groupIds.has(id)) === true;
  if (isMember || intersect(sourcesOf(step), ranges).length > 0) return [];
  if (unreadLists.length > 0)
    return unreadLists.map((id) => unreadListDoubt(scope, id, `${id} may not hold the clients`));

  return ids === null && groupIds.size > 0 ? [assume('member-of-group')] : null;
};

const letsOut = (step: Step, groups: readonly SecurityGroup[]): Pick<Passage, 'passed' | 'doubts'> => {
  const { scope } = step.vpc;
  const { ranges, unreadLists } = admitted(scope, groups, 'egress', step.walk.family, step.walk.port);
  const passed = intersect(step.ranges, ranges);
  if (unreadLists.length === 0 || includes(passed, step.ranges)) return { passed, doubts: [] };

  return {
    passed: step.ranges,
    doubts: unreadLists.map((id) => unreadListDoubt(scope, id, 'it may not hold these addresses')),
  };
};

/**
 * The security groups of a NAT instance or appliance: they let the client in, and its packets out again.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
 */
export const throughGroups = (step: Step, inside: NetworkInterface, outside: NetworkInterface): Passage => {
  const { securityGroups } = step.vpc.scope;
  const ids = [...inside.securityGroupIds, ...outside.securityGroupIds];
  if (ids.length === 0 || step.walk.isReply) return passAll(step.ranges);
  if (isUnread(securityGroups)) return passAll(step.ranges, notRead(securityGroups, `${ids.join(', ')} may block it`));
  const unlisted = ids.find((id) => !securityGroups.has(id));
  if (unlisted !== undefined) return passAll(step.ranges, unlistedGroup(unlisted, 'it may block the packets'));

  const groupsOf = ({ securityGroupIds }: NetworkInterface) =>
    securityGroupIds.flatMap((id) => securityGroups.get(id) ?? []);
  const entry = inside.securityGroupIds.length === 0 ? [] : letsClientIn(step, groupsOf(inside));
  const isIn = entry !== null;
  const out = outside.securityGroupIds.length === 0 ? passAll(step.ranges) : letsOut(step, groupsOf(outside));
  const passed = isIn ? out.passed : [];
  const held = subtract(step.ranges, passed);
  const because = `lets no ${portText(step.walk.port)} through ${(isIn ? outside : inside).id}`;
  const at = (isIn ? outside : inside).securityGroupIds.join(', ');

  return {
    passed,
    stopped:
      held.length === 0
        ? []
        : unreachable({ ranges: held, trace: step.trace }, 'security-group', hop(at, 'denies', because)),
    doubts: [...(entry ?? []), ...out.doubts],
  };
};
