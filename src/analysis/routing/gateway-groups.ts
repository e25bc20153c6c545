import { intersect, type Ranges, subtract } from '../../net/ranges.ts';
import type { SecurityGroup } from '../../network/access.ts';
import type { NetworkInterface } from '../../network/network-interface.ts';
import { isUnread } from '../../network/unread.ts';
import { portText } from '../access/port.ts';
import { admitted, unlistedGroup } from '../access/security-group.ts';
import { assume, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import { type Passage, passAll, sourcesOf } from './gateway-acl.ts';
import type { Step } from './step.ts';
import { unreachable } from './trace-result.ts';
import { tellsGroups } from './trace-state.ts';

type Admission = 'yes' | 'perhaps' | 'no';

const letsClientIn = (step: Step, groups: readonly SecurityGroup[]): Admission => {
  const { client, family, port } = step.walk;
  const { ranges, groupIds, unreadLists } = admitted(step.vpc.scope, groups, 'ingress', family, port);
  const ids = tellsGroups(step.trace) ? client.securityGroupIds : [];
  const isMember = ids?.some((id) => groupIds.has(id)) === true;
  if (isMember || unreadLists.length > 0 || intersect(sourcesOf(step), ranges).length > 0) return 'yes';

  return ids === null && groupIds.size > 0 ? 'perhaps' : 'no';
};

const letsOut = (step: Step, groups: readonly SecurityGroup[]): Ranges => {
  const { ranges, unreadLists } = admitted(step.vpc.scope, groups, 'egress', step.walk.family, step.walk.port);

  return unreadLists.length > 0 ? step.ranges : intersect(step.ranges, ranges);
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
  const entry = inside.securityGroupIds.length === 0 ? 'yes' : letsClientIn(step, groupsOf(inside));
  const isIn = entry !== 'no';
  const out = outside.securityGroupIds.length === 0 ? step.ranges : letsOut(step, groupsOf(outside));
  const passed = isIn ? out : [];
  const held = subtract(step.ranges, passed);
  const because = `lets no ${portText(step.walk.port)} through ${(isIn ? outside : inside).id}`;
  const at = (isIn ? outside : inside).securityGroupIds.join(', ');

  return {
    passed,
    stopped:
      held.length === 0
        ? []
        : unreachable({ ranges: held, trace: step.trace }, 'security-group', hop(at, 'denies', because)),
    doubts: entry === 'perhaps' ? [assume('member-of-group')] : [],
  };
};
