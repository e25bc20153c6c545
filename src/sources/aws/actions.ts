interface Permission {
  /** What the audit learns from it, as the end of "lets vpce-audit see …". */
  readonly why: string;
  /** Only asked where something refers to it, or where the command line wants it. */
  readonly optional?: true;
}

/**
 * Every IAM action that collection may use. A collector can name no other (`Action` is the
 * type of these keys), so the printed policy and the requests cannot drift apart.
 */
const permissions = {
  'sts:GetCallerIdentity': { why: 'which account this is' },
  'ec2:DescribeRegions': { why: 'which Regions are enabled, for `--region all`', optional: true },
  'ec2:DescribeVpcs': { why: 'the VPCs and their address ranges' },
  'ec2:DescribeVpcAttribute': { why: 'whether a VPC has DNS resolution and DNS hostnames on' },
  'ec2:DescribeSubnets': { why: 'the subnets to judge' },
  'ec2:DescribeRouteTables': { why: 'where each subnet sends its packets' },
  'ec2:DescribeInternetGateways': { why: 'which internet gateways are attached' },
  'ec2:DescribeEgressOnlyInternetGateways': { why: 'which egress-only internet gateways are attached' },
  'ec2:DescribeCarrierGateways': { why: 'the carrier gateways that routes use', optional: true },
  'ec2:DescribeVpnGateways': { why: 'the virtual private gateways that routes use', optional: true },
  'ec2:DescribeNatGateways': { why: 'where NAT gateways stand and what they offer' },
  'ec2:DescribeVpcEndpoints': { why: 'the VPC endpoints and their private DNS' },
  'ec2:DescribeVpcEndpointServices': { why: 'which services offer an endpoint, and under which private names' },
  'ec2:DescribeVpcEndpointAssociations': {
    why: 'the names of resource and service-network endpoints',
    optional: true,
  },
  'ec2:DescribeManagedPrefixLists': { why: 'the prefix lists of S3, DynamoDB and of your own' },
  'ec2:GetManagedPrefixListEntries': { why: 'the addresses in those prefix lists' },
  'ec2:DescribeDhcpOptions': { why: 'which DNS servers a VPC hands out' },
  'ec2:DescribeSecurityGroups': { why: 'whether security groups let the traffic pass' },
  'ec2:DescribeNetworkAcls': { why: 'whether network ACLs let the traffic pass' },
  'ec2:DescribeNetworkInterfaces': { why: 'endpoint interfaces, public addresses and NAT instances' },
  'ec2:DescribeInstances': { why: 'whether the NAT instances that routes use are running', optional: true },
  'ec2:DescribeVpcPeeringConnections': { why: 'the peering connections that routes use', optional: true },
  'ec2:DescribeTransitGateways': { why: 'the transit gateways that routes use', optional: true },
  'ec2:DescribeTransitGatewayAttachments': { why: 'what is attached to those transit gateways', optional: true },
  'ec2:DescribeTransitGatewayVpcAttachments': {
    why: 'the zones in which VPCs are attached to them',
    optional: true,
  },
  'ec2:DescribeTransitGatewayRouteTables': { why: 'the route tables of those transit gateways', optional: true },
  'ec2:SearchTransitGatewayRoutes': { why: 'the routes in those tables', optional: true },
  'ec2:GetTransitGatewayRouteTableAssociations': { why: 'which attachment uses which table', optional: true },
  'ec2:GetTransitGatewayPrefixListReferences': { why: 'the prefix lists in those tables', optional: true },
  'ec2:DescribeVpcBlockPublicAccessOptions': { why: 'whether Block Public Access stops internet traffic' },
  'ec2:DescribeVpcBlockPublicAccessExclusions': { why: 'what is excluded from Block Public Access' },
  'route53:ListHostedZonesByVPC': { why: 'the private hosted zones that a VPC sees' },
  'route53:ListResourceRecordSets': { why: 'the AWS names that such a zone answers', optional: true },
  'route53resolver:ListResolverRules': { why: 'the forwarding rules' },
  'route53resolver:ListResolverRuleAssociations': { why: 'which VPC uses which rule' },
  'route53resolver:ListResolverEndpoints': { why: 'the inbound and outbound Resolver endpoints' },
  'route53resolver:ListResolverEndpointIpAddresses': {
    why: 'whether custom DNS servers are inbound Resolver endpoints',
    optional: true,
  },
  'route53resolver:ListFirewallConfigs': { why: 'whether those firewalls fail open', optional: true },
  'route53resolver:ListFirewallRuleGroupAssociations': { why: 'which VPC has a DNS Firewall' },
  'route53resolver:ListFirewallRules': { why: 'the rules of those firewalls', optional: true },
  'route53resolver:ListFirewallDomainLists': { why: 'which domain lists AWS manages', optional: true },
  'route53resolver:ListFirewallDomains': { why: 'the domains that your own lists name', optional: true },
  'route53profiles:ListProfileAssociations': { why: 'which VPC uses a Route 53 Profile' },
  'route53profiles:ListProfileResourceAssociations': { why: 'what those Profiles hold', optional: true },
} as const satisfies Record<string, Permission>;

export type Action = keyof typeof permissions;

export interface ReadAction {
  readonly action: Action;
  readonly why: string;
  readonly optional: boolean;
}

const isAction = (name: string): name is Action => name in permissions;

/** The least that a live audit needs, in the order in which it is asked. */
export const readActions: readonly ReadAction[] = Object.entries<Permission>(permissions).flatMap(
  ([action, { why, optional }]) => (isAction(action) ? [{ action, why, optional: optional === true }] : []),
);
