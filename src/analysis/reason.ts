/** Why no private path serves a name whose packets leave for public addresses or for another network. */
export type PublicReason =
  | 'no-endpoint'
  | 'route-table-not-associated'
  | 'private-dns-off'
  | 'private-dns-inbound-only'
  | 'dns-attributes-off'
  | 'endpoint-not-available'
  | 'name-not-covered'
  | 'overriding-route'
  | 'ipv4-only-endpoint'
  | 'other-region-endpoint'
  | 'misnamed-zone'
  | 'overriding-zone';

export type UnreachableReason =
  | 'no-route'
  | 'local-route'
  | 'blackhole'
  | 'no-public-address'
  | 'dns-no-answer'
  | 'dns-disabled'
  | 'dns-blocked'
  | 'endpoint-not-available'
  | 'security-group'
  | 'network-acl'
  | 'no-route-to-endpoint'
  | 'nat-dead-end'
  | 'source-dest-check'
  | 'block-public-access'
  | 'peering-not-transitive'
  | 'gateway-endpoint-not-transitive'
  | 'vpn-gateway-not-transitive'
  | 'attachment-zone-gap'
  | 'attachment-not-associated'
  | 'address-overlap'
  | 'no-return-route'
  | 'routing-loop';

export type UnknownReason =
  | 'custom-dns-server'
  | 'no-dns-server'
  | 'forwarded-dns'
  | 'zone-unreadable'
  | 'ambiguous-route'
  | 'unread-facts'
  | 'unrecognised'
  | 'endpoint-not-available'
  | 'endpoint-not-visible'
  | 'not-visible-to-participant';

/** Every code that a path may carry as its reason. */
export type Reason = PublicReason | UnreachableReason | UnknownReason;

/** The kind of change that makes a path private. */
export type RemedyKind =
  | 'create-endpoint'
  | 'associate-route-table'
  | 'narrow-routes'
  | 'give-both-families'
  | 'enable-dns-attributes'
  | 'enable-private-dns'
  | 'revive-endpoint'
  | 'dial-covered-name'
  | 'rename-zone'
  | 'mend-zone';

/** What the sentence about a cause names; `endpointId` is a word for it where no endpoint is known. */
interface CauseNames {
  readonly vpcId: string;
  readonly name: string;
  readonly endpointId: string;
  readonly routeTableId: string | null;
  readonly detail: string | null;
}

interface ReasonSpec {
  /** What the code means, for people. */
  readonly phrase: string;
  /** The AWS page that explains it. */
  readonly page: string;
}

interface PublicReasonSpec extends ReasonSpec {
  /** The same with the ids of a path: why no private path serves its name. */
  readonly cause: (names: CauseNames) => string;
  readonly remedy: RemedyKind;
}

const userGuide = 'https://docs.aws.amazon.com/vpc/latest/userguide/';
const privateLink = 'https://docs.aws.amazon.com/vpc/latest/privatelink/';
const transitGuide = 'https://docs.aws.amazon.com/vpc/latest/tgw/';
const dnsGuide = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/';

