/**
 * What a snapshot may hold: AWS's response records, verbatim. Only the fields that
 * the audit reads are described; every other field is kept as it came.
 *
 * The one file that knows zod. Everything else imports types from here; at run time snapshots
 * are checked against the JSON Schema that is generated from it, so zod itself is never shipped.
 */
import * as z from 'zod/mini';

const text = z.optional(z.string());
const flag = z.optional(z.boolean());
const texts = z.optional(z.array(z.string()));
const list = <T extends z.core.$ZodType>(item: T) => z.optional(z.array(item));
const tags = list(z.looseObject({ Key: text, Value: text }));
const state = z.optional(z.looseObject({ State: text }));

const cidrRanges = {
  IpRanges: list(z.looseObject({ CidrIp: text })),
  Ipv6Ranges: list(z.looseObject({ CidrIpv6: text })),
  PrefixListIds: list(z.looseObject({ PrefixListId: text })),
  UserIdGroupPairs: list(z.looseObject({ GroupId: text })),
};
const permission = z.looseObject({
  IpProtocol: text,
  FromPort: z.optional(z.number()),
  ToPort: z.optional(z.number()),
  ...cidrRanges,
});

const vpc = z.looseObject({
  VpcId: z.string(),
  OwnerId: text,
  CidrBlock: text,
  CidrBlockAssociationSet: list(z.looseObject({ CidrBlock: text, CidrBlockState: state })),
  Ipv6CidrBlockAssociationSet: list(z.looseObject({ Ipv6CidrBlock: text, Ipv6CidrBlockState: state })),
  DhcpOptionsId: text,
  IsDefault: flag,
  EncryptionControl: z.optional(
    z.looseObject({
      Mode: text,
      State: text,
      ResourceExclusions: z.optional(z.record(z.string(), z.looseObject({ State: text }))),
    }),
  ),
  Tags: tags,
});

/** One response of DescribeVpcAttribute; it carries one attribute. */
const vpcAttribute = z.looseObject({
  VpcId: z.string(),
  EnableDnsSupport: z.optional(z.looseObject({ Value: flag })),
  EnableDnsHostnames: z.optional(z.looseObject({ Value: flag })),
});

const subnet = z.looseObject({
  SubnetId: z.string(),
  VpcId: z.string(),
  OwnerId: text,
  CidrBlock: text,
  Ipv6CidrBlockAssociationSet: list(z.looseObject({ Ipv6CidrBlock: text, Ipv6CidrBlockState: state })),
  Ipv6Native: flag,
  EnableDns64: flag,
  MapPublicIpOnLaunch: flag,
  AvailableIpAddressCount: z.optional(z.number()),
  AvailabilityZone: text,
  AvailabilityZoneId: text,
  OutpostArn: text,
  Tags: tags,
});

const route = z.looseObject({
  DestinationCidrBlock: text,
  DestinationIpv6CidrBlock: text,
  DestinationPrefixListId: text,
  GatewayId: text,
  NatGatewayId: text,
  TransitGatewayId: text,
  VpcPeeringConnectionId: text,
  NetworkInterfaceId: text,
  InstanceId: text,
  InstanceOwnerId: text,
  EgressOnlyInternetGatewayId: text,
  CarrierGatewayId: text,
  LocalGatewayId: text,
  CoreNetworkArn: text,
  OdbNetworkArn: text,
  IpAddress: text,
  Origin: text,
  State: text,
});
const routeTable = z.looseObject({
  RouteTableId: z.string(),
  VpcId: text,
  OwnerId: text,
  Associations: list(z.looseObject({ Main: flag, SubnetId: text, GatewayId: text, AssociationState: state })),
  Routes: list(route),
  Tags: tags,
});

const attachedTo = list(z.looseObject({ VpcId: text, State: text }));
const internetGateway = z.looseObject({ InternetGatewayId: z.string(), Attachments: attachedTo, Tags: tags });
const egressOnlyInternetGateway = z.looseObject({
  EgressOnlyInternetGatewayId: z.string(),
  Attachments: attachedTo,
  Tags: tags,
});
const carrierGateway = z.looseObject({ CarrierGatewayId: z.string(), VpcId: text, State: text, Tags: tags });
const vpnGateway = z.looseObject({ VpnGatewayId: z.string(), State: text, VpcAttachments: attachedTo, Tags: tags });

const natGateway = z.looseObject({
  NatGatewayId: z.string(),
  VpcId: text,
  SubnetId: text,
  State: text,
  ConnectivityType: text,
  AvailabilityMode: text,
  AutoProvisionZones: text,
  RouteTableId: text,
  NatGatewayAddresses: list(
    z.looseObject({
      AllocationId: text,
      PublicIp: text,
      PrivateIp: text,
      AvailabilityZone: text,
      AvailabilityZoneId: text,
      Status: text,
    }),
  ),
  Tags: tags,
});

