import { zoneDomainOf } from '../../analysis/dns/domain.ts';
import { advise, orByHand, type Remedy } from '../../changes/remedy.ts';
import type { Endpoint, Vpc } from '../../network/network.ts';
import { enablePrivateDns } from './enable-private-dns.ts';

/** Where the zone was to lead; null: nobody can tell. */
interface Purpose {
  readonly vpc: Vpc;
  readonly endpoint: Endpoint | null;
}

/** Route 53 cannot rename a zone: a new one takes its place, or private DNS where the endpoint is the VPC's own. */
export const renameZone = (zone: string, name: string, { vpc, endpoint }: Purpose): Remedy => {
  const byHand = advise(
    `Rename hosted zone ${zone}: make one called ${zoneDomainOf(name)} with the same records and on the same VPCs, and delete the old one`,
  );
  const isOwn = endpoint?.vpcId === vpc.id && endpoint.health === 'usable' && !endpoint.privateDnsEnabled;

  return orByHand(isOwn ? enablePrivateDns(vpc, endpoint) : null, byHand);
};
