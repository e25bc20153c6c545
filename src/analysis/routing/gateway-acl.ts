import { intersect, type Ranges, subtract, union } from '../../net/ranges.ts';
import type { Subnet } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { aclAllows, https, isOpenAcl } from '../access/network-acl.ts';
import { type Doubt, notRead } from '../doubt.ts';
import type { Step } from './trace-state.ts';

export interface Passage {
  readonly passed: Ranges;
  readonly held: Ranges;
  readonly aclId: string;
  readonly doubts: readonly Doubt[];
}

/** A NAT gateway's own source ports. */
const natPorts = { from: 1024, to: 65_535 };

/**
 * The network ACL of a NAT gateway's subnet sees every packet twice: from and to the clients, from
 * and to the service. Clients may be anywhere in the VPC, or come from another one, so only what
 * stops all of them counts.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
export const throughAcl = ({ ranges, vpc, walk }: Step, subnet: Subnet | null): Passage => {
  const acl = subnet?.networkAcl;
  if (acl === undefined || acl === null) return { passed: ranges, held: [], aclId: '', doubts: [] };
  if (isUnread(acl))
    return {
      passed: ranges,
      held: [],
      aclId: '',
      doubts: [notRead(acl, "the network ACL of the NAT gateway's subnet may block it")],
    };
  if (isOpenAcl(acl, walk.family)) return { passed: ranges, held: [], aclId: acl.id, doubts: [] };

  const clients = union([...vpc.cidrs[walk.family], ...walk.origin.vpc.cidrs[walk.family]]);
  const canCall =
    aclAllows(acl, 'ingress', clients, https, walk.family).some.length > 0 &&
    aclAllows(acl, 'egress', clients, natPorts, walk.family).some.length > 0;
  const out = aclAllows(acl, 'egress', ranges, https, walk.family).some;
  const back = aclAllows(acl, 'ingress', ranges, natPorts, walk.family).some;
  const passed = canCall ? intersect(out, back) : [];

  return { passed, held: subtract(ranges, passed), aclId: acl.id, doubts: [] };
};
