/**
 * What a snapshot may hold: AWS's response records, verbatim. Only the fields that
 * the audit reads are described; every other field is kept as it came.
 *
 * The one file that knows zod. Everything else imports types from here; at run time snapshots
 * are checked against the JSON Schema that is generated from it, so zod itself is never shipped.
 */
import * as z from 'zod/mini';

/**
 * Ids become arguments of commands that people paste: one word to any shell, neither an option to the AWS CLI nor the
 * address of a file that it would read.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html
 */
const id = z.string().check(z.regex(/^(?!-|\w+:\/\/)[\w./:+=@-]{0,2048}$/));
const region = z.string().check(z.regex(/^[a-z\d][a-z\d-]{0,63}$/));

const someId = z.optional(id);
const ids = z.optional(z.array(id));
const someRegion = z.optional(region);
const text = z.optional(z.string());
const flag = z.optional(z.boolean());
const texts = z.optional(z.array(z.string()));
const list = <T extends z.core.$ZodType>(item: T) => z.optional(z.array(item));
const tags = list(z.looseObject({ Key: text, Value: text }));
const state = z.optional(z.looseObject({ State: text }));

const cidrRanges = {
  IpRanges: list(z.looseObject({ CidrIp: text })),
  Ipv6Ranges: list(z.looseObject({ CidrIpv6: text })),
  PrefixListIds: list(z.looseObject({ PrefixListId: someId })),
  UserIdGroupPairs: list(z.looseObject({ GroupId: someId })),
};
const permission = z.looseObject({
  IpProtocol: text,
  FromPort: z.optional(z.number()),
  ToPort: z.optional(z.number()),
  ...cidrRanges,
});

const vpc = z.looseObject({
  VpcId: id,
  OwnerId: someId,
  CidrBlock: text,
  CidrBlockAssociationSet: list(z.looseObject({ CidrBlock: text, CidrBlockState: state })),
  Ipv6CidrBlockAssociationSet: list(z.looseObject({ Ipv6CidrBlock: text, Ipv6CidrBlockState: state })),
  DhcpOptionsId: someId,
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
  VpcId: id,
  EnableDnsSupport: z.optional(z.looseObject({ Value: flag })),
  EnableDnsHostnames: z.optional(z.looseObject({ Value: flag })),
});

const subnet = z.looseObject({
  SubnetId: id,
  VpcId: id,
  OwnerId: someId,
  CidrBlock: text,
  Ipv6CidrBlockAssociationSet: list(
    z.looseObject({ Ipv6CidrBlock: text, Ipv6CidrBlockState: state, Ipv6AddressAttribute: text }),
  ),
  Ipv6Native: flag,
  EnableDns64: flag,
  MapPublicIpOnLaunch: flag,
  AvailableIpAddressCount: z.optional(z.number()),
  AvailabilityZone: someId,
  AvailabilityZoneId: someId,
  OutpostArn: someId,
  Tags: tags,
});

const route = z.looseObject({
  DestinationCidrBlock: text,
  DestinationIpv6CidrBlock: text,
  DestinationPrefixListId: someId,
  GatewayId: someId,
  NatGatewayId: someId,
  TransitGatewayId: someId,
  VpcPeeringConnectionId: someId,
  NetworkInterfaceId: someId,
  InstanceId: someId,
  InstanceOwnerId: someId,
  EgressOnlyInternetGatewayId: someId,
  CarrierGatewayId: someId,
  LocalGatewayId: someId,
  CoreNetworkArn: someId,
  OdbNetworkArn: someId,
  IpAddress: text,
  Origin: text,
  State: text,
});
const routeTable = z.looseObject({
  RouteTableId: id,
  VpcId: someId,
  OwnerId: someId,
  Associations: list(z.looseObject({ Main: flag, SubnetId: someId, GatewayId: someId, AssociationState: state })),
  Routes: list(route),
  Tags: tags,
});

const attachedTo = list(z.looseObject({ VpcId: someId, State: text }));
const internetGateway = z.looseObject({ InternetGatewayId: id, Attachments: attachedTo, Tags: tags });
const egressOnlyInternetGateway = z.looseObject({
  EgressOnlyInternetGatewayId: id,
  Attachments: attachedTo,
  Tags: tags,
});
const carrierGateway = z.looseObject({ CarrierGatewayId: id, VpcId: someId, State: text, Tags: tags });
const vpnGateway = z.looseObject({ VpnGatewayId: id, State: text, VpcAttachments: attachedTo, Tags: tags });

const natGateway = z.looseObject({
  NatGatewayId: id,
  VpcId: someId,
  SubnetId: someId,
  State: text,
  ConnectivityType: text,
  AvailabilityMode: text,
  AutoProvisionZones: text,
  RouteTableId: someId,
  NatGatewayAddresses: list(
    z.looseObject({
      AllocationId: someId,
      PublicIp: text,
      PrivateIp: text,
      AvailabilityZone: someId,
      AvailabilityZoneId: someId,
      Status: text,
    }),
  ),
  Tags: tags,
});

