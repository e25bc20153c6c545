import { cidrsOf, type Family } from '../../net/cidr.ts';
import { type Ranges, union } from '../../net/ranges.ts';
import type { Permission, SecurityGroup } from '../../network/access.ts';
import type { Scope } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { type Doubt, notListed, notRead } from '../doubt.ts';

/** What a set of groups lets through on port 443 in one direction: groups add up. */
export interface Admitted {
  readonly ranges: Ranges;
  /** Members of these groups, wherever their addresses are. */
  readonly groupIds: ReadonlySet<string>;
  /** Prefix lists whose entries were not read. */
  readonly unreadLists: readonly string[];
}

/** Why a list that a group names does not tell who is in it. */
export const unseenList = ({ prefixLists }: Scope, id: string, could: string): Doubt => {
  const list = isUnread(prefixLists) ? prefixLists : prefixLists.get(id);
  if (list === undefined) return notListed('managedPrefixLists', 'ec2:DescribeManagedPrefixLists', id, could);
  if (isUnread(list)) return notRead(list, could);

  return isUnread(list.cidrs)
    ? notRead(list.cidrs, could)
    : notListed('prefixListEntries', 'ec2:GetManagedPrefixListEntries', id, could);
};

/** Why a group that an interface names does not tell what it lets through. */
export const unlistedGroup = (id: string, could: string): Doubt =>
  notListed('securityGroups', 'ec2:DescribeSecurityGroups', id, could);

const forHttps = ({ fromPort, toPort }: Permission): boolean => fromPort <= 443 && 443 <= toPort;

const listCidrs = (
  scope: Scope,
  id: string,
  family: Family,
): readonly { first: Ranges[number]['first']; last: Ranges[number]['last'] }[] | null => {
  const list = isUnread(scope.prefixLists) ? undefined : scope.prefixLists.get(id);
  if (list === undefined || isUnread(list.cidrs)) return null;

  return list.cidrs.filter((cidr) => cidr.family === family);
};

export const admitted = (
  scope: Scope,
  groups: readonly SecurityGroup[],
  direction: 'ingress' | 'egress',
  family: Family,
): Admitted => {
  const permissions = groups.flatMap((group) => group[direction]).filter(forHttps);
  const lists = permissions
    .flatMap(({ prefixListIds }) => prefixListIds)
    .map((id) => ({ id, cidrs: listCidrs(scope, id, family) }));

  return {
    ranges: union([
      ...cidrsOf(
        permissions.flatMap(({ cidrs }) => cidrs),
        family,
      ),
      ...lists.flatMap(({ cidrs }) => cidrs ?? []),
    ]),
    groupIds: new Set(permissions.flatMap(({ groupIds }) => groupIds)),
    unreadLists: lists.filter(({ cidrs }) => cidrs === null).map(({ id }) => id),
  };
};

const everywhere: Readonly<Record<Family, string>> = { ipv4: '0.0.0.0/0', ipv6: '::/0' };

/** Lets HTTPS out to everywhere, as a group does unless somebody took that rule away. */
export const isOpenOut = (group: SecurityGroup, family: Family): boolean =>
  group.egress.some((permission) => forHttps(permission) && permission.cidrs.includes(everywhere[family]));
