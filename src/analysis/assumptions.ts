const docs = 'https://docs.aws.amazon.com/';

interface AssumptionText {
  readonly statement: string;
  /** `likely`: AWS's text implies it, or independent reports agree. `unverified`: no source was found, so that no path is private by it. */
  readonly standing: 'likely' | 'unverified';
  /** The AWS page that comes closest. */
  readonly page: string;
}

/**
 * What the audit relies on and AWS does not state outright. A verdict that rests on one of
 * these says so: it carries a doubt, and its findings have confidence `likely`.
 */
const texts = {
  'blackhole-drops': {
    standing: 'likely',
    page: `${docs}vpc/latest/userguide/VPC_Route_Tables.html`,
    statement: 'a blackhole route that matches best drops the packet; a shorter prefix does not take over',
  },
  'nat-reaches-gateway-endpoint': {
    standing: 'likely',
    page: `${docs}vpc/latest/userguide/vpc-nat-gateway.html`,
    statement: 'a NAT gateway sends through a gateway endpoint that is routed in its own subnet',
  },
  'nat64-route': {
    standing: 'likely',
    page: `${docs}vpc/latest/userguide/nat-gateway-nat64-dns64.html`,
    statement:
      'behind DNS64 the route table of the NAT gateway decides, and the IPv4 prefix-list route of the subnet does not matter; clients of both families take the address that DNS64 made up',
  },
  'exclusion-covers-nat': {
    standing: 'likely',
    page: `${docs}vpc/latest/userguide/security-vpc-bpa.html`,
    statement: 'for a NAT path it is the subnet of the NAT gateway that a Block Public Access exclusion must cover',
  },
  'block-spares-endpoints': {
    standing: 'likely',
    page: `${docs}vpc/latest/userguide/security-vpc-bpa.html`,
    statement: 'VPC Block Public Access leaves gateway and interface endpoints alone, as they use no internet gateway',
  },
  'account-host-in-list': {
    standing: 'likely',
    page: `${docs}amazondynamodb/latest/developerguide/vpc-endpoints-dynamodb.html`,
    statement: 'account-based DynamoDB names resolve to addresses of the DynamoDB prefix list',
  },
  'global-host-in-list': {
    standing: 'likely',
    page: `${docs}AmazonS3/latest/userguide/VirtualHosting.html`,
    statement: "in us-east-1 the global S3 name resolves to addresses of the Region's S3 prefix list",
  },
  'hostnames-off-disables-zones': {
    standing: 'likely',
    page: `${docs}vpc/latest/privatelink/privatelink-access-aws-services.html`,
    statement:
      'with enableDnsHostnames off, private hosted zones and private DNS of endpoints are not used, also when it was switched off later',
  },
  'queries-arrive': {
    standing: 'unverified',
    page: `${docs}Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html`,
    statement:
      'DNS queries arrive at an inbound Resolver endpoint to which no route leads, or that security groups or a network ACL keep them from',
  },
  'inbound-resolver-view': {
    standing: 'likely',
    page: `${docs}Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html`,
    statement: "an inbound Resolver endpoint answers as its own VPC's resolver would",
  },
  'endpoint-zone-ranks-as-zone': {
    standing: 'likely',
    page: `${docs}Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-autodefined-rules.html`,
    statement:
      'the zone behind private DNS ranks like any private hosted zone: it beats a forwarding rule for a less specific domain and loses to one for the same',
  },
  'zone-owns-its-names': {
    standing: 'likely',
    page: `${docs}Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html`,
    statement:
      'a private hosted zone that matches a name best and has no record for it answers nothing; the public record is not asked',
  },
  'no-ipv6-record': {
    standing: 'likely',
    page: `${docs}vpc/latest/privatelink/create-interface-endpoint.html`,
    statement:
      'a private name has no record of a family that its endpoint does not answer in (no AAAA where that has no IPv6 address), and the public one is not asked',
  },
  'weighted-record-healthy': {
    standing: 'likely',
    page: `${docs}Route53/latest/DeveloperGuide/routing-policy-weighted.html`,
    statement:
      'of weighted records with health checks, one that has weight is healthy, so that those of weight 0 are no answers',
  },
  'unlisted-private-names': {
    standing: 'likely',
    page: `${docs}vpc/latest/privatelink/privatelink-access-aws-services.html`,
    statement: 'an endpoint with private DNS that lists no private name answers those that its service offers',
  },
  'local-beats-profile': {
    standing: 'likely',
    page: `${docs}Route53/latest/DeveloperGuide/profiles.html`,
    statement: "a VPC's own endpoint, zone or rule beats one of the same domain that comes with a Route 53 Profile",
  },
  'profile-order': {
    standing: 'unverified',
    page: `${docs}Route53/latest/DeveloperGuide/profiles.html`,
    statement: 'among several Profiles the most specific domain wins first, and priority only decides between equals',
  },
  'system-rule-keeps-zones': {
    standing: 'likely',
    page: `${docs}Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-using-rules.html`,
    statement: 'a SYSTEM rule leaves the private hosted zones of its domain in force',
  },
  'firewall-patterns': {
    standing: 'likely',
    page: `${docs}Route53/latest/DeveloperGuide/resolver-dns-firewall-domain-lists.html`,
    statement: 'in a DNS Firewall list a plain domain matches itself only, *.domain its sub-domains, and * everything',
  },
  'managed-lists-spare-aws': {
    standing: 'likely',
    page: `${docs}Route53/latest/DeveloperGuide/resolver-dns-firewall-managed-domain-lists.html`,
    statement: 'managed domain lists and heuristic rules of DNS Firewall do not hold names of AWS services',
  },
  'forwarder-passes': {
    standing: 'likely',
    page: `${docs}vpc/latest/userguide/VPC_NAT_Instance.html`,
    statement:
      'an interface without source/destination check forwards what is sent to it, and translates the source where it has a public address',
  },
  'appliance-returns': {
    standing: 'likely',
    page: `${docs}vpc/latest/userguide/route-table-options.html`,
    statement: 'a firewall or appliance in the way passes HTTPS on by the route table of its own subnet',
  },
  'one-way-inspection': {
    standing: 'unverified',
    page: `${docs}vpc/latest/userguide/gateway-route-tables.html`,
    statement: 'a firewall or appliance passes on what it sees in one direction only',
  },
  'changing-firewall-passes': {
    standing: 'unverified',
    page: `${docs}vpc/latest/privatelink/concepts.html`,
    statement: 'a Gateway Load Balancer endpoint that is being made or modified passes traffic',
  },
  'zone-outside-region': {
    standing: 'likely',
    page: `${docs}local-zones/latest/ug/how-local-zones-work.html`,
    statement: 'a gateway endpoint route works from subnets in Local Zones, Wavelength Zones and on Outposts',
  },
  'parent-zone-attached': {
    standing: 'likely',
    page: `${docs}vpc/latest/tgw/tgw-vpc-attachments.html`,
    statement:
      'a subnet in a Local Zone reaches a transit gateway through the attachment of its parent Availability Zone',
  },
  'advertised-rank': {
    standing: 'unverified',
    page: `${docs}vpc/latest/userguide/dynamic-routing-route-server.html`,
    statement: 'a route of a VPC Route Server ranks like a propagated one where another has the same destination',
  },
  'regional-nat-zone': {
    standing: 'likely',
    page: `${docs}vpc/latest/userguide/nat-gateways-regional.html`,
    statement:
      'a regional NAT gateway in manual mode asks for the zone of the attachment subnet by which packets of another VPC come to it',
  },
  'nat-still-passes': {
    standing: 'likely',
    page: `${docs}vpc/latest/userguide/nat-gateway-working-with.html`,
    statement: 'a NAT gateway that is being deleted may still pass traffic',
  },
  'oracle-network-ends-here': {
    standing: 'likely',
    page: `${docs}odb/latest/UserGuide/what-is-odb.html`,
    statement: 'an Oracle Database@AWS network does not carry traffic to AWS services',
  },
  'transit-translation': {
    standing: 'unverified',
    page: `${docs}vpc/latest/tgw/tgw-nat-routing.html`,
    statement: 'address translation on a transit gateway attachment does not change what an endpoint behind it accepts',
  },
  'return-route': {
    standing: 'likely',
    page: `${docs}vpc/latest/tgw/how-transit-gateways-work.html`,
    statement:
      'replies find back to the client where they go through an appliance, a regional NAT gateway or a network that the facts do not cover',
  },
  'unrecognised-returns': {
    standing: 'unverified',
    page: `${docs}AWSEC2/latest/APIReference/API_Route.html`,
    statement:
      'replies find back to the client where they meet a state, or a kind of target, that is not known here, take any of several ways, or get the address of a NAT gateway',
  },
  'ephemeral-ports': {
    standing: 'likely',
    page: `${docs}vpc/latest/userguide/custom-network-acl.html`,
    statement: 'clients use ephemeral ports of 32768 to 60999',
  },
  'default-group-admits': {
    standing: 'likely',
    page: `${docs}vpc/latest/privatelink/create-interface-endpoint.html`,
    statement: 'an endpoint that lists no security group lets its clients in',
  },
  'unlisted-acl-passes': {
    standing: 'likely',
    page: `${docs}vpc/latest/userguide/vpc-network-acls.html`,
    statement: 'a subnet for which no network ACL is listed has one that lets HTTPS pass, as the default one does',
  },
  'nat-address-admitted': {
    standing: 'unverified',
    page: `${docs}vpc/latest/userguide/nat-gateways-regional.html`,
    statement:
      'the private address of a NAT gateway or NAT instance, which is not among the facts, is one that the gates behind it let pass',
  },
  'member-of-group': {
    standing: 'likely',
    page: `${docs}vpc/latest/userguide/security-group-rules.html`,
    statement:
      'clients are among those that the security groups, network ACLs and routes back let pass; others of the subnet are not',
  },
  'shadowing-endpoint': {
    standing: 'unverified',
    page: `${docs}vpc/latest/privatelink/resource-configuration.html`,
    statement:
      'a resource, service-network, tunnel or requester-managed endpoint of the VPC does not answer the name of the service',
  },
  'lingering-zone': {
    standing: 'unverified',
    page: `${docs}Route53/latest/APIReference/API_ListHostedZonesByVPC.html`,
    statement:
      'an endpoint that is being deleted, or was refused, answers no names, though the VPC still has the hidden zone of its private DNS',
  },
  'enforced-exit-passes': {
    standing: 'unverified',
    page: `${docs}vpc/latest/userguide/vpc-encryption-controls.html`,
    statement:
      'a gateway, peering connection or firewall endpoint that VPC encryption controls in enforce mode do not exclude, but that a route uses, passes traffic',
  },
  'gateway-passes-foreign-ipv6': {
    standing: 'unverified',
    page: `${docs}vpc/latest/userguide/VPC_Internet_Gateway.html`,
    statement:
      'an internet or egress-only internet gateway passes on IPv6 packets that a transit gateway brought from another VPC',
  },
  'other-s3-hosts-in-list': {
    standing: 'unverified',
    page: `${docs}vpc/latest/privatelink/vpc-endpoints-s3.html`,
    statement:
      "names of S3 Control and of access points resolve into the Region's prefix list of S3, and its gateway endpoint takes them",
  },
  'stopped-instance-gets-address': {
    standing: 'likely',
    page: `${docs}AWSEC2/latest/UserGuide/using-instance-addressing.html`,
    statement: 'an instance that is stopped gets a public address again at its next start, as its subnet assigns them',
  },
  'appliance-interface': {
    standing: 'likely',
    page: `${docs}vpc/latest/userguide/route-table-options.html`,
    statement: 'an appliance with several interfaces may send on by any of them, and the most public one is taken',
  },
  'unassociated-attachment-drops': {
    standing: 'likely',
    page: `${docs}vpc/latest/tgw/tgw-route-tables.html`,
    statement:
      'what comes in by a transit gateway attachment that is associated with no route table is dropped; the attachment has no policy table either',
  },
  'same-subnet-inbound': {
    standing: 'likely',
    page: `${docs}vpc/latest/tgw/tgw-nacls.html`,
    statement:
      'inbound rules of a network ACL do not hold back what clients send to a transit gateway that is attached in their own subnet',
  },
} as const satisfies Readonly<Record<string, AssumptionText>>;

export type AssumptionId = keyof typeof texts;

export const assumptions: Readonly<Record<AssumptionId, AssumptionText>> = texts;