const dnsEntry = z.looseObject({ DnsName: text, HostedZoneId: someId });
const vpcEndpoint = z.looseObject({
  VpcEndpointId: id,
  VpcEndpointType: text,
  VpcId: someId,
  ServiceName: someId,
  ServiceRegion: someRegion,
  State: text,
  PolicyDocument: text,
  RouteTableIds: ids,
  SubnetIds: ids,
  Groups: list(z.looseObject({ GroupId: someId, GroupName: text })),
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
  NetworkInterfaceIds: ids,
  DnsEntries: list(dnsEntry),
  OwnerId: someId,
  Tags: tags,
});
/** `ServiceDetails` of DescribeVpcEndpointServices. */
const vpcEndpointService = z.looseObject({
  ServiceName: id,
  ServiceId: someId,
  ServiceType: list(z.looseObject({ ServiceType: text })),
  ServiceRegion: someRegion,
  AvailabilityZones: ids,
  Owner: text,
  PrivateDnsName: text,
  PrivateDnsNames: list(z.looseObject({ PrivateDnsName: text })),
  PrivateDnsNameVerificationState: text,
  SupportedIpAddressTypes: texts,
  VpcEndpointPolicySupported: flag,
});
const vpcEndpointAssociation = z.looseObject({
  VpcEndpointId: someId,
  DnsEntry: z.optional(dnsEntry),
  PrivateDnsEntry: z.optional(dnsEntry),
});

const managedPrefixList = z.looseObject({
  PrefixListId: id,
  PrefixListName: text,
  AddressFamily: text,
  OwnerId: someId,
  State: text,
});
/** GetManagedPrefixListEntries, all pages of one list joined. */
const prefixListEntries = z.looseObject({
  PrefixListId: id,
  Entries: z.array(z.looseObject({ Cidr: text })),
});

const dhcpOptions = z.looseObject({
  DhcpOptionsId: id,
  DhcpConfigurations: list(z.looseObject({ Key: text, Values: list(z.looseObject({ Value: text })) })),
});

const securityGroup = z.looseObject({
  GroupId: id,
  GroupName: text,
  VpcId: someId,
  IpPermissions: list(permission),
  IpPermissionsEgress: list(permission),
});

const networkAcl = z.looseObject({
  NetworkAclId: id,
  VpcId: someId,
  IsDefault: flag,
  Associations: list(z.looseObject({ SubnetId: someId })),
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
  NetworkInterfaceId: id,
  SubnetId: someId,
  VpcId: someId,
  InterfaceType: text,
  Status: text,
  SourceDestCheck: flag,
  Groups: list(z.looseObject({ GroupId: someId })),
  Association: z.optional(z.looseObject({ PublicIp: text, CarrierIp: text })),
  Attachment: z.optional(z.looseObject({ InstanceId: someId, Status: text })),
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
  InstanceId: id,
  State: z.optional(z.looseObject({ Name: text })),
});

const peer = z.optional(z.looseObject({ VpcId: someId, OwnerId: someId, Region: someRegion, CidrBlock: text }));
const vpcPeeringConnection = z.looseObject({
  VpcPeeringConnectionId: id,
  Status: z.optional(z.looseObject({ Code: text })),
  RequesterVpcInfo: peer,
  AccepterVpcInfo: peer,
});

