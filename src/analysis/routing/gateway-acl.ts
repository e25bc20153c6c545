import { intersect, type Ranges, subtract, union } from '../../net/ranges.ts';
import type { NetworkAcl } from '../../network/access.ts';
import type { Subnet } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { aclAllows, https, isOpenAcl } from '../access/network-acl.ts';
import { type Doubt, notRead } from '../doubt.ts';
import type { Step } from './step.ts';

/** Which addresses an ACL lets through, and which it holds back. */
export interface Passage {
  readonly passed: Ranges;
  readonly held: Ranges;
  readonly aclId: string;
  readonly doubts: readonly Doubt[];
}

/** A NAT gateway's own source ports. */
const natPorts = { from: 1024, to: 65_535 };

const unhindered = (ranges: Ranges, aclId = '', ...doubts: readonly Doubt[]): Passage => ({
  passed: ranges,
  held: [],
  aclId,
  doubts,
});

/** Some client can send to the NAT gateway, and get an answer. */
const letsClientsIn = (acl: NetworkAcl, { vpc, walk: { family, origin } }: Step): boolean => {
  const clients = union([...vpc.cidrs[family], ...origin.vpc.cidrs[family]]);

  return (
    aclAllows(acl, 'ingress', clients, https, family).some.length > 0 &&
    aclAllows(acl, 'egress', clients, natPorts, family).some.length > 0
  );
};

/**
 * The network ACL of a NAT gateway's subnet sees every packet twice: from and to the clients, from
 * and to the service. Clients may be anywhere in the VPC, or come from another one, so only what
 * stops all of them counts.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
export const throughAcl = (step: Step, subnet: Subnet | null): Passage => {
  const { ranges, walk } = step;
  const acl = subnet?.networkAcl ?? null;
  if (acl === null) return unhindered(ranges);
  if (isUnread(acl))
    return unhindered(ranges, '', notRead(acl, "the network ACL of the NAT gateway's subnet may block it"));
  if (isOpenAcl(acl, walk.family)) return unhindered(ranges, acl.id);

  const out = aclAllows(acl, 'egress', ranges, https, walk.family).some;
  const back = aclAllows(acl, 'ingress', ranges, natPorts, walk.family).some;
  const passed = letsClientsIn(acl, step) ? intersect(out, back) : [];

  return { passed, held: subtract(ranges, passed), aclId: acl.id, doubts: [] };
};
