import { clientsOf } from '../../analysis/client.ts';
import type { Hop, Path } from '../../analysis/path.ts';
import { advise, type Remedy, remedyBy } from '../../changes/remedy.ts';
import type { Family } from '../../net/cidr.ts';
import type { Subnet } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { Service } from '../../services/service.ts';
import { serviceTitle } from '../../wording.ts';
import { onlyPort, portsText } from '../ports-text.ts';
import { placeIn } from './place-in.ts';

/** AWS's lists of the service's addresses, as far as they are known. */
export const prefixListIds = ({ vpc: { scope } }: Subnet, { prefixListNames }: Service, family: Family): string[] =>
  isUnread(scope.prefixLists)
    ? []
    : [...scope.prefixLists.values()]
        .filter((list) => list.isAwsManaged && list.family === family)
        .filter(({ name }) => name !== null && prefixListNames[family].includes(name))
        .map(({ id }) => id)
        .sort();

/** Groups of clients of the subnet; none where the hop is at groups of something on the way. */
const clientGroupsAt = (subnet: Subnet, { at }: Hop): readonly string[] =>
  clientsOf(subnet).find(({ securityGroupIds }) => securityGroupIds?.join(', ') === at)?.securityGroupIds ?? [];

/** Groups can name a prefix list. To open one to all of the internet is more than anybody asked for. */
const openGroup = ({ subnet, service, family }: Path, hop: Hop): Remedy => {
  const [groupId] = clientGroupsAt(subnet, hop);
  const lists = prefixListIds(subnet, service, family);
  const port = onlyPort(service);
  const target = lists.length === 0 ? `the addresses of ${serviceTitle(service)}` : lists.join(', ');
  if (groupId === undefined) return advise(`Let ${portsText(service)} to ${target} through ${hop.at}`);
  if (port === null || lists.length === 0) return advise(`Let ${portsText(service)} out of ${groupId} to ${target}`);

  return remedyBy({
    ...placeIn(subnet.vpc),
    kind: 'add-group-rules',
    groupId,
    direction: 'egress',
    rules: lists.map((prefixListId) => ({ port: { first: port, last: port }, peer: { prefixListId } })),
  });
};

/** A network ACL knows no prefix lists, and the order of its rules is somebody's design. */
const openAcl = ({ service }: Path, { at }: Hop): Remedy =>
  advise(
    `Let ${portsText(service)} to the addresses of ${serviceTitle(service)} out through ${at}, and their replies (TCP 1024-65535) back in, by rules before those that deny it`,
  );

/** What lets past the group or network ACL that a hop says holds packets back; null where none does. */
export const openBarrier = (path: Path): Remedy | null => {
  const hop = path.outcome.hops.findLast(({ does }) => does === 'denies');
  if (hop === undefined) return null;

  return hop.at.startsWith('acl-') ? openAcl(path, hop) : openGroup(path, hop);
};
