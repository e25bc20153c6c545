import type { Cause, Path } from '../../analysis/path.ts';
import { isPublicReason, type RemedyKind, reasons } from '../../analysis/reason.ts';
import { advise, orByHand, type Remedy } from '../../changes/remedy.ts';
import { memoizeBy } from '../../memoize.ts';
import type { Endpoint, Network, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { Service } from '../../services/service.ts';
import { serviceTitle } from '../../wording.ts';
import { giveBothFamilies } from './address-family.ts';
import { clearForGateway } from './clear-routes.ts';
import { enablePrivateDns } from './enable-private-dns.ts';
import { revive } from './endpoint-state.ts';
import { associateWith, tablesWithout, useGateway } from './gateway-endpoint.ts';
import { leadToEndpoint } from './hosted-zone.ts';
import { useInterface } from './interface-endpoint.ts';
import { pointElsewhere } from './mend-zone.ts';
import { enableDnsAttributes } from './private-dns.ts';
import { renameZone } from './rename-zone.ts';

/** A path, and the endpoint that could serve it but does not. */
interface Situation {
  readonly network: Network;
  readonly path: Path;
  readonly cause: Cause;
  readonly endpointId: string;
  /** The configuration line of the cause. */
  readonly detail: string;
  /** All of the VPC's route tables with the same fault, so that one change fixes them together. */
  readonly tables: readonly string[];
}

/** AWS refuses a second endpoint of its kind, so that none is created where nobody knows what is there. */
export const createEndpoint = (network: Network, vpc: Vpc, service: Service, tables: readonly string[]): Remedy => {
  if (isUnread(vpc.endpoints))
    return advise(
      `Give clients in ${vpc.id} a private way to ${serviceTitle(service)}, once its endpoints can be read`,
    );

  return service.hasGateway ? useGateway(vpc, service, tables) : useInterface(network, vpc, service);
};

const dialOther = (name: string, endpointId: string): Remedy =>
  advise(`Have clients dial a name that ${endpointId} answers instead of ${name}`);

const endpointOf = ({ path, endpointId }: Situation): Endpoint | undefined => {
  const { endpoints } = path.subnet.vpc;

  return (isUnread(endpoints) ? [] : endpoints).find(({ id }) => id === endpointId);
};

const dialCoveredName = (situation: Situation): Remedy => {
  const { path, cause, endpointId } = situation;
  const { name } = path.name;

  return cause.reason !== 'name-not-covered' || endpointOf(situation) !== undefined
    ? dialOther(name, endpointId)
    : leadToEndpoint(name, endpointId);
};

/** Another VPC's endpoint is not changed from here. */
const onOwn =
  (act: (vpc: Vpc, endpoint: Endpoint, situation: Situation) => Remedy) =>
  (situation: Situation): Remedy => {
    const endpoint = endpointOf(situation);

    return endpoint === undefined ? dialCoveredName(situation) : act(situation.path.subnet.vpc, endpoint, situation);
  };

/** A gateway endpoint is free, and covers what an interface endpoint would once it is fixed. */
const gatewayOr =
  (otherwise: (situation: Situation) => Remedy) =>
  (situation: Situation): Remedy => {
    const { network, path, tables } = situation;
    const { vpc } = path.subnet;
    const open = path.service.hasGateway ? tablesWithout(vpc, path.service, tables) : [];

    return open.length > 0 ? createEndpoint(network, vpc, path.service, open) : otherwise(situation);
  };

const remedies: Readonly<Record<RemedyKind, (situation: Situation) => Remedy>> = {
  'create-endpoint': ({ network, path, tables }) => createEndpoint(network, path.subnet.vpc, path.service, tables),
  'associate-route-table': onOwn((vpc, endpoint, { tables }) => associateWith(vpc, endpoint, tables)),
  'narrow-routes': ({ path, cause, endpointId, tables }) =>
    orByHand(
      clearForGateway(path.subnet.vpc, endpointId, tables),
      advise(
        `Remove or narrow the routes of ${tables.join(', ')} that beat ${cause.detail} for addresses of ${serviceTitle(path.service)}`,
      ),
    ),
  'give-both-families': ({ path, endpointId }) => giveBothFamilies(path, endpointId),
  'enable-dns-attributes': ({ path }) => enableDnsAttributes(path.subnet.vpc),
  'enable-private-dns': gatewayOr(onOwn(enablePrivateDns)),
  'revive-endpoint': gatewayOr(
    onOwn((_, endpoint, situation) => (endpoint.health === 'usable' ? dialCoveredName(situation) : revive(endpoint))),
  ),
  'dial-covered-name': gatewayOr(dialCoveredName),
  'rename-zone': ({ network, path: { name, subnet }, cause: { endpointId }, detail }) =>
    name.primary
      ? renameZone(detail, name.name, { vpc: subnet.vpc, endpoint: network.endpoints.get(endpointId ?? '') ?? null })
      : leadToEndpoint(name.name, endpointId),
  'mend-zone': ({ network, path, detail }) => pointElsewhere(network, path, detail),
};

/** What a zone does is mended in the zone, whichever endpoint it leads to. */
const ofZones: ReadonlySet<RemedyKind> = new Set<RemedyKind>(['rename-zone', 'mend-zone']);

const privateWay = (network: Network, path: Path, tables: readonly string[]): Remedy => {
  const { service, subnet, outcome } = path;
  const { cause } = outcome;
  if (cause === null) return createEndpoint(network, subnet.vpc, service, tables);

  // Some addresses of a split path reach an endpoint that does not let them in: other names may lead elsewhere.
  const kind = isPublicReason(cause.reason) ? reasons[cause.reason].remedy : 'dial-covered-name';
  if (cause.endpointId === null && !ofZones.has(kind)) return createEndpoint(network, subnet.vpc, service, tables);

  return remedies[kind]({
    network,
    path,
    cause,
    endpointId: cause.endpointId ?? '',
    detail: cause.detail ?? '',
    tables,
  });
};

const made = memoizeBy<readonly string[], string, Remedy>();

/** What makes a public or transit path private: one object for all of `tables`, as subnets differ in nothing that it reads. */
export const makePrivate = (network: Network, path: Path, tables: readonly string[]): Remedy => {
  const { subnet, service, name, family, outcome } = path;
  const { reason, endpointId, detail } = outcome.cause ?? {};
  const key = [subnet.vpc.id, service.id, name.name, family, reason, endpointId, detail].join(' ');

  return made(tables, key, () => privateWay(network, path, tables));
};
