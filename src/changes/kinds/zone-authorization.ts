import type { AuthorizeZone, RevokeZone } from '../change.ts';
import type { AwsCall, ChangeKind } from '../change-kind.ts';
import { labelOf } from '../labels.ts';
import { listedZone } from '../listed-zone.ts';
import { pages } from '../pages.ts';

/** Route 53 is asked in no Region, and told that of the VPC. */
const callOf = ({ zone, guest }: AuthorizeZone | RevokeZone, verb: 'create' | 'delete'): AwsCall => ({
  command: [
    ...['aws', 'route53', `${verb}-vpc-association-authorization`, '--hosted-zone-id', zone.HostedZoneId],
    ...['--vpc', `VPCRegion=${guest.region},VPCId=${guest.vpcId}`],
  ],
});

const ofOwner = {
  statement: 'only the account that a zone is of opens it to the VPC of another one',
  page: pages.zoneAuthorization,
  holds: ({ zone, account }: AuthorizeZone | RevokeZone): boolean | null => {
    const { OwningAccount, OwningService } = zone.Owner ?? {};
    if (OwningService !== undefined) return false;

    return OwningAccount === undefined || account === null ? null : OwningAccount === account;
  },
};

/** By itself it changes no answer: AWS lists it nowhere among what a VPC has. */
export const authorizeZone: ChangeKind<AuthorizeZone> = {
  stage: () => 'groups',
  words: ({ zone, guest }) => `Let ${guest.vpcId} of another account have hosted zone ${listedZone(zone)}`,
  calls: (change) => [callOf(change, 'create')],
  reverse: (change) => [{ ...change, kind: 'revoke-zone' }],
  preconditions: [ofOwner],
  consequences: () => ['AWS advises to take it back (delete-vpc-association-authorization) once the VPC has the zone'],
  terraform: ({ zone, guest }) => [
    {
      type: 'aws_route53_vpc_association_authorization',
      label: labelOf(zone.HostedZoneId, guest.vpcId),
      arguments: { zone_id: zone.HostedZoneId, vpc_id: guest.vpcId, vpc_region: guest.region },
    },
  ],
  effect: () => {},
};

export const revokeZone: ChangeKind<RevokeZone> = {
  stage: () => 'release',
  words: ({ zone, guest }) =>
    `Let ${guest.vpcId} have hosted zone ${listedZone(zone)} no more, unless it has it already`,
  calls: (change) => [callOf(change, 'delete')],
  reverse: (change) => [{ ...change, kind: 'authorize-zone' }],
  preconditions: [ofOwner],
  effect: () => {},
};
