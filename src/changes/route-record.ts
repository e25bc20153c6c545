import type { Route } from '../network/route-table.ts';
import { type RouteTargetField, routeTargetFields, routeTargets } from '../snapshot/route-targets.ts';
import type { RouteRecord } from './change.ts';

const fieldOf = ({ kind }: Route['target']): RouteTargetField =>
  routeTargetFields.find((field) => routeTargets[field] === kind) ?? 'GatewayId';

/** By which a table tells its routes apart. */
export const destinationOfRoute = (route: RouteRecord): string =>
  route.DestinationPrefixListId ?? route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? '';

/** A route as AWS lists it. */
export const routeRecord = ({ cidr, destination, prefixListId, target, state }: Route): RouteRecord => ({
  ...(prefixListId === null
    ? cidr?.family === 'ipv6'
      ? { DestinationIpv6CidrBlock: destination }
      : { DestinationCidrBlock: destination }
    : { DestinationPrefixListId: prefixListId }),
  [fieldOf(target)]: target.id,
  Origin: 'CreateRoute',
  State: state === 'blackhole' ? 'blackhole' : 'active',
});