/** All that is to be said of a reason, once: a code that is missing here does not compile. */
export const reasons = {
  'no-endpoint': {
    phrase: 'no endpoint of this VPC serves the name',
    page: `${privateLink}privatelink-access-aws-services.html`,
    cause: ({ vpcId }) => `${vpcId} has no endpoint for it`,
    remedy: 'create-endpoint',
  },
  'route-table-not-associated': {
    phrase: 'the gateway endpoint is not associated with this route table',
    page: `${privateLink}gateway-endpoints.html`,
    cause: ({ routeTableId, endpointId }) => `${routeTableId} is not associated with gateway endpoint ${endpointId}`,
    remedy: 'associate-route-table',
  },
  'private-dns-off': {
    phrase: 'an interface endpoint is there, but its private DNS is off',
    page: `${privateLink}manage-dns-names.html`,
    cause: ({ endpointId }) => `private DNS of ${endpointId} is off`,
    remedy: 'enable-private-dns',
  },
  'private-dns-inbound-only': {
    phrase: 'the endpoint answers only what comes in through an inbound Resolver endpoint',
    page: `${privateLink}vpc-endpoints-s3.html`,
    cause: ({ endpointId }) => `private DNS of ${endpointId} answers only inbound Resolver endpoints`,
    remedy: 'dial-covered-name',
  },
  'dns-attributes-off': {
    phrase: 'the VPC has DNS support or DNS hostnames switched off',
    page: `${userGuide}AmazonDNS-concepts.html`,
    cause: ({ endpointId, detail, vpcId }) => `${endpointId} has private DNS, but ${detail} in ${vpcId}`,
    remedy: 'enable-dns-attributes',
  },
  'endpoint-not-available': {
    phrase: 'the endpoint is not available',
    page: `${privateLink}create-interface-endpoint.html`,
    cause: ({ endpointId, detail }) => `${endpointId} takes no traffic (${detail})`,
    remedy: 'revive-endpoint',
  },
  'name-not-covered': {
    phrase: 'the endpoint does not cover this name',
    page: `${privateLink}privatelink-access-aws-services.html`,
    cause: ({ endpointId, name, detail }) =>
      `${endpointId} does not answer ${name}${detail === null ? '' : ` (${detail})`}`,
    remedy: 'dial-covered-name',
  },
  'overriding-route': {
    phrase: 'a more specific route takes the traffic past the endpoint',
    page: `${userGuide}route-tables-priority.html`,
    cause: ({ detail, routeTableId }) => `a better route takes these addresses before ${detail} in ${routeTableId}`,
    remedy: 'narrow-routes',
  },
  'ipv4-only-endpoint': {
    phrase: 'the endpoint serves IPv4 only',
    page: `${privateLink}privatelink-access-aws-services.html`,
    cause: ({ endpointId }) => `${endpointId} has no IPv6 addresses`,
    remedy: 'give-both-families',
  },
  'other-region-endpoint': {
    phrase: 'the endpoint serves another Region',
    page: `${privateLink}privatelink-access-aws-services.html`,
    cause: ({ endpointId, detail }) => `${endpointId} serves another Region (${detail})`,
    remedy: 'create-endpoint',
  },
  'misnamed-zone': {
    phrase: 'a hosted zone has the name of the endpoint service, not of the host that clients dial',
    page: `${privateLink}aws-services-privatelink-support.html`,
    cause: ({ detail, name }) =>
      `hosted zone ${detail} is named after the endpoint service, while clients dial ${name}`,
    remedy: 'rename-zone',
  },
  'overriding-zone': {
    phrase: 'a hosted zone answers the name with public addresses',
    page: `${dnsGuide}hosted-zone-private-considerations.html`,
    cause: ({ detail, name }) => `hosted zone ${detail} answers ${name} with public addresses`,
    remedy: 'mend-zone',
  },
  'no-route': {
    phrase: 'the route table has no route there',
    page: `${userGuide}VPC_Route_Tables.html`,
  },
  'local-route': {
    phrase: 'the VPC has the addresses of the service in a CIDR of its own',
    page: `${userGuide}VPC_Route_Tables.html`,
  },
  blackhole: {
    phrase: 'the route leads to something that is gone',
    page: `${userGuide}VPC_Route_Tables.html`,
  },
  'no-public-address': {
    phrase: 'nothing in the subnet has a public address',
    page: `${userGuide}VPC_Internet_Gateway.html`,
  },
  'dns-no-answer': {
    phrase: 'the name has no record where the VPC looks it up',
    page: `${dnsGuide}hosted-zone-private-considerations.html`,
  },
  'dns-disabled': {
    phrase: 'the VPC has DNS support switched off',
    page: `${userGuide}AmazonDNS-concepts.html`,
  },
  'dns-blocked': {
    phrase: 'DNS Firewall blocks the name',
    page: `${dnsGuide}resolver-dns-firewall.html`,
  },
  'security-group': {
    phrase: 'a security group does not allow HTTPS',
    page: `${userGuide}security-group-rules.html`,
  },
  'network-acl': {
    phrase: 'a network ACL does not allow HTTPS',
    page: `${userGuide}nacl-rules.html`,
  },
  'no-route-to-endpoint': {
    phrase: 'there is no route to where the endpoint stands',
    page: `${privateLink}create-interface-endpoint.html`,
  },
  'nat-dead-end': {
    phrase: 'the NAT gateway has no way out',
    page: `${userGuide}nat-gateway-basics.html`,
  },
  'source-dest-check': {
    phrase: 'the interface checks source and destination, and forwards nothing',
    page: `${userGuide}VPC_NAT_Instance.html`,
  },
  'block-public-access': {
    phrase: 'VPC Block Public Access forbids it',
    page: `${userGuide}security-vpc-bpa-basics.html`,
  },
  'peering-not-transitive': {
    phrase: 'peering does not carry traffic on to a gateway',
    page: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
  },
  'gateway-endpoint-not-transitive': {
    phrase: 'a gateway endpoint takes no traffic from other networks',
    page: `${privateLink}gateway-endpoints.html`,
  },
  'vpn-gateway-not-transitive': {
    phrase: 'a virtual private gateway takes no traffic from other networks',
    page: 'https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html',
  },
  'attachment-zone-gap': {
    phrase: 'the transit gateway has no attachment in this Availability Zone',
    page: `${transitGuide}how-transit-gateways-work.html`,
  },
  'attachment-not-associated': {
    phrase: 'the transit gateway attachment is associated with no route table',
    page: `${transitGuide}tgw-route-tables.html`,
  },
  'address-overlap': {
    phrase: 'a VPC on the way has the address of the endpoint in a CIDR of its own, and keeps the packets',
    page: `${userGuide}VPC_Route_Tables.html`,
  },
  'no-return-route': {
    phrase: 'replies do not find their way back to the client',
    page: `${transitGuide}how-transit-gateways-work.html`,
  },
  'routing-loop': {
    phrase: 'the packet comes back to where it was',
    page: `${userGuide}route-table-options.html`,
  },
  'custom-dns-server': {
    phrase: 'the VPC asks DNS servers that the facts do not cover',
    page: `${userGuide}VPC_DHCP_Options.html`,
  },
  'no-dns-server': {
    phrase: 'the VPC hands out no DNS server',
    page: `${userGuide}VPC_DHCP_Options.html`,
  },
  'forwarded-dns': {
    phrase: 'the name is looked up by a resolver that the facts do not cover',
    page: `${dnsGuide}resolver-overview-forward-vpc-to-network-using-rules.html`,
  },
  'zone-unreadable': {
    phrase: 'a hosted zone claims the name, and its records could not be read',
    page: `${dnsGuide}hosted-zone-private-considerations.html`,
  },
  'ambiguous-route': {
    phrase: 'several routes claim the addresses, and AWS does not say which wins',
    page: `${userGuide}route-tables-priority.html`,
  },
  'unread-facts': {
    phrase: 'what would decide it could not be read',
    page: `${userGuide}security-iam.html`,
  },
  unrecognised: {
    phrase: 'something here is of a kind this version does not know, or rests on what AWS does not say',
    page: `${userGuide}route-table-options.html`,
  },
  'endpoint-not-visible': {
    phrase: 'the name leads to an endpoint that the facts do not show',
    page: `${privateLink}privatelink-access-aws-services.html`,
  },
  'not-visible-to-participant': {
    phrase: 'only the owner of the shared VPC can see it',
    page: `${userGuide}vpc-sharing.html`,
  },
} as const satisfies Record<PublicReason, PublicReasonSpec> & Record<Reason, ReasonSpec>;

/** Whether it says why no private path serves a name. */
export const isPublicReason = (reason: Reason): reason is PublicReason => 'cause' in reasons[reason];
