import type { Path } from '../../analysis/path.ts';
import { advise, type Remedy } from '../../changes/remedy.ts';
import type { Network } from '../../network/network.ts';
import { serviceTitle } from '../../wording.ts';
import { openBarrier } from './client-access.ts';
import { enableDnsAttributes } from './private-dns.ts';
import { makePrivate } from './private-path.ts';

/** What lets a path arrive that gets nowhere. */
export const makeReachable = (network: Network, path: Path, tables: readonly string[]): Remedy => {
  const { subnet, service, outcome } = path;
  const { reason, cause } = outcome;
  const opened = reason === 'security-group' || reason === 'network-acl' ? openBarrier(path) : null;
  if (opened !== null) return opened;
  if (reason === 'dns-disabled') return enableDnsAttributes(subnet.vpc);
  if (reason === 'local-route')
    return advise(
      `Reach ${serviceTitle(service)} through an interface endpoint, or take the CIDR that holds its addresses off ${subnet.vpc.id}`,
    );
  if (cause !== null && cause.reason === reason)
    return advise(`Give ${subnet.id} a way to ${cause.endpointId} (${outcome.hops.at(-1)?.because ?? reason})`);

  return makePrivate(network, path, tables);
};
