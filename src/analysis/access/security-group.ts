import { cidrsOf, type Family } from '../../net/cidr.ts';
import { type Ranges, union } from '../../net/ranges.ts';
import type { Permission, SecurityGroup } from '../../network/access.ts';
import type { Scope } from '../../network/network.ts';
import type { PortRange } from '../../services/ports.ts';
import { type Doubt, notListed } from '../doubt.ts';
import { listEntries } from '../list-entries.ts';

/** What a set of groups lets through on a port in one direction: groups add up. */
export interface Admitted {
  readonly ranges: Ranges;
  /** Members of these groups, wherever their addresses are. */
  readonly groupIds: ReadonlySet<string>;
  /** Prefix lists whose entries were not read. */
  readonly unreadLists: readonly string[];
}

/** Why a group that an interface names does not tell what it lets through. */
export const unlistedGroup = (id: string, could: string): Doubt => notListed('securityGroups', id, could);

const isFor = ({ fromPort, toPort }: Permission, { first, last }: PortRange): boolean =>
  fromPort <= first && last <= toPort;

export const admitted = (
  scope: Scope,
  groups: readonly SecurityGroup[],
  direction: 'ingress' | 'egress',
  family: Family,
  port: PortRange,
): Admitted => {
  const permissions = groups.flatMap((group) => group[direction]).filter((one) => isFor(one, port));
  const lists = permissions
    .flatMap(({ prefixListIds }) => prefixListIds)
    .map((id) => ({ id, cidrs: listEntries(scope, id)?.filter((cidr) => cidr.family === family) ?? null }));

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

/** Lets a port out to everywhere, as a group does unless somebody took that rule away. */
export const isOpenOut = (group: SecurityGroup, family: Family, port: PortRange): boolean =>
  group.egress.some((permission) => isFor(permission, port) && permission.cidrs.includes(everywhere[family]));