const transitGateway = z.looseObject({ TransitGatewayId: id, OwnerId: someId, State: text });
const association = z.optional(z.looseObject({ TransitGatewayRouteTableId: someId, State: text }));
const transitGatewayAttachment = z.looseObject({
  TransitGatewayAttachmentId: id,
  TransitGatewayId: someId,
  TransitGatewayOwnerId: someId,
  ResourceType: text,
  ResourceId: someId,
  ResourceOwnerId: someId,
  State: text,
  Association: association,
});
const transitGatewayVpcAttachment = z.looseObject({
  TransitGatewayAttachmentId: id,
  TransitGatewayId: someId,
  VpcId: someId,
  SubnetIds: ids,
  State: text,
  Options: z.optional(z.looseObject({ ApplianceModeSupport: text })),
});
const transitGatewayRouteTable = z.looseObject({
  TransitGatewayRouteTableId: id,
  TransitGatewayId: someId,
  State: text,
});
/** SearchTransitGatewayRoutes of one table, for states active and blackhole. */
const transitGatewayRoutes = z.looseObject({
  TransitGatewayRouteTableId: id,
  Routes: z.array(
    z.looseObject({
      DestinationCidrBlock: text,
      PrefixListId: someId,
      TransitGatewayAttachments: list(
        z.looseObject({ TransitGatewayAttachmentId: someId, ResourceType: text, ResourceId: someId }),
      ),
      Type: text,
      State: text,
    }),
  ),
});
const transitGatewayRouteTableAssociations = z.looseObject({
  TransitGatewayRouteTableId: id,
  Associations: z.array(
    z.looseObject({ TransitGatewayAttachmentId: someId, ResourceId: someId, ResourceType: text, State: text }),
  ),
});
const transitGatewayPrefixListReferences = z.looseObject({
  TransitGatewayRouteTableId: id,
  TransitGatewayPrefixListReferences: z.array(
    z.looseObject({
      PrefixListId: someId,
      State: text,
      Blackhole: flag,
      TransitGatewayAttachment: z.optional(
        z.looseObject({ TransitGatewayAttachmentId: someId, ResourceType: text, ResourceId: someId }),
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
  ExclusionId: someId,
  InternetGatewayExclusionMode: text,
  ResourceArn: someId,
  State: text,
});

const resolverRule = z.looseObject({
  Id: id,
  /** `Route 53 Resolver` where a rule is AWS's. */
  OwnerId: text,
  DomainName: text,
  RuleType: text,
  Status: text,
  Name: text,
  ResolverEndpointId: someId,
  TargetIps: list(z.looseObject({ Ip: text, Ipv6: text, Port: z.optional(z.number()) })),
});
const resolverRuleAssociation = z.looseObject({
  Id: someId,
  ResolverRuleId: someId,
  VPCId: someId,
  Status: text,
});
const resolverEndpoint = z.looseObject({
  Id: id,
  Direction: text,
  HostVPCId: someId,
  Status: text,
  SecurityGroupIds: ids,
  Protocols: texts,
});
const resolverEndpointIpAddresses = z.looseObject({
  ResolverEndpointId: id,
  IpAddresses: z.array(z.looseObject({ Ip: text, Ipv6: text, SubnetId: someId, Status: text })),
});

const firewallConfig = z.looseObject({ ResourceId: someId, FirewallFailOpen: text });
const firewallRuleGroupAssociation = z.looseObject({
  FirewallRuleGroupId: someId,
  VpcId: someId,
  Priority: z.optional(z.number()),
  Status: text,
  Name: text,
});
const firewallRules = z.looseObject({
  FirewallRuleGroupId: id,
  FirewallRules: z.array(
    z.looseObject({
      FirewallDomainListId: someId,
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
const firewallDomains = z.looseObject({ FirewallDomainListId: id, Domains: z.array(z.string()) });

/** ListHostedZonesByVPC of one VPC, all pages joined. */
const hostedZonesByVpc = z.looseObject({
  VPCId: id,
  HostedZoneSummaries: z.array(
    z.looseObject({
      HostedZoneId: id,
      Name: text,
      Owner: z.optional(z.looseObject({ OwningAccount: someId, OwningService: text })),
    }),
  ),
});
const privateHostedZone = z.looseObject({
  Id: id,
  Name: text,
  Config: z.optional(z.looseObject({ PrivateZone: flag })),
});
/** ListResourceRecordSets of one zone, as far as it was read. */
const resourceRecordSets = z.looseObject({
  HostedZoneId: id,
  ResourceRecordSets: z.array(
    z.looseObject({
      Name: z.string(),
      Type: text,
      SetIdentifier: text,
      Weight: z.optional(z.number()),
      HealthCheckId: someId,
      AliasTarget: z.optional(z.looseObject({ DNSName: text, HostedZoneId: someId, EvaluateTargetHealth: flag })),
      GeoLocation: z.optional(z.looseObject({ CountryCode: text })),
      ResourceRecords: list(z.looseObject({ Value: text })),
    }),
  ),
});

const profileAssociation = z.looseObject({
  Id: someId,
  ProfileId: someId,
  ResourceId: someId,
  Status: text,
  Priority: z.optional(z.number()),
  Name: text,
});
const profileResourceAssociations = z.looseObject({
  ProfileId: id,
  ProfileResourceAssociations: z.array(
    z.looseObject({
      ResourceArn: someId,
      ResourceType: text,
      ResourceProperties: text,
      Status: text,
      Name: text,
    }),
  ),
});

/** AWS RAM writes the fields of its records with a small letter. */
const sharedResource = z.looseObject({ arn: id, type: text, resourceShareArn: someId, status: text });

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
  privateHostedZones: list(privateHostedZone),
  resourceRecordSets: list(resourceRecordSets),
  profileAssociations: list(profileAssociation),
  profileResourceAssociations: list(profileResourceAssociations),
  sharedResources: list(sharedResource),
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
  resource: someId,
});

const scope = z.looseObject({
  /** Null where nothing names the account. */
  account: z.nullable(id),
  /** What AWS Organizations calls it. */
  accountName: text,
  region,
  /** ISO 8601, UTC; null where the facts do not say when they were read. */
  takenAt: z.nullable(z.string()),
  /** The URL that AWS was asked at, where one was configured. */
  endpoint: text,
  /** The ARN of the role or user that read it, without the name of its session. */
  readBy: text,
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
