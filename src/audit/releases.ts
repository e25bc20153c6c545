import { clientCount } from '../analysis/occupancy.ts';
import type { Outcome } from '../analysis/path.ts';
import { apply } from '../changes/apply.ts';
import type { Change } from '../changes/change.ts';
import { routeRecord } from '../changes/route-record.ts';
import type { NatGateway } from '../network/gateways.ts';
import type { Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import type { AuditedScope } from '../rules/rule.ts';
import { defaultServices } from '../services/catalogue.ts';
import type { Facts } from './judge.ts';
import { judge } from './judge.ts';
import { reachOf } from './judged.ts';
import type { Release } from './report.ts';

const natsOf = (outcome: Outcome): readonly string[] =>
  [outcome, ...outcome.parts].flatMap(({ via, through }) =>
    [...(via === null ? [] : [via]), ...through].flatMap(({ kind, id }) => (kind === 'nat-gateway' ? id : [])),
  );

const outcomesIn = (scopes: readonly AuditedScope[]): ReadonlySet<Outcome> =>
  new Set(scopes.flatMap(({ paths }) => paths.flatMap((group) => group.paths.map(({ outcome }) => outcome))));

const natsIn = (scopes: readonly AuditedScope[]): ReadonlySet<string> =>
  new Set([...outcomesIn(scopes)].flatMap(natsOf));

const isUnsure = ({ verdict, parts }: Outcome): boolean =>
  verdict === 'unknown' || parts.some((part) => part.verdict === 'unknown');

/** VPCs in which it is known of every path where it goes. */
const sureVpcs = (scopes: readonly AuditedScope[]): ReadonlySet<string> => {
  const judged = new Set(scopes.flatMap(({ vpcs }) => vpcs.map(({ id }) => id)));
  for (const { paths } of scopes)
    for (const { subnets, paths: own } of paths)
      if (own.some(({ outcome }) => isUnsure(outcome))) judged.delete(subnets[0].vpc.id);

  return judged;
};

/** Its routes first: AWS would leave them, and they would lead nowhere. */
const changesFor = (vpc: Vpc, natGatewayId: string): readonly Change[] => {
  const { account, region } = vpc.scope;
  const place = { account, region, vpcId: vpc.id };
  const routes = vpc.routeTables.flatMap(({ id: routeTableId, routes: own }) =>
    own
      .filter(({ target, origin }) => target.id === natGatewayId && origin === 'static')
      .map(
        (route): Change => ({
          ...{ ...place, kind: 'delete-route', routeTableId, why: 'release' },
          route: routeRecord(route),
        }),
      ),
  );

  return [...routes, { ...place, kind: 'delete-nat-gateway', natGatewayId }];
};

const releaseOf = (vpc: Vpc, { id, name }: NatGateway, services: readonly string[]): Release => {
  const { account, region } = vpc.scope;
  const leading = vpc.subnets.filter(
    ({ routeTable }) => !isUnread(routeTable) && routeTable.routes.some(({ target }) => target.id === id),
  );

  return {
    ...{ account, region, vpcId: vpc.id, natGatewayId: id, natName: name, services },
    clients: clientCount(leading),
    changes: changesFor(vpc, id),
  };
};

const isHarmless = (afterwards: Facts, releases: readonly Release[]): boolean => {
  const changes = releases.flatMap((one) => one.changes);
  const snapshot = apply(afterwards.snapshot, changes);

  return judge(afterwards, { merged: new Map(), refusals: [], snapshot, changes }).moves.every(({ isHarm }) => !isHarm);
};

/**
 * NAT gateways that carried what was looked at, and carry none of it once all changes are made. What else goes out by them no
 * audit of some services can see: they are proposed to a person, and not where fewer than the usual services were asked for.
 */
export const releasesOf = (before: Facts, afterwards: Facts | null): readonly Release[] => {
  if (afterwards === null) return [];
  const { network, scopes } = afterwards;
  const [used, still, sure] = [natsIn(before.scopes), natsIn(scopes), sureVpcs(scopes)];
  const isSure = (vpc: Vpc): boolean => [...reachOf(network, [vpc.id]).vpcIds].every((id) => sure.has(id));
  const found = scopes.flatMap(({ scope, services, isContext }) => {
    const { natGateways } = scope;
    const isTooNarrow = defaultServices.some((id) => services.every((service) => service.id !== id));
    if (isContext || isTooNarrow || isUnread(natGateways)) return [];

    return [...natGateways.values()].flatMap((gateway): readonly Release[] => {
      const vpc = network.vpcs.get(gateway.vpcId ?? '');
      const isIdle = used.has(gateway.id) && !still.has(gateway.id) && gateway.state === 'available';
      if (vpc === undefined || vpc.isShared || !isIdle || !isSure(vpc)) return [];

      return [
        releaseOf(
          vpc,
          gateway,
          services.map(({ id }) => id),
        ),
      ];
    });
  });

  return found.length === 0 || isHarmless(afterwards, found) ? found : [];
};
