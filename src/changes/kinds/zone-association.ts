import type { AssociateZone, DisassociateZone } from '../change.ts';
import type { AwsCall, ChangeKind } from '../change-kind.ts';
import { labelOf } from '../labels.ts';
import { listedZone } from '../listed-zone.ts';
import { pages } from '../pages.ts';
import type { Records } from '../records.ts';

type ZoneChange = AssociateZone | DisassociateZone;

/** Route 53 is asked in no Region, and told that of the VPC. */
const callOf = ({ zone, region, vpcId }: ZoneChange, verb: 'associate' | 'disassociate'): AwsCall => ({
  command: [
    ...[
      'aws',
      'route53',
      verb === 'associate' ? 'associate-vpc-with-hosted-zone' : 'disassociate-vpc-from-hosted-zone',
    ],
    ...['--hosted-zone-id', zone.HostedZoneId, '--vpc', `VPCRegion=${region},VPCId=${vpcId}`],
  ],
});

const domainOf = (name = ''): string => name.toLowerCase().replace(/\.$/, '');

/** AWS's own zones of private DNS are among them. */
const hasNoZoneOfName = ({ zone, vpcId }: AssociateZone, records: Records): boolean | null => {
  const zones = records.find('hostedZones', vpcId)?.HostedZoneSummaries;
  if (zones === undefined) return null;

  return !zones.some(
    ({ HostedZoneId, Name }) => HostedZoneId === zone.HostedZoneId || domainOf(Name) === domainOf(zone.Name),
  );
};

const hasOtherVpc = ({ zone, vpcId }: DisassociateZone, records: Records): boolean | null => {
  const all = records.all('hostedZones');
  const isElsewhere = all?.some(
    (one) =>
      one.VPCId !== vpcId && one.HostedZoneSummaries.some(({ HostedZoneId }) => HostedZoneId === zone.HostedZoneId),
  );

  // Another account, or Region, may have it too.
  return isElsewhere === true ? true : null;
};

const isAllowed = ({ zone, account, authorized }: AssociateZone): boolean | null => {
  const { OwningAccount, OwningService } = zone.Owner ?? {};
  if (OwningService !== undefined) return false;
  if (OwningAccount === undefined || account === null) return null;

  return OwningAccount === account || authorized;
};

/** What the way there costs is no matter of the zone, and what stands at its end is paid for already. */
const cost =
  'It costs nothing by the hour, as another endpoint would; each gigabyte is billed by what it crosses on its way (a transit gateway, other zones)';

export const associateZone: ChangeKind<AssociateZone> = {
  stage: () => 'names',
  words: ({ zone, vpcId }) => `Associate hosted zone ${listedZone(zone)} with ${vpcId}`,
  calls: (change) => [callOf(change, 'associate')],
  reverse: (change) => [{ ...change, kind: 'disassociate-zone' }],
  preconditions: [
    {
      statement: 'a VPC has one hosted zone of a name',
      page: pages.zoneAssociation,
      holds: hasNoZoneOfName,
    },
    {
      statement: 'the zone is of this account or was opened to the VPC by its own, and no AWS service made it',
      page: pages.zoneAuthorization,
      holds: isAllowed,
    },
  ],
  consequences: ({ zone, vpcId }) => [
    `It answers every name below ${domainOf(zone.Name) || 'its own'} in all of ${vpcId}, by its records alone`,
    cost,
  ],
  terraform: ({ zone, region, vpcId }) => [
    {
      type: 'aws_route53_zone_association',
      label: labelOf(zone.HostedZoneId, vpcId),
      arguments: { zone_id: zone.HostedZoneId, vpc_id: vpcId, vpc_region: region },
    },
  ],
  effect: ({ zone, vpcId }, records) =>
    records.edit('hostedZones', vpcId, (one) => ({ ...one, HostedZoneSummaries: [...one.HostedZoneSummaries, zone] })),
};

export const disassociateZone: ChangeKind<DisassociateZone> = {
  stage: () => 'conflicts',
  words: ({ zone, vpcId }) => `Take hosted zone ${listedZone(zone)} off ${vpcId}`,
  calls: (change) => [callOf(change, 'disassociate')],
  reverse: (change) => [{ ...change, kind: 'associate-zone' }],
  preconditions: [
    { statement: 'the VPC is not the last one of the zone', page: pages.zoneAssociation, holds: hasOtherVpc },
    {
      statement: 'no AWS service made the zone',
      page: pages.zoneAssociation,
      holds: ({ zone }) => zone.Owner?.OwningService === undefined,
    },
  ],
  effect: ({ zone, vpcId }, records) =>
    records.edit('hostedZones', vpcId, (one) => ({
      ...one,
      HostedZoneSummaries: one.HostedZoneSummaries.filter(({ HostedZoneId }) => HostedZoneId !== zone.HostedZoneId),
    })),
};