const dnsEntry = z.looseObject({ DnsName: text, HostedZoneId: text });
const vpcEndpoint = z.looseObject({
  VpcEndpointId: z.string(),
  VpcEndpointType: text,
  VpcId: text,
  ServiceName: text,
  ServiceRegion: text,
  State: text,
  PolicyDocument: text,
  RouteTableIds: texts,
  SubnetIds: texts,
  Groups: list(z.looseObject({ GroupId: text, GroupName: text })),
  IpAddressType: text,
  DnsOptions: z.optional(
    z.looseObject({
      DnsRecordIpType: text,
      PrivateDnsOnlyForInboundResolverEndpoint: flag,
      PrivateDnsPreference: text,
      PrivateDnsSpecifiedDomains: texts,
    }),
  ),
  PrivateDnsEnabled: flag,
  RequesterManaged: flag,
  NetworkInterfaceIds: texts,
  DnsEntries: list(dnsEntry),
  OwnerId: text,
  Tags: tags,
});
/** `ServiceDetails` of DescribeVpcEndpointServices. */
const vpcEndpointService = z.looseObject({
  ServiceName: z.string(),
  ServiceId: text,
  ServiceType: list(z.looseObject({ ServiceType: text })),
  ServiceRegion: text,
  AvailabilityZones: texts,
  Owner: text,
  PrivateDnsName: text,
  PrivateDnsNames: list(z.looseObject({ PrivateDnsName: text })),
  PrivateDnsNameVerificationState: text,
  SupportedIpAddressTypes: texts,
  VpcEndpointPolicySupported: flag,
});
const vpcEndpointAssociation = z.looseObject({
  VpcEndpointId: text,
  DnsEntry: z.optional(dnsEntry),
  PrivateDnsEntry: z.optional(dnsEntry),
});

const managedPrefixList = z.looseObject({
  PrefixListId: z.string(),
  PrefixListName: text,
  AddressFamily: text,
  OwnerId: text,
  State: text,
});
/** GetManagedPrefixListEntries, all pages of one list joined. */
const prefixListEntries = z.looseObject({
  PrefixListId: z.string(),
  Entries: z.array(z.looseObject({ Cidr: text })),
});

const dhcpOptions = z.looseObject({
  DhcpOptionsId: z.string(),
  DhcpConfigurations: list(z.looseObject({ Key: text, Values: list(z.looseObject({ Value: text })) })),
});

const securityGroup = z.looseObject({
  GroupId: z.string(),
  GroupName: text,
  VpcId: text,
  IpPermissions: list(permission),
  IpPermissionsEgress: list(permission),
});

const networkAcl = z.looseObject({
  NetworkAclId: z.string(),
  VpcId: text,
  IsDefault: flag,
  Associations: list(z.looseObject({ SubnetId: text })),
  Entries: list(
    z.looseObject({
      RuleNumber: z.optional(z.number()),
      Protocol: text,
      RuleAction: text,
      Egress: flag,
      CidrBlock: text,
      Ipv6CidrBlock: text,
      PortRange: z.optional(z.looseObject({ From: z.optional(z.number()), To: z.optional(z.number()) })),
    }),
  ),
});

const networkInterface = z.looseObject({
  NetworkInterfaceId: z.string(),
  SubnetId: text,
  VpcId: text,
  InterfaceType: text,
  Status: text,
  SourceDestCheck: flag,
  Groups: list(z.looseObject({ GroupId: text })),
  Association: z.optional(z.looseObject({ PublicIp: text, CarrierIp: text })),
  Attachment: z.optional(z.looseObject({ InstanceId: text, Status: text })),
  PrivateIpAddress: text,
  PrivateIpAddresses: list(
    z.looseObject({
      PrivateIpAddress: text,
      Association: z.optional(z.looseObject({ PublicIp: text, CarrierIp: text })),
    }),
  ),
  Ipv6Addresses: list(z.looseObject({ Ipv6Address: text })),
  Ipv4Prefixes: list(z.looseObject({ Ipv4Prefix: text })),
  RequesterManaged: flag,
  RequesterId: text,
  Description: text,
});
const instance = z.looseObject({
  InstanceId: z.string(),
  State: z.optional(z.looseObject({ Name: text })),
});

const peer = z.optional(z.looseObject({ VpcId: text, OwnerId: text, Region: text, CidrBlock: text }));
const vpcPeeringConnection = z.looseObject({
  VpcPeeringConnectionId: z.string(),
  Status: z.optional(z.looseObject({ Code: text })),
  RequesterVpcInfo: peer,
  AccepterVpcInfo: peer,
});

