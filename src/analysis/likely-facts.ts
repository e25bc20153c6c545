/**
 * What the audit relies on and AWS does not state outright. A verdict that rests on one of
 * these says so: it carries a doubt, and its findings have confidence `likely`.
 */
export interface LikelyFact {
  readonly id: string;
  readonly statement: string;
  /** `likely`: AWS's text implies it, or independent reports agree. `unverified`: no source was found. */
  readonly standing: 'likely' | 'unverified';
  /** The AWS page that comes closest. */
  readonly page: string;
}

const docs = 'https://docs.aws.amazon.com/';

const fact = (id: string, standing: LikelyFact['standing'], page: string, statement: string): LikelyFact => ({
  id,
  statement,
  standing,
  page: `${docs}${page}`,
});

export const blackholeDrops = fact(
  'blackhole-drops',
  'likely',
  'vpc/latest/userguide/VPC_Route_Tables.html',
  'a blackhole route that matches best drops the packet; a shorter prefix does not take over',
);
export const natReachesGatewayEndpoint = fact(
  'nat-reaches-gateway-endpoint',
  'likely',
  'vpc/latest/userguide/vpc-nat-gateway.html',
  'a NAT gateway sends through a gateway endpoint that is routed in its own subnet',
);
export const nat64Route = fact(
  'nat64-route',
  'likely',
  'vpc/latest/userguide/nat-gateway-nat64-dns64.html',
  'behind DNS64 the route table of the NAT gateway decides, and the IPv4 prefix-list route of the IPv6-only subnet does not matter',
);
export const exclusionCoversNat = fact(
  'exclusion-covers-nat',
  'likely',
  'vpc/latest/userguide/security-vpc-bpa.html',
  'for a NAT path it is the subnet of the NAT gateway that a Block Public Access exclusion must cover',
);
export const blockSparesEndpoints = fact(
  'block-spares-endpoints',
  'likely',
  'vpc/latest/userguide/security-vpc-bpa.html',
  'VPC Block Public Access leaves gateway and interface endpoints alone, as they use no internet gateway',
);
export const accountHostInList = fact(
  'account-host-in-list',
  'likely',
  'amazondynamodb/latest/developerguide/vpc-endpoints-dynamodb.html',
  'account-based DynamoDB names resolve to addresses of the DynamoDB prefix list',
);
export const globalHostInList = fact(
  'global-host-in-list',
  'likely',
  'AmazonS3/latest/userguide/VirtualHosting.html',
  "in us-east-1 the global S3 name resolves to addresses of the Region's S3 prefix list",
);
export const hostnamesOffDisablesZones = fact(
  'hostnames-off-disables-zones',
  'likely',
  'vpc/latest/privatelink/privatelink-access-aws-services.html',
  'with enableDnsHostnames off, private hosted zones and private DNS of endpoints are not used, also when it was switched off later',
);
export const inboundResolverView = fact(
  'inbound-resolver-view',
  'likely',
  'Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html',
  "an inbound Resolver endpoint answers as its own VPC's resolver would",
);
export const endpointZoneRanksAsZone = fact(
  'endpoint-zone-ranks-as-zone',
  'likely',
  'Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-autodefined-rules.html',
  'the zone behind private DNS ranks like any private hosted zone: it beats a forwarding rule for a less specific domain and loses to one for the same',
);
export const zoneOwnsItsNames = fact(
  'zone-owns-its-names',
  'likely',
  'Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',
  'a private hosted zone that matches a name best and has no record for it answers nothing; the public record is not asked',
);
export const noIpv6Record = fact(
  'no-ipv6-record',
  'likely',
  'vpc/latest/privatelink/create-interface-endpoint.html',
  'a private name whose endpoint has no IPv6 address has no AAAA record, and the public one is not asked',
);
export const localBeatsProfile = fact(
  'local-beats-profile',
  'likely',
  'Route53/latest/DeveloperGuide/profiles.html',
  "a VPC's own endpoint, zone or rule beats one of the same domain that comes with a Route 53 Profile",
);
export const profileOrder = fact(
  'profile-order',
  'unverified',
  'Route53/latest/DeveloperGuide/profiles.html',
  'among several Profiles the most specific domain wins first, and priority only decides between equals',
);
export const systemRuleKeepsZones = fact(
  'system-rule-keeps-zones',
  'likely',
  'Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-using-rules.html',
  'a SYSTEM rule leaves the private hosted zones of its domain in force',
);
export const firewallPatterns = fact(
  'firewall-patterns',
  'likely',
  'Route53/latest/DeveloperGuide/resolver-dns-firewall-domain-lists.html',
  'in a DNS Firewall list a plain domain matches itself only, *.domain its sub-domains, and * everything',
);
export const managedListsSpareAws = fact(
  'managed-lists-spare-aws',
  'likely',
  'Route53/latest/DeveloperGuide/resolver-dns-firewall-managed-domain-lists.html',
  'managed domain lists and heuristic rules of DNS Firewall do not hold names of AWS services',
);
export const forwarderPasses = fact(
  'forwarder-passes',
  'likely',
  'vpc/latest/userguide/VPC_NAT_Instance.html',
  'an interface without source/destination check forwards what is sent to it, and translates the source where it has a public address',
);
export const applianceReturns = fact(
  'appliance-returns',
  'likely',
  'vpc/latest/userguide/route-table-options.html',
  'a firewall or appliance in the way passes HTTPS on by the route table of its own subnet',
);
export const zoneOutsideRegion = fact(
  'zone-outside-region',
  'unverified',
  'local-zones/latest/ug/how-local-zones-work.html',
  'a gateway endpoint route works from subnets in Local Zones, Wavelength Zones and on Outposts',
);
export const parentZoneAttached = fact(
  'parent-zone-attached',
  'likely',
  'vpc/latest/tgw/tgw-vpc-attachments.html',
  'a subnet in a Local Zone reaches a transit gateway through the attachment of its parent Availability Zone',
);
export const advertisedRank = fact(
  'advertised-rank',
  'unverified',
  'vpc/latest/userguide/dynamic-routing-route-server.html',
  'a route of a VPC Route Server ranks like a propagated one where another has the same destination',
);
export const natStillPasses = fact(
  'nat-still-passes',
  'likely',
  'vpc/latest/userguide/nat-gateway-working-with.html',
  'a NAT gateway that is being deleted may still pass traffic',
);
export const oracleNetworkEndsHere = fact(
  'oracle-network-ends-here',
  'likely',
  'odb/latest/UserGuide/what-is-odb.html',
  'an Oracle Database@AWS network does not carry traffic to AWS services',
);
export const transitTranslation = fact(
  'transit-translation',
  'unverified',
  'vpc/latest/tgw/tgw-nat-routing.html',
  'address translation on a transit gateway attachment does not change what an endpoint behind it accepts',
);
export const returnRoute = fact(
  'return-route',
  'likely',
  'vpc/latest/tgw/how-transit-gateways-work.html',
  'replies take the same way back',
);
export const ephemeralPorts = fact(
  'ephemeral-ports',
  'likely',
  'vpc/latest/userguide/custom-network-acl.html',
  'clients use ephemeral ports of 32768 to 60999',
);
export const defaultGroupAdmits = fact(
  'default-group-admits',
  'likely',
  'vpc/latest/privatelink/create-interface-endpoint.html',
  'an endpoint that lists no security group lets its clients in',
);
export const unlistedAclPasses = fact(
  'unlisted-acl-passes',
  'likely',
  'vpc/latest/userguide/vpc-network-acls.html',
  'a subnet for which no network ACL is listed has one that lets HTTPS pass, as the default one does',
);
export const memberOfGroup = fact(
  'member-of-group',
  'likely',
  'vpc/latest/userguide/security-group-rules.html',
  'clients are among those that the security groups and network ACLs in the way let pass; others of the subnet are not',
);
export const shadowingEndpoint = fact(
  'shadowing-endpoint',
  'unverified',
  'vpc/latest/privatelink/resource-configuration.html',
  'a resource, service-network, tunnel or requester-managed endpoint of the VPC does not answer the name of the service',
);
export const enforcedExitPasses = fact(
  'enforced-exit-passes',
  'unverified',
  'vpc/latest/userguide/vpc-encryption-controls.html',
  'a gateway, peering connection or firewall endpoint that VPC encryption controls in enforce mode do not exclude, but that a route uses, passes traffic',
);
export const otherS3HostsInList = fact(
  'other-s3-hosts-in-list',
  'unverified',
  'vpc/latest/privatelink/vpc-endpoints-s3.html',
  "names of S3 Control and of access points resolve into the Region's prefix list of S3, and its gateway endpoint takes them",
);
/** Every fact above, for the page of the documentation that lists them. */
export const likelyFacts: readonly LikelyFact[] = [
  blackholeDrops,
  natReachesGatewayEndpoint,
  nat64Route,
  exclusionCoversNat,
  blockSparesEndpoints,
  accountHostInList,
  globalHostInList,
  hostnamesOffDisablesZones,
  inboundResolverView,
  endpointZoneRanksAsZone,
  zoneOwnsItsNames,
  noIpv6Record,
  localBeatsProfile,
  profileOrder,
  systemRuleKeepsZones,
  firewallPatterns,
  managedListsSpareAws,
  forwarderPasses,
  applianceReturns,
  zoneOutsideRegion,
  parentZoneAttached,
  advertisedRank,
  natStillPasses,
  oracleNetworkEndsHere,
  transitTranslation,
  returnRoute,
  ephemeralPorts,
  defaultGroupAdmits,
  unlistedAclPasses,
  memberOfGroup,
  shadowingEndpoint,
  enforcedExitPasses,
  otherS3HostsInList,
];
