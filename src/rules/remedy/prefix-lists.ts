import type { Endpoint, Vpc } from '../../network/network.ts';
import type { PrefixList } from '../../network/prefix-list.ts';
import { isUnread } from '../../network/unread.ts';

/** AWS's own lists of those names. */
export const listsNamed = ({ scope: { prefixLists } }: Vpc, names: readonly string[]): readonly PrefixList[] =>
  isUnread(prefixLists)
    ? []
    : [...prefixLists.values()].filter(({ name, isAwsManaged }) => isAwsManaged && names.includes(name ?? ''));

/** AWS names the list of IPv6 addresses `com.amazonaws.us-east-1.ipv6.s3`, or like that of IPv4 addresses. */
const namesOf = (serviceName: string): readonly string[] => [
  serviceName,
  serviceName.replace(/\.([^.]+)$/, '.ipv6.$1'),
];

/** Those that a gateway endpoint has routes by. */
export const listsOf = (
  vpc: Vpc,
  { serviceName, ipAddressType }: Pick<Endpoint, 'serviceName' | 'ipAddressType'>,
): readonly PrefixList[] => {
  const found = listsNamed(vpc, namesOf(serviceName)).filter(
    ({ family }) => ipAddressType === family || (ipAddressType !== 'ipv4' && ipAddressType !== 'ipv6'),
  );

  return [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
};
