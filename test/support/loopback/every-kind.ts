import type { ScopeSnapshot } from '../../../src/snapshot/schema.ts';

/**
 * An account with at least two records of every kind that collection knows, and something that refers to every optional
 * one. It is no sensible network.
 */
export const everyKind: ScopeSnapshot = {
  account: '111122223333',
  region: 'ap-northeast-2',
  takenAt: '2026-11-01T00:00:00.000Z',
  gaps: [],
  sections: {
    vpcs: [
      { VpcId: 'vpc-a', OwnerId: '111122223333', CidrBlock: '10.0.0.0/16', DhcpOptionsId: 'dopt-a', IsDefault: false },
      { VpcId: 'vpc-b', OwnerId: '111122223333', CidrBlock: '10.1.0.0/16', Tags: [{ Key: 'Name', Value: 'b & <c>' }] },
    ],
    vpcAttributes: [
      { VpcId: 'vpc-a', EnableDnsSupport: { Value: true } },
      { VpcId: 'vpc-a', EnableDnsHostnames: { Value: false } },
      { VpcId: 'vpc-b', EnableDnsSupport: { Value: true } },
      { VpcId: 'vpc-b', EnableDnsHostnames: { Value: true } },
    ],
    subnets: [
      { SubnetId: 'subnet-a', VpcId: 'vpc-a', CidrBlock: '10.0.1.0/24', AvailableIpAddressCount: 249 },
      { SubnetId: 'subnet-b', VpcId: 'vpc-b', CidrBlock: '10.1.1.0/24', AvailableIpAddressCount: 250, Tags: [] },
      { SubnetId: 'subnet-c', VpcId: 'vpc-b', Ipv6Native: true, Ipv6CidrBlockAssociationSet: [] },
    ],
    routeTables: [
      {
        RouteTableId: 'rtb-a',
        VpcId: 'vpc-a',
        OwnerId: '111122223333',
        Associations: [{ Main: true, AssociationState: { State: 'associated' } }],
        Routes: [
          { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
          { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-a', State: 'active' },
          { DestinationPrefixListId: 'pl-own', TransitGatewayId: 'tgw-a', State: 'active' },
          { DestinationCidrBlock: '10.2.0.0/16', VpcPeeringConnectionId: 'pcx-a', State: 'active' },
          { DestinationCidrBlock: '10.3.0.0/16', GatewayId: 'vgw-a', State: 'active' },
          { DestinationCidrBlock: '10.4.0.0/16', CarrierGatewayId: 'cagw-a', State: 'active' },
          { DestinationIpv6CidrBlock: '2001:db8::/32', EgressOnlyInternetGatewayId: 'eigw-a', State: 'active' },
          { DestinationCidrBlock: '10.5.0.0/16', NetworkInterfaceId: 'eni-nat', State: 'blackhole' },
        ],
      },
      { RouteTableId: 'rtb-b', VpcId: 'vpc-b', Associations: [], Routes: [] },
    ],
    internetGateways: [
      { InternetGatewayId: 'igw-a', Attachments: [{ VpcId: 'vpc-a', State: 'available' }] },
      { InternetGatewayId: 'igw-b', Attachments: [] },
    ],
    egressOnlyInternetGateways: [
      { EgressOnlyInternetGatewayId: 'eigw-a', Attachments: [{ VpcId: 'vpc-a', State: 'attached' }] },
      { EgressOnlyInternetGatewayId: 'eigw-b' },
    ],
    carrierGateways: [
      { CarrierGatewayId: 'cagw-a', VpcId: 'vpc-a', State: 'available' },
      { CarrierGatewayId: 'cagw-b', VpcId: 'vpc-b', State: 'available' },
    ],
    vpnGateways: [
      { VpnGatewayId: 'vgw-a', State: 'available', VpcAttachments: [{ VpcId: 'vpc-a', State: 'attached' }] },
      { VpnGatewayId: 'vgw-b', State: 'available' },
    ],
    natGateways: [
      { NatGatewayId: 'nat-a', VpcId: 'vpc-a', State: 'available', CreateTime: '2026-01-02T03:04:05.000Z' },
      { NatGatewayId: 'nat-b', VpcId: 'vpc-b', AvailabilityMode: 'regional', RouteTableId: 'rtb-nat' },
    ],
    vpcEndpoints: [
      {
        VpcEndpointId: 'vpce-a',
        VpcEndpointType: 'Interface',
        VpcId: 'vpc-a',
        ServiceName: 'com.amazonaws.ap-northeast-2.ec2',
        State: 'available',
        SubnetIds: ['subnet-a', 'subnet-b'],
        PrivateDnsEnabled: false,
        DnsOptions: { DnsRecordIpType: 'ipv4' },
        DnsEntries: [{ DnsName: 'vpce-a.ec2.ap-northeast-2.vpce.amazonaws.com', HostedZoneId: 'Z1' }],
        CreationTimestamp: '2026-02-03T04:05:06.789Z',
      },
      { VpcEndpointId: 'vpce-r', VpcEndpointType: 'Resource', VpcId: 'vpc-a', State: 'available' },
    ],
    vpcEndpointServices: [
      { ServiceName: 'com.amazonaws.ap-northeast-2.ec2', ServiceType: [{ ServiceType: 'Interface' }] },
      { ServiceName: 'com.amazonaws.ap-northeast-2.s3', ServiceType: [{ ServiceType: 'Gateway' }] },
    ],
    vpcEndpointAssociations: [
      { VpcEndpointId: 'vpce-r', DnsEntry: { DnsName: 'one.example.com' } },
      { VpcEndpointId: 'vpce-r', PrivateDnsEntry: { DnsName: 'two.example.com' } },
    ],
    managedPrefixLists: [
      { PrefixListId: 'pl-s3', PrefixListName: 'com.amazonaws.ap-northeast-2.s3', OwnerId: 'AWS' },
      { PrefixListId: 'pl-own', PrefixListName: 'own', OwnerId: '111122223333' },
      { PrefixListId: 'pl-group', PrefixListName: 'group', OwnerId: '111122223333' },
      { PrefixListId: 'pl-idle', PrefixListName: 'idle', OwnerId: '111122223333' },
    ],
    prefixListEntries: [
      { PrefixListId: 'pl-s3', Entries: [{ Cidr: '52.219.60.0/23' }, { Cidr: '52.219.144.0/22' }] },
      { PrefixListId: 'pl-own', Entries: [{ Cidr: '10.9.0.0/16', Description: 'on-prem' }] },
      { PrefixListId: 'pl-group', Entries: [] },
    ],
    dhcpOptions: [
      {
        DhcpOptionsId: 'dopt-a',
        DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: '10.0.0.10' }] }],
      },
      { DhcpOptionsId: 'dopt-b', DhcpConfigurations: [] },
    ],
    securityGroups: [
      {
        GroupId: 'sg-a',
        GroupName: 'a',
        VpcId: 'vpc-a',
        IpPermissionsEgress: [
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: 'pl-group' }] },
        ],
      },
      {
        GroupId: 'sg-b',
        VpcId: 'vpc-b',
        IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      },
    ],
    networkAcls: [
      {
        NetworkAclId: 'acl-a',
        VpcId: 'vpc-a',
        Entries: [{ RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', Egress: true }],
      },
      { NetworkAclId: 'acl-b', VpcId: 'vpc-b', Entries: [] },
    ],
    networkInterfaces: [
      {
        NetworkInterfaceId: 'eni-nat',
        SubnetId: 'subnet-a',
        SourceDestCheck: false,
        Attachment: { InstanceId: 'i-nat' },
      },
      { NetworkInterfaceId: 'eni-b', SubnetId: 'subnet-b', Association: { PublicIp: '203.0.113.7' } },
    ],
    instances: [{ InstanceId: 'i-nat', State: { Name: 'running' }, LaunchTime: '2026-03-04T05:06:07.000Z' }],
    vpcPeeringConnections: [
      { VpcPeeringConnectionId: 'pcx-a', Status: { Code: 'active' } },
      { VpcPeeringConnectionId: 'pcx-b', Status: { Code: 'deleted' } },
    ],
    transitGateways: [
      { TransitGatewayId: 'tgw-a', OwnerId: '111122223333', State: 'available' },
      { TransitGatewayId: 'tgw-b', State: 'available' },
    ],
    transitGatewayAttachments: [
      {
        TransitGatewayAttachmentId: 'tgw-attach-a',
        TransitGatewayId: 'tgw-a',
        ResourceType: 'vpc',
        ResourceId: 'vpc-a',
      },
      { TransitGatewayAttachmentId: 'tgw-attach-b', TransitGatewayId: 'tgw-a', ResourceType: 'vpn' },
    ],
    transitGatewayVpcAttachments: [
      {
        TransitGatewayAttachmentId: 'tgw-attach-a',
        TransitGatewayId: 'tgw-a',
        VpcId: 'vpc-a',
        SubnetIds: ['subnet-a'],
      },
      { TransitGatewayAttachmentId: 'tgw-attach-c', TransitGatewayId: 'tgw-b', VpcId: 'vpc-b', SubnetIds: [] },
    ],
    transitGatewayRouteTables: [
      { TransitGatewayRouteTableId: 'tgw-rtb-a', TransitGatewayId: 'tgw-a', State: 'available' },
      { TransitGatewayRouteTableId: 'tgw-rtb-b', TransitGatewayId: 'tgw-a', State: 'available' },
    ],
    transitGatewayRoutes: [
      {
        TransitGatewayRouteTableId: 'tgw-rtb-a',
        Routes: [
          { DestinationCidrBlock: '0.0.0.0/0', Type: 'static', State: 'blackhole' },
          { DestinationCidrBlock: '10.0.0.0/16', Type: 'propagated', State: 'active' },
        ],
      },
      { TransitGatewayRouteTableId: 'tgw-rtb-b', Routes: [] },
    ],
    transitGatewayRouteTableAssociations: [
      {
        TransitGatewayRouteTableId: 'tgw-rtb-a',
        Associations: [
          { TransitGatewayAttachmentId: 'tgw-attach-a', ResourceId: 'vpc-a', ResourceType: 'vpc', State: 'associated' },
          { TransitGatewayAttachmentId: 'tgw-attach-b', ResourceType: 'vpn', State: 'associated' },
        ],
      },
      { TransitGatewayRouteTableId: 'tgw-rtb-b', Associations: [] },
    ],
    transitGatewayPrefixListReferences: [
      {
        TransitGatewayRouteTableId: 'tgw-rtb-a',
        TransitGatewayPrefixListReferences: [
          { PrefixListId: 'pl-own', State: 'available', Blackhole: false },
          { PrefixListId: 'pl-s3', State: 'available', Blackhole: true },
        ],
      },
      { TransitGatewayRouteTableId: 'tgw-rtb-b', TransitGatewayPrefixListReferences: [] },
    ],
    blockPublicAccessOptions: [
      {
        InternetGatewayBlockMode: 'block-ingress',
        State: 'update-complete',
        LastUpdateTimestamp: '2026-04-05T06:07:08.000Z',
      },
    ],
    blockPublicAccessExclusions: [
      { ExclusionId: 'vpcbpa-exclude-a', InternetGatewayExclusionMode: 'allow-egress', State: 'create-complete' },
      { ExclusionId: 'vpcbpa-exclude-b', State: 'delete-complete' },
    ],
    resolverRules: [
      { Id: 'rslvr-rr-a', DomainName: 'example.com.', RuleType: 'FORWARD', TargetIps: [{ Ip: '10.0.0.10', Port: 53 }] },
      { Id: 'rslvr-autodefined-rr-internet-resolver', DomainName: '.', RuleType: 'RECURSIVE' },
    ],
    resolverRuleAssociations: [
      { Id: 'rslvr-rrassoc-a', ResolverRuleId: 'rslvr-rr-a', VPCId: 'vpc-a', Status: 'COMPLETE' },
      { Id: 'rslvr-rrassoc-b', ResolverRuleId: 'rslvr-rr-a', VPCId: 'vpc-b', Status: 'COMPLETE' },
    ],
    resolverEndpoints: [
      { Id: 'rslvr-in-a', Direction: 'INBOUND', HostVPCId: 'vpc-a', CreationTime: '2026-05-06T07:08:09Z' },
      { Id: 'rslvr-out-a', Direction: 'OUTBOUND', HostVPCId: 'vpc-a' },
    ],
    resolverEndpointIpAddresses: [
      { ResolverEndpointId: 'rslvr-in-a', IpAddresses: [{ Ip: '10.0.0.10', Status: 'ATTACHED' }, { Ip: '10.0.0.11' }] },
    ],
    firewallConfigs: [
      { ResourceId: 'vpc-a', FirewallFailOpen: 'DISABLED' },
      { ResourceId: 'vpc-b', FirewallFailOpen: 'ENABLED' },
    ],
    firewallRuleGroupAssociations: [
      { FirewallRuleGroupId: 'rslvr-frg-a', VpcId: 'vpc-a', Priority: 101, Status: 'COMPLETE' },
      { FirewallRuleGroupId: 'rslvr-frg-a', VpcId: 'vpc-b', Priority: 101, Status: 'COMPLETE' },
    ],
    firewallRules: [
      {
        FirewallRuleGroupId: 'rslvr-frg-a',
        FirewallRules: [
          { FirewallDomainListId: 'rslvr-fdl-own', Priority: 1, Action: 'BLOCK', BlockResponse: 'NXDOMAIN' },
          { FirewallDomainListId: 'rslvr-fdl-managed', Priority: 2, Action: 'BLOCK', BlockResponse: 'NODATA' },
        ],
      },
      { FirewallRuleGroupId: 'rslvr-frg-profile', FirewallRules: [] },
    ],
    firewallDomains: [{ FirewallDomainListId: 'rslvr-fdl-own', Domains: ['bad.example.com.', '*.s3.amazonaws.com.'] }],
    hostedZones: [
      {
        VPCId: 'vpc-a',
        HostedZoneSummaries: [
          { HostedZoneId: 'ZEC2', Name: 'ec2.ap-northeast-2.amazonaws.com.', Owner: { OwningAccount: '111122223333' } },
          { HostedZoneId: 'ZEFS', Name: 'efs.amazonaws.com.', Owner: { OwningService: 'efs.amazonaws.com' } },
          { HostedZoneId: 'ZCORP', Name: 'corp.example.', Owner: { OwningAccount: '111122223333' } },
        ],
      },
      { VPCId: 'vpc-b', HostedZoneSummaries: [] },
    ],
    privateHostedZones: [
      {
        Id: '/hostedzone/ZCORP',
        Name: 'corp.example.',
        CallerReference: 'by hand',
        Config: { PrivateZone: true },
        ResourceRecordSetCount: 2,
      },
      {
        Id: '/hostedzone/ZSPOKES',
        Name: 'sts.ap-northeast-2.amazonaws.com.',
        CallerReference: 'by hand too',
        Config: { PrivateZone: true },
        ResourceRecordSetCount: 3,
      },
    ],
    resourceRecordSets: [
      {
        HostedZoneId: 'ZEC2',
        ResourceRecordSets: [
          {
            Name: 'ec2.ap-northeast-2.amazonaws.com.',
            Type: 'A',
            AliasTarget: { DNSName: 'vpce-a.vpce.amazonaws.com.' },
          },
          {
            Name: 'ec2.ap-northeast-2.amazonaws.com.',
            Type: 'SOA',
            TTL: 900,
            ResourceRecords: [{ Value: 'ns. x. 1' }],
          },
          { Name: 'ec2.ap-northeast-2.amazonaws.com.', Type: 'TXT', SetIdentifier: 'one', Weight: 1 },
          { Name: 'ec2.ap-northeast-2.amazonaws.com.', Type: 'TXT', SetIdentifier: 'two', Weight: 2 },
        ],
      },
      { HostedZoneId: 'ZPROFILE', ResourceRecordSets: [{ Name: 's3.ap-northeast-2.amazonaws.com.', Type: 'SOA' }] },
      { HostedZoneId: 'ZSPOKES', ResourceRecordSets: [{ Name: 'sts.ap-northeast-2.amazonaws.com.', Type: 'SOA' }] },
    ],
    profileAssociations: [
      { Id: 'rpassoc-a', ProfileId: 'rp-a', ResourceId: 'vpc-a', Status: 'COMPLETE', CreationTime: 1_767_225_600 },
      { Id: 'rpassoc-b', ProfileId: 'rp-a', ResourceId: 'vpc-b', Status: 'COMPLETE' },
    ],
    profileResourceAssociations: [
      {
        ProfileId: 'rp-a',
        ProfileResourceAssociations: [
          { ResourceArn: 'arn:aws:route53:::hostedzone/ZPROFILE', Status: 'COMPLETE' },
          {
            ResourceArn: 'arn:aws:route53resolver:ap-northeast-2:111122223333:firewall-rule-group/rslvr-frg-profile',
            ResourceProperties: '{"priority":102}',
          },
        ],
      },
    ],
    sharedResources: [
      {
        arn: 'arn:aws:ec2:ap-northeast-2:111122223333:transit-gateway/tgw-b',
        type: 'ec2:TransitGateway',
        resourceShareArn: 'arn:aws:ram:ap-northeast-2:111122223333:resource-share/share-a',
        creationTime: 1_767_225_600,
      },
      {
        arn: 'arn:aws:ec2:ap-northeast-2:111122223333:subnet/subnet-a',
        type: 'ec2:Subnet',
        resourceShareArn: 'arn:aws:ram:ap-northeast-2:111122223333:resource-share/share-a',
      },
    ],
  },
};
