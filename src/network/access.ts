import type { RecordOf } from '../snapshot/schema.ts';

/** One permission of a security group, as far as TCP is concerned. */
export interface Permission {
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidrs: readonly string[];
  readonly prefixListIds: readonly string[];
  readonly groupIds: readonly string[];
}

interface Directions {
  readonly ingress: readonly Permission[];
  readonly egress: readonly Permission[];
}

export interface SecurityGroup extends Directions {
  readonly id: string;
  readonly name: string | null;
  readonly vpcId: string | null;
  /** What lets DNS queries pass. */
  readonly queries: Directions;
}

type PermissionRecord = NonNullable<RecordOf<'securityGroups'>['IpPermissions']>[number];

const tcp = new Set(['-1', '6', 'tcp']);
const udp = new Set(['-1', '17', 'udp']);

const isOfQueries = ({ fromPort, toPort }: Pick<Permission, 'fromPort' | 'toPort'>): boolean =>
  fromPort <= 53 && toPort >= 53;

const permission = (record: PermissionRecord): Permission => ({
  fromPort: record.IpProtocol === '-1' ? 0 : (record.FromPort ?? 0),
  toPort: record.IpProtocol === '-1' ? 65_535 : (record.ToPort ?? 65_535),
  cidrs: [
    ...(record.IpRanges ?? []).flatMap(({ CidrIp }) => CidrIp ?? []),
    ...(record.Ipv6Ranges ?? []).flatMap(({ CidrIpv6 }) => CidrIpv6 ?? []),
  ],
  prefixListIds: (record.PrefixListIds ?? []).flatMap(({ PrefixListId }) => PrefixListId ?? []),
  groupIds: (record.UserIdGroupPairs ?? []).flatMap(({ GroupId }) => GroupId ?? []),
});

const ofProtocol = <T>(all: readonly (readonly [string, T])[], protocols: ReadonlySet<string>): T[] =>
  all.flatMap(([protocol, one]) => (protocols.has(protocol) ? [one] : []));

const read = (records: readonly PermissionRecord[] = []): readonly (readonly [string, Permission])[] =>
  records.map((record) => [record.IpProtocol ?? '-1', permission(record)]);

export const securityGroup = (record: RecordOf<'securityGroups'>): SecurityGroup => {
  const ingress = read(record.IpPermissions);
  const egress = read(record.IpPermissionsEgress);

  return {
    id: record.GroupId,
    name: record.GroupName ?? null,
    vpcId: record.VpcId ?? null,
    ingress: ofProtocol(ingress, tcp),
    egress: ofProtocol(egress, tcp),
    queries: {
      ingress: ofProtocol(ingress, udp).filter(isOfQueries),
      egress: ofProtocol(egress, udp).filter(isOfQueries),
    },
  };
};

/** One numbered line of a network ACL that concerns TCP. */
export interface AclEntry {
  readonly number: number;
  readonly allows: boolean;
  readonly egress: boolean;
  readonly cidr: string;
  readonly fromPort: number;
  readonly toPort: number;
}

export interface NetworkAcl {
  readonly id: string;
  readonly vpcId: string | null;
  /** Every subnet that is associated with no other ACL has this one. */
  readonly isDefault: boolean;
  /** Those that have it by name; empty for a default ACL, which is what subnets have anyway. */
  readonly subnetIds: readonly string[];
  /** In the order AWS applies them: lowest number first, first match decides. */
  readonly entries: readonly AclEntry[];
  /** The same for UDP. */
  readonly udpEntries: readonly AclEntry[];
}

type AclEntryRecord = NonNullable<RecordOf<'networkAcls'>['Entries']>[number];

const aclEntry = (entry: AclEntryRecord): AclEntry => ({
  number: entry.RuleNumber ?? 32_767,
  allows: entry.RuleAction === 'allow',
  egress: entry.Egress === true,
  cidr: entry.CidrBlock ?? entry.Ipv6CidrBlock ?? '',
  fromPort: entry.Protocol === '-1' ? 0 : (entry.PortRange?.From ?? 0),
  toPort: entry.Protocol === '-1' ? 65_535 : (entry.PortRange?.To ?? 65_535),
});

/** Protocols of ACL entries are numbers as text: 6 is TCP, 17 UDP, -1 all. */
export const networkAcl = (record: RecordOf<'networkAcls'>): NetworkAcl => {
  const entries = (record.Entries ?? [])
    .map((entry) => [entry.Protocol ?? '-1', aclEntry(entry)] as const)
    .sort(([, a], [, b]) => a.number - b.number);

  return {
    id: record.NetworkAclId,
    vpcId: record.VpcId ?? null,
    isDefault: record.IsDefault === true,
    subnetIds: record.IsDefault ? [] : (record.Associations ?? []).flatMap(({ SubnetId }) => SubnetId ?? []),
    entries: ofProtocol(entries, tcp),
    udpEntries: ofProtocol(entries, udp),
  };
};
