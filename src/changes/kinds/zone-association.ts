import type { AssociateZone, DisassociateZone } from '../change.ts';
import type { AwsCall, ChangeKind } from '../change-kind.ts';
import { labelOf } from '../labels.ts';
import { pages } from '../pages.ts';
import type { Records } from '../records.ts';

type ZoneChange = AssociateZone | DisassociateZone;

const textOf = ({ zone: { HostedZoneId, Name } }: ZoneChange): string =>
  Name === undefined ? HostedZoneId : `${HostedZoneId} (${Name.replace(/\.$/, '')})`;

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

const isAssociated = ({ zone, vpcId }: ZoneChange, records: Records): boolean | null => {
  const zones = records.find('hostedZones', vpcId)?.HostedZoneSummaries;

  return zones?.some(({ HostedZoneId }) => HostedZoneId === zone.HostedZoneId) ?? null;
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

const isOurs = ({ zone, account }: ZoneChange): boolean | null => {
  const { OwningAccount, OwningService } = zone.Owner ?? {};
  if (OwningService !== undefined) return false;

  return OwningAccount === undefined || account === null ? null : OwningAccount === account;
};

const ours = {
  statement: 'the zone is of this account, and no AWS service made it',
  page: pages.zoneAssociation,
  holds: isOurs,
};

export const associateZone: ChangeKind<AssociateZone> = {
  stage: () => 'names',
  words: (change) => `Associate hosted zone ${textOf(change)} with ${change.vpcId}`,
  calls: (change) => [callOf(change, 'associate')],
  reverse: (change) => [{ ...change, kind: 'disassociate-zone' }],
  preconditions: [
    {
      statement: 'the VPC has the zone only once',
      page: pages.zoneAssociation,
      holds: (change, records) => {
        const is = isAssociated(change, records);

        return is === null ? null : !is;
      },
    },
    ours,
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
  words: (change) => `Take hosted zone ${textOf(change)} off ${change.vpcId}`,
  calls: (change) => [callOf(change, 'disassociate')],
  reverse: (change) => [{ ...change, kind: 'associate-zone' }],
  preconditions: [
    { statement: 'the VPC is not the last one of the zone', page: pages.zoneAssociation, holds: hasOtherVpc },
    ours,
  ],
  effect: ({ zone, vpcId }, records) =>
    records.edit('hostedZones', vpcId, (one) => ({
      ...one,
      HostedZoneSummaries: one.HostedZoneSummaries.filter(({ HostedZoneId }) => HostedZoneId !== zone.HostedZoneId),
    })),
};
