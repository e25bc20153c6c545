import type { Path } from '../../analysis/path.ts';
import type { Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { Service } from '../../services/service.ts';
import { serviceTitle } from '../wording.ts';
import { giveBothFamilies } from './address-family.ts';
import { revive } from './endpoint-state.ts';
import { associate, createGateway, useGateway } from './gateway-endpoint.ts';
import { createInterface } from './interface-endpoint.ts';
import { enableDnsAttributes, enablePrivateDns } from './private-dns.ts';
import { advise, type Remedy } from './remedy.ts';

export const createEndpoint = (vpc: Vpc, service: Service, tables: readonly string[]): Remedy =>
  service.hasGateway ? createGateway(vpc, service, tables) : createInterface(vpc, service);

/**
 * What makes a public or transit path private. `tables`: all of the VPC's route tables with the
 * same fault, so that one act mends them together.
 */
export const makePrivate = (path: Path, tables: readonly string[]): Remedy => {
  const { service, name, outcome } = path;
  const { vpc } = path.subnet;
  const { cause } = outcome;
  const endpointId = cause?.endpointId ?? null;
  if (cause === null || endpointId === null) return createEndpoint(vpc, service, tables);

  switch (cause.reason) {
    case 'route-table-not-associated':
      return associate(vpc, endpointId, tables);
    case 'overriding-route':
      return advise(
        `Remove or narrow the routes of ${tables.join(', ')} that beat ${cause.detail} for addresses of ${serviceTitle(service)}`,
      );
    case 'ipv4-only-endpoint':
      return giveBothFamilies(path, endpointId);
    case 'dns-attributes-off':
      return enableDnsAttributes(vpc);
    case 'other-region-endpoint':
      return createEndpoint(vpc, service, tables);
    default:
      break;
  }
  const endpoint = isUnread(vpc.endpoints) ? undefined : vpc.endpoints.find(({ id }) => id === endpointId);
  // A gateway endpoint is free, and covers what private DNS of an interface endpoint would.
  if (service.hasGateway) return useGateway(vpc, service, tables);
  if (cause.reason === 'private-dns-off') return enablePrivateDns(vpc, endpointId);
  if (endpoint !== undefined && endpoint.health !== 'usable') return revive(endpoint);

  return advise(`Have clients dial a name that ${endpointId} answers instead of ${name.name}`);
};
