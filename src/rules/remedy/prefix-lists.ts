import type { Endpoint, Vpc } from '../../network/network.ts';
import type { PrefixList } from '../../network/prefix-list.ts';
import { isUnread } from '../../network/unread.ts';

/** AWS's own lists of those names. */
export const listsNamed = ({ scope: { prefixLists } }: Vpc, names: readonly string[]): readonly PrefixList[] =>
  isUnread(prefixLists)
    ? []
    : [...prefixLists.values()].filter(({ name, isAwsManaged }) => isAwsManaged && names.includes(name ?? ''));

/** `com.amazonaws.us-east-1.s3` has a list of that name, and one of IPv6 addresses called `com.amazonaws.us-east-1.ipv6.s3`. */
const listNamesOf = (serviceName: string, families: Endpoint['ipAddressType']): readonly string[] => [
  ...(families === 'ipv6' ? [] : [serviceName]),
  ...(families === 'ipv4' ? [] : [serviceName.replace(/\.([^.]+)$/, '.ipv6.$1')]),
];

/** Those that a gateway endpoint has routes by. */
export const listsOf = (
  vpc: Vpc,
  { serviceName, ipAddressType }: Pick<Endpoint, 'serviceName' | 'ipAddressType'>,
): readonly PrefixList[] => {
  const found = listsNamed(vpc, listNamesOf(serviceName, ipAddressType));

  return [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
};