const transitGateway = z.looseObject({ TransitGatewayId: z.string(), OwnerId: text, State: text });
const association = z.optional(z.looseObject({ TransitGatewayRouteTableId: text, State: text }));
const transitGatewayAttachment = z.looseObject({
  TransitGatewayAttachmentId: z.string(),
  TransitGatewayId: text,
  TransitGatewayOwnerId: text,
  ResourceType: text,
  ResourceId: text,
  ResourceOwnerId: text,
  State: text,
  Association: association,
});
const transitGatewayVpcAttachment = z.looseObject({
  TransitGatewayAttachmentId: z.string(),
  TransitGatewayId: text,
  VpcId: text,
  SubnetIds: texts,
  State: text,
  Options: z.optional(z.looseObject({ ApplianceModeSupport: text })),
});
const transitGatewayRouteTable = z.looseObject({
  TransitGatewayRouteTableId: z.string(),
  TransitGatewayId: text,
  State: text,
});
/** SearchTransitGatewayRoutes of one table, for states active and blackhole. */
const transitGatewayRoutes = z.looseObject({
  TransitGatewayRouteTableId: z.string(),
  Routes: z.array(
    z.looseObject({
      DestinationCidrBlock: text,
      PrefixListId: text,
      TransitGatewayAttachments: list(
        z.looseObject({ TransitGatewayAttachmentId: text, ResourceType: text, ResourceId: text }),
      ),
      Type: text,
      State: text,
    }),
  ),
});
const transitGatewayRouteTableAssociations = z.looseObject({
  TransitGatewayRouteTableId: z.string(),
  Associations: z.array(
    z.looseObject({ TransitGatewayAttachmentId: text, ResourceId: text, ResourceType: text, State: text }),
  ),
});
const transitGatewayPrefixListReferences = z.looseObject({
  TransitGatewayRouteTableId: z.string(),
  TransitGatewayPrefixListReferences: z.array(
    z.looseObject({
      PrefixListId: text,
      State: text,
      Blackhole: flag,
      TransitGatewayAttachment: z.optional(
        z.looseObject({ TransitGatewayAttachmentId: text, ResourceType: text, ResourceId: text }),
      ),
    }),
  ),
});

const blockPublicAccessOptions = z.looseObject({
  InternetGatewayBlockMode: text,
  State: text,
  ExclusionsAllowed: text,
});
const blockPublicAccessExclusion = z.looseObject({
  ExclusionId: text,
  InternetGatewayExclusionMode: text,
  ResourceArn: text,
  State: text,
});

const resolverRule = z.looseObject({
  Id: z.string(),
  OwnerId: text,
  DomainName: text,
  RuleType: text,
  Status: text,
  Name: text,
  ResolverEndpointId: text,
  TargetIps: list(z.looseObject({ Ip: text, Ipv6: text, Port: z.optional(z.number()) })),
});
const resolverRuleAssociation = z.looseObject({
  Id: text,
  ResolverRuleId: text,
  VPCId: text,
  Status: text,
});
const resolverEndpoint = z.looseObject({
  Id: z.string(),
  Direction: text,
  HostVPCId: text,
  Status: text,
  SecurityGroupIds: texts,
});
const resolverEndpointIpAddresses = z.looseObject({
  ResolverEndpointId: z.string(),
  IpAddresses: z.array(z.looseObject({ Ip: text, Ipv6: text, SubnetId: text, Status: text })),
});

const firewallConfig = z.looseObject({ ResourceId: text, FirewallFailOpen: text });
const firewallRuleGroupAssociation = z.looseObject({
  FirewallRuleGroupId: text,
  VpcId: text,
  Priority: z.optional(z.number()),
  Status: text,
  Name: text,
});
const firewallRules = z.looseObject({
  FirewallRuleGroupId: z.string(),
  FirewallRules: z.array(
    z.looseObject({
      FirewallDomainListId: text,
      Name: text,
      Priority: z.optional(z.number()),
      Action: text,
      BlockResponse: text,
      BlockOverrideDomain: text,
      Qtype: text,
      FirewallDomainRedirectionAction: text,
      DnsThreatProtection: text,
    }),
  ),
});
const firewallDomains = z.looseObject({ FirewallDomainListId: z.string(), Domains: z.array(z.string()) });

/** ListHostedZonesByVPC of one VPC, all pages joined. */
const hostedZonesByVpc = z.looseObject({
  VPCId: z.string(),
  HostedZoneSummaries: z.array(
    z.looseObject({
      HostedZoneId: z.string(),
      Name: text,
      Owner: z.optional(z.looseObject({ OwningAccount: text, OwningService: text })),
    }),
  ),
});
/** ListResourceRecordSets of one zone, as far as it was read. */
const resourceRecordSets = z.looseObject({
  HostedZoneId: z.string(),
  ResourceRecordSets: z.array(
    z.looseObject({
      Name: z.string(),
      Type: text,
      SetIdentifier: text,
      Weight: z.optional(z.number()),
      HealthCheckId: text,
      AliasTarget: z.optional(z.looseObject({ DNSName: text, HostedZoneId: text, EvaluateTargetHealth: flag })),
      GeoLocation: z.optional(z.looseObject({ CountryCode: text })),
      ResourceRecords: list(z.looseObject({ Value: text })),
    }),
  ),
});

