import type { Cidr, Family } from '../net/cidr.ts';
import type { Gap } from '../snapshot/schema.ts';
import type { NetworkAcl, SecurityGroup } from './access.ts';
import type { BlockMode, Exclusion } from './block-public-access.ts';
import type { EncryptionControls } from './encryption-controls.ts';
import type { Endpoint, EndpointType } from './endpoint.ts';
import type { Gateway, NatGateway } from './gateways.ts';
import type { InstanceState } from './instance.ts';
import type { NetworkInterface } from './network-interface.ts';
import type { PrefixList } from './prefix-list.ts';
import type { Resolver } from './resolver.ts';
import type { RouteTable } from './route-table.ts';
import type { Known } from './unread.ts';

export interface EndpointService {
  readonly serviceName: string;
  readonly type: EndpointType;
  /** Names that private DNS would answer; empty: it has none to switch on. */
  readonly privateNames: readonly string[];
  /** Zones that take its endpoints, by name; empty where AWS does not say. */
  readonly zones: readonly string[];
  /** `ipv4`, `ipv6`: what its endpoints can have addresses of; empty where AWS does not say. */
  readonly ipAddressTypes: readonly string[];
  /** Its endpoints can have a policy. */
  readonly takesPolicy: boolean;
}

export interface Peering {
  readonly id: string;
  readonly isActive: boolean;
  readonly vpcIds: readonly string[];
}

/** One account in one Region, as far as it was read. */
export interface Scope {
  readonly account: string | null;
  readonly region: string;
  readonly takenAt: string | null;
  /** The URL that AWS was asked at, where one was configured. */
  readonly endpoint?: string;
  /** The ARN of the role or user that read it. */
  readonly readBy?: string;
  readonly gaps: readonly Gap[];
  /** Empty where they were not read: there is nothing to audit then, and a gap says so. */
  readonly vpcs: readonly Vpc[];
  /** Of VPCs of another account of these facts that shares them with this one: they are judged with their owner's. */
  readonly borrowedSubnets: readonly Subnet[];
  /** Shared VPCs whose owner is an account of these facts, and could not tell of them. */
  readonly untoldVpcIds: ReadonlySet<string>;
  readonly routeTables: Known<ReadonlyMap<string, RouteTable>>;
  readonly endpoints: Known<ReadonlyMap<string, Endpoint>>;
  readonly endpointServices: Known<readonly EndpointService[]>;
  readonly prefixLists: Known<ReadonlyMap<string, PrefixList>>;
  readonly natGateways: Known<ReadonlyMap<string, NatGateway>>;
  readonly internetGateways: Known<ReadonlyMap<string, Gateway>>;
  readonly egressOnlyInternetGateways: Known<ReadonlyMap<string, Gateway>>;
  readonly securityGroups: Known<ReadonlyMap<string, SecurityGroup>>;
  readonly networkAcls: Known<ReadonlyMap<string, NetworkAcl>>;
  readonly networkInterfaces: Known<ReadonlyMap<string, NetworkInterface>>;
  /** Only interfaces that can decide a verdict were asked for; see the snapshot's schema. */
  readonly interfacesFiltered: boolean;
  readonly instanceStates: Known<ReadonlyMap<string, InstanceState>>;
  readonly peerings: Known<ReadonlyMap<string, Peering>>;
  readonly blockMode: Known<BlockMode>;
  readonly blockExclusions: Known<readonly Exclusion[]>;
  readonly resolver: Resolver;
  /** DNS names that resource and service-network endpoints answer, by endpoint id. */
  readonly associatedNames: Known<ReadonlyMap<string, readonly string[]>>;
}

/** What DHCP tells instances to ask. `none`: the option set names no server. */
export type DnsServers = readonly string[] | 'none';

export interface Vpc {
  readonly id: string;
  readonly name: string | null;
  readonly scope: Scope;
  readonly ownerId: string | null;
  /** Another account owns it and shares subnets: its endpoints and NAT gateways are not ours to see. */
  readonly isShared: boolean;
  readonly cidrs: Readonly<Record<Family, readonly Cidr[]>>;
  /** The first IPv4 CIDR; Amazon's resolver is its third address. */
  readonly primaryCidr: Cidr | null;
  readonly dnsSupport: Known<boolean>;
  readonly dnsHostnames: Known<boolean>;
  readonly dnsServers: Known<DnsServers>;
  readonly subnets: readonly Subnet[];
  readonly subnetsById: ReadonlyMap<string, Subnet>;
  /** Named by its route tables, and in no list of subnets. */
  readonly unlistedSubnetIds: readonly string[];
  readonly routeTables: readonly RouteTable[];
  readonly mainTable: RouteTable | null;
  readonly endpoints: Known<readonly Endpoint[]>;
  /** Null where they are not enforced. */
  readonly encryptionControls: EncryptionControls | null;
}

export interface Subnet {
  readonly id: string;
  readonly name: string | null;
  readonly vpc: Vpc;
  readonly cidr: Cidr | null;
  readonly ipv6Cidrs: readonly Cidr[];
  /** It has IPv6 CIDRs, and no gateway to the internet passes any of their addresses. */
  readonly hasPrivateIpv6Alone: boolean;
  readonly isIpv6Only: boolean;
  readonly dns64: boolean;
  readonly mapPublicIp: boolean;
  /** IPv4 addresses that nobody has; null where AWS does not say. */
  readonly freeAddresses: number | null;
  readonly zone: string | null;
  readonly zoneId: string | null;
  readonly isOnOutpost: boolean;
  /** Its own table, else the VPC's main one. */
  readonly routeTable: Known<RouteTable>;
  /** Named in the table's associations; otherwise it has the main table by default. */
  readonly isExplicit: boolean;
  /** Null where ACLs were read and none is this subnet's, which AWS does not allow to happen. */
  readonly networkAcl: Known<NetworkAcl | null>;
  readonly interfaces: Known<readonly NetworkInterface[]>;
  /** No interface of the subnet is missing from `interfaces`. */
  readonly hasAllInterfaces: boolean;
}
