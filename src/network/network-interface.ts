import type { RecordOf } from '../snapshot/schema.ts';
import { type ClientKind, clientKindOf } from './client-kind.ts';

export interface NetworkInterface {
  readonly id: string;
  readonly subnetId: string | null;
  readonly vpcId: string | null;
  readonly type: string;
  readonly sourceDestCheck: boolean;
  readonly securityGroupIds: readonly string[];
  /** Null where it has none. */
  readonly publicIp: string | null;
  readonly carrierIp: string | null;
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
  /** IPv4 addresses that it takes from the subnet, prefixes of 16 included. */
  readonly ipv4Count: number;
  readonly instanceId: string | null;
  /** What kind of workload may call AWS from it; null: it is equipment of AWS's, from which none does. */
  readonly clientKind: ClientKind | null;
}

export const networkInterface = (record: RecordOf<'networkInterfaces'>): NetworkInterface => {
  const addresses = record.PrivateIpAddresses ?? [];
  const ipv4 = addresses.flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []);
  const associations = [record.Association, ...addresses.map(({ Association }) => Association)];
  const all = ipv4.length === 0 && record.PrivateIpAddress ? [record.PrivateIpAddress] : ipv4;

  return {
    id: record.NetworkInterfaceId,
    subnetId: record.SubnetId ?? null,
    vpcId: record.VpcId ?? null,
    type: record.InterfaceType ?? 'interface',
    sourceDestCheck: record.SourceDestCheck !== false,
    securityGroupIds: (record.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
    publicIp: associations.find((association) => association?.PublicIp)?.PublicIp ?? null,
    carrierIp: associations.find((association) => association?.CarrierIp)?.CarrierIp ?? null,
    ipv4: all,
    ipv6: (record.Ipv6Addresses ?? []).flatMap(({ Ipv6Address }) => Ipv6Address ?? []),
    ipv4Count: all.length + 16 * (record.Ipv4Prefixes?.length ?? 0),
    instanceId: record.Attachment?.InstanceId ?? null,
    clientKind: clientKindOf(record),
  };
};
