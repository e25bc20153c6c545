import type { Route } from '../../network/route-table.ts';
import { isUnread } from '../../network/unread.ts';
import { hop } from '../hop.ts';
import { unreadListDoubt } from '../list-entries.ts';
import type { Choice, CompiledTable, UnreadList } from './choice.ts';
import { type RoutingPosition, routeText, type Walk } from './step.ts';
import { type TraceResult, unknown } from './trace-result.ts';
import { withDoubts } from './trace-state.ts';

/** Whether a route by a list whose entries are unread could carry addresses of this destination. */
const mayCover = ({ destination, family }: Walk, { vpc }: RoutingPosition, { route, list }: UnreadList): boolean => {
  if (list !== null) return list.family === family && (!list.isAwsManaged || destination.listIds.includes(list.id));
  const { endpoints } = vpc.scope;
  if (route.target.kind !== 'gateway-endpoint' || isUnread(endpoints)) return true;
  const serviceName = endpoints.get(route.target.id)?.serviceName;

  return (
    serviceName === undefined || destination.service === null || destination.service.serviceNames.includes(serviceName)
  );
};

const none: readonly Route[] = [];

/** Routes that may take the packet elsewhere than `choice` does, were their entries known. */
export const unreadRivals = (
  walk: Walk,
  position: RoutingPosition,
  { unreadLists }: Pick<CompiledTable, 'unreadLists'>,
  choice: Choice | undefined,
): readonly Route[] =>
  unreadLists.length === 0
    ? none
    : unreadLists
        .filter((one) => mayCover(walk, position, one))
        .map(({ route }) => route)
        .filter(({ target }) => target.id !== choice?.route.target.id);

/** `rival` may take the packet, and nobody can tell. */
export const obscuredBy = (walk: Walk, position: RoutingPosition, rival: Route): TraceResult[] => {
  const { ranges, trace, table, vpc } = position;
  const { prefixListId: id, destination, target } = rival;
  if (id === null) {
    const text = destination === '' ? `a destination that this version does not know → ${target.id}` : routeText(rival);

    return unknown(position, 'unrecognised', hop(table.id, 'routes', text));
  }
  const { prefixLists } = vpc.scope;
  const cidrs = isUnread(prefixLists) ? prefixLists : prefixLists.get(id)?.cidrs;
  // What is unknown of the way there is a doubt of the way back.
  const isDoubted = isUnread(cidrs) || walk.isReply;
  const doubts = isDoubted ? [unreadListDoubt(vpc.scope, id, `${id} may cover these addresses`)] : [];

  return unknown(
    { ranges, trace: withDoubts(trace, ...walk.destination.doubts, ...doubts) },
    'unread-facts',
    hop(table.id, 'routes', `the entries of ${id} → ${target.id} were not read`),
  );
};
