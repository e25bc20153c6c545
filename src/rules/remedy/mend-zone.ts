import type { Path } from '../../analysis/path.ts';
import { advise, orByHand, type Remedy } from '../../changes/remedy.ts';
import type { Network } from '../../network/network.ts';
import { recordInZone } from './zone-record.ts';

/** For a record that leads to public addresses: `zone` is the id with the domain. */
export const pointElsewhere = (network: Network, { service, name, family, subnet }: Path, zone: string): Remedy => {
  const { vpc } = subnet;
  const lost = [{ name: name.name, family }];
  const byHand = advise(
    `Point the record for ${name.name} in hosted zone ${zone} at an interface endpoint, or take the zone off ${vpc.id}`,
  );

  return orByHand(recordInZone({ network, vpc, service, zoneId: zone.replace(/ .*$/, ''), lost }), byHand);
};
