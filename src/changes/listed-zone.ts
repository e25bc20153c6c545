import type { AssociateZone } from './change.ts';

/** For sentences: the id, with the domain. */
export const listedZone = ({ HostedZoneId, Name }: AssociateZone['zone']): string =>
  Name === undefined ? HostedZoneId : `${HostedZoneId} (${Name.replace(/\.$/, '')})`;
