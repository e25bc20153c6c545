import type { RecordOf } from '../snapshot/schema.ts';
import type { AddressType, ChangePlace } from './change.ts';
import type { Precondition } from './change-kind.ts';
import { pages } from './pages.ts';
import type { Records } from './records.ts';

/** An endpoint and the subnets that it is to stand in. */
interface Placement extends ChangePlace {
  readonly serviceName: string;
  readonly subnetIds: readonly string[];
  readonly ipAddressType: AddressType;
}

type SubnetRecord = RecordOf<'subnets'>;

const subnetsOf = ({ subnetIds }: Placement, records: Records): readonly SubnetRecord[] | null => {
  const found = subnetIds.flatMap((id) => records.find('subnets', id) ?? []);

  return found.length < subnetIds.length ? null : found;
};

const ofSubnets =
  (judge: (subnets: readonly SubnetRecord[], placement: Placement, records: Records) => boolean | null) =>
  (placement: Placement, records: Records): boolean | null => {
    const subnets = subnetsOf(placement, records);

    return subnets === null ? null : judge(subnets, placement, records);
  };

const isOnePerZone = ofSubnets((subnets) => {
  const zones = subnets.flatMap(({ AvailabilityZone }) => AvailabilityZone ?? []);

  return new Set(zones).size === zones.length;
});

const offerOf = ({ serviceName }: Placement, records: Records): RecordOf<'vpcEndpointServices'> | undefined =>
  records
    .findAll('vpcEndpointServices', serviceName)
    .find(({ ServiceType = [] }) => ServiceType.some((one) => one.ServiceType === 'Interface'));

const isOffered = ofSubnets((subnets, placement, records) => {
  const zones = offerOf(placement, records)?.AvailabilityZones;
  if (zones === undefined || zones.length === 0) return null;

  return subnets.every(({ AvailabilityZone = '' }) => zones.includes(AvailabilityZone));
});

const hasRoom = ofSubnets((subnets) => {
  const counts = subnets.map(({ AvailableIpAddressCount, Ipv6Native }) => (Ipv6Native ? 1 : AvailableIpAddressCount));
  if (counts.some((count) => count === 0)) return false;

  return counts.includes(undefined) ? null : true;
});

const hasIpv6 = ({ Ipv6CidrBlockAssociationSet = [] }: SubnetRecord): boolean =>
  Ipv6CidrBlockAssociationSet.some(
    ({ Ipv6CidrBlockState }) => (Ipv6CidrBlockState?.State ?? 'associated') === 'associated',
  );

const hasIpv4 = ({ CidrBlock, Ipv6Native }: SubnetRecord): boolean => CidrBlock !== undefined && Ipv6Native !== true;

export const takesFamilies = ofSubnets((subnets, placement, records) => {
  const { ipAddressType } = placement;
  const isFit =
    (ipAddressType === 'ipv6' || subnets.every(hasIpv4)) && (ipAddressType === 'ipv4' || subnets.every(hasIpv6));
  if (!isFit) return false;
  const types = offerOf(placement, records)?.SupportedIpAddressTypes;
  if (types === undefined || types.length === 0) return ipAddressType === 'ipv4' ? true : null;
  const needed = ipAddressType === 'dualstack' ? ['ipv4', 'ipv6'] : [ipAddressType];

  return needed.every((type) => types.includes(type));
});

/** What AWS asks of the subnets that an interface endpoint is put in. */
export const placementConditions: readonly Precondition<Placement>[] = [
  {
    statement: 'an endpoint stands in one subnet of a zone',
    page: pages.interfaceEndpoints,
    holds: isOnePerZone,
  },
  {
    statement: 'the service takes endpoints in the zones of the subnets',
    page: pages.interfaceEndpoints,
    holds: isOffered,
  },
  { statement: 'each subnet has a free address', page: pages.interfaceEndpoints, holds: hasRoom },
  {
    statement: 'the service and all subnets of the endpoint have its families of addresses',
    page: pages.interfaceEndpoints,
    holds: takesFamilies,
  },
];
