import { covers, type Range } from '../../net/cidr.ts';
import type { Route } from '../../network/route-table.ts';
import { isUnread } from '../../network/unread.ts';
import { hop } from '../hop.ts';
import type { Hop } from '../path.ts';
import { sourcesOf } from './gateway-acl.ts';
import { routeText, type Step } from './step.ts';

const lengthOf = ({ cidr }: Route): number => cidr?.length ?? -1;

const longestFor = (routes: readonly Route[], { walk }: Step, range: Range): Route | undefined =>
  routes
    .filter(({ cidr }) => cidr?.family === walk.family && covers(cidr, range))
    .reduce<Route | undefined>((best, one) => (best && lengthOf(best) >= lengthOf(one) ? best : one), undefined);

/** Leads replies to something that did not see the call. */
const isAstray = ({ vpc, trace }: Step, route: Route | undefined): boolean => {
  if (route === undefined || route.target.kind === 'local') return false;
  const { id } = route.target;
  const interfaces = vpc.scope.networkInterfaces;
  const instance = isUnread(interfaces) ? undefined : interfaces.get(id)?.instanceId;

  return !trace.inspectors.includes(instance ?? id);
};

/**
 * The route table of an internet gateway may send replies through a middlebox: a subnet for which it does cannot leave
 * past that one. Null: replies to some of the addresses come straight back, or nobody knows whose they are.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html INGRESS_RTB_TRAFFIC_REDIRECTION
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
 */
export const strayAtEdge = (step: Step): Hop | null => {
  const { vpc, route, trace } = step;
  const table = vpc.routeTables.find(({ gatewayIds }) => gatewayIds.includes(route.target.id));
  if (table === undefined || (trace.sourceNat !== null && trace.sources === null)) return null;
  const routes = sourcesOf(step).map((range) => longestFor(table.routes, step, range));
  const [first] = routes;

  return first !== undefined && routes.every((one) => isAstray(step, one))
    ? hop(table.id, 'drops', `sends replies to what did not see the call: ${routeText(first)}`)
    : null;
};
