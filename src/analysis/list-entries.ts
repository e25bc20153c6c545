import type { Cidr } from '../net/cidr.ts';
import type { Scope } from '../network/network.ts';
import type { PrefixList } from '../network/prefix-list.ts';
import { isUnread, type Known } from '../network/unread.ts';
import { type Doubt, notListed, notRead } from './doubt.ts';

/** Null where the lists were read and this one is not among them. */
export const prefixListOf = ({ prefixLists }: Scope, id: string): Known<PrefixList | null> =>
  isUnread(prefixLists) ? prefixLists : (prefixLists.get(id) ?? null);

/** Null where nobody can tell what is in the list. */
export const listEntries = (scope: Scope, id: string): readonly Cidr[] | null => {
  const list = prefixListOf(scope, id);

  return isUnread(list) || list === null || isUnread(list.cidrs) ? null : list.cidrs;
};

/** Why nobody can tell; `could` as in `notRead`. */
export const unreadListDoubt = (scope: Scope, id: string, could: string): Doubt => {
  const list = prefixListOf(scope, id);
  if (isUnread(list)) return notRead(list, could);

  return list !== null && isUnread(list.cidrs)
    ? notRead(list.cidrs, could)
    : notListed('managedPrefixLists', id, could);
};