const profileAssociation = z.looseObject({
  Id: text,
  ProfileId: text,
  ResourceId: text,
  Status: text,
  Priority: z.optional(z.number()),
  Name: text,
});
const profileResourceAssociations = z.looseObject({
  ProfileId: z.string(),
  ProfileResourceAssociations: z.array(
    z.looseObject({
      ResourceArn: text,
      ResourceType: text,
      ResourceProperties: text,
      Status: text,
      Name: text,
    }),
  ),
});

const sections = {
  vpcs: list(vpc),
  vpcAttributes: list(vpcAttribute),
  subnets: list(subnet),
  routeTables: list(routeTable),
  internetGateways: list(internetGateway),
  egressOnlyInternetGateways: list(egressOnlyInternetGateway),
  carrierGateways: list(carrierGateway),
  vpnGateways: list(vpnGateway),
  natGateways: list(natGateway),
  vpcEndpoints: list(vpcEndpoint),
  vpcEndpointServices: list(vpcEndpointService),
  vpcEndpointAssociations: list(vpcEndpointAssociation),
  managedPrefixLists: list(managedPrefixList),
  prefixListEntries: list(prefixListEntries),
  dhcpOptions: list(dhcpOptions),
  securityGroups: list(securityGroup),
  networkAcls: list(networkAcl),
  networkInterfaces: list(networkInterface),
  instances: list(instance),
  vpcPeeringConnections: list(vpcPeeringConnection),
  transitGateways: list(transitGateway),
  transitGatewayAttachments: list(transitGatewayAttachment),
  transitGatewayVpcAttachments: list(transitGatewayVpcAttachment),
  transitGatewayRouteTables: list(transitGatewayRouteTable),
  transitGatewayRoutes: list(transitGatewayRoutes),
  transitGatewayRouteTableAssociations: list(transitGatewayRouteTableAssociations),
  transitGatewayPrefixListReferences: list(transitGatewayPrefixListReferences),
  blockPublicAccessOptions: list(blockPublicAccessOptions),
  blockPublicAccessExclusions: list(blockPublicAccessExclusion),
  resolverRules: list(resolverRule),
  resolverRuleAssociations: list(resolverRuleAssociation),
  resolverEndpoints: list(resolverEndpoint),
  resolverEndpointIpAddresses: list(resolverEndpointIpAddresses),
  firewallConfigs: list(firewallConfig),
  firewallRuleGroupAssociations: list(firewallRuleGroupAssociation),
  firewallRules: list(firewallRules),
  firewallDomains: list(firewallDomains),
  hostedZones: list(hostedZonesByVpc),
  resourceRecordSets: list(resourceRecordSets),
  profileAssociations: list(profileAssociation),
  profileResourceAssociations: list(profileResourceAssociations),
};

/**
 * Something that could not be read. `resource` narrows it to one request of a section that
 * is asked a resource at a time; without it the whole section is unread.
 *
 * `denied`: AWS said no. `unsupported`: the endpoint does not know the operation (a Region
 * or an emulator without the feature). `failed`: everything else that outlived the retries.
 * `missing`: saved output that is not there or not whole.
 */
const gap = z.looseObject({
  section: z.string(),
  action: z.string(),
  reason: z.string(),
  kind: z.enum(['denied', 'unsupported', 'failed', 'missing']),
  resource: text,
});

const scope = z.looseObject({
  /** Null where nothing names the account. */
  account: z.nullable(z.string()),
  region: z.string(),
  /** ISO 8601, UTC; null where the facts do not say when they were read. */
  takenAt: z.nullable(z.string()),
  /** The URL that AWS was asked at, where one was configured. */
  endpoint: text,
  /**
   * True where only the network interfaces that can decide a verdict were asked for: endpoint
   * interfaces, route targets, those with public addresses, those in restrictive groups.
   */
  interfacesFiltered: flag,
  sections: z.looseObject(sections),
  gaps: z.array(gap),
});

export const snapshotSchema = z.looseObject({
  schemaVersion: z.literal(1),
  tool: z.optional(z.looseObject({ name: text, version: text })),
  scopes: z.array(scope),
});

export type Snapshot = z.infer<typeof snapshotSchema>;
export type ScopeSnapshot = Snapshot['scopes'][number];
export type Gap = z.infer<typeof gap>;
export type Sections = { [S in keyof typeof sections]?: z.infer<(typeof sections)[S]> };
export type Section = keyof Sections;
export type RecordOf<S extends Section> = NonNullable<Sections[S]>[number];
