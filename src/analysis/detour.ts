import { memoize } from '../memoize.ts';
import { covers } from '../net/cidr.ts';
import type { Vpc } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';

const isInside = memoize(({ cidrs }: Vpc) =>
  memoize((routes: RouteTable['routes']): boolean =>
    routes.some(
      ({ cidr, target: { kind } }) =>
        kind !== 'local' &&
        kind !== 'gateway-endpoint' &&
        (cidr === null || cidrs[cidr.family].some((one) => covers(one, cidr))),
    ),
  ),
);

/**
 * Whether a table sends addresses of its own VPC to anything but the VPC itself: a middlebox between subnets. What is no
 * CIDR may.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html#route-tables-appliance-routing
 */
export const detours = ({ routes }: RouteTable, vpc: Vpc): boolean => isInside(vpc)(routes);
