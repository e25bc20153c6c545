const docs = 'https://docs.aws.amazon.com/';

/** Where AWS states what it asks for before a change. */
export const pages = {
  gatewayEndpoints: `${docs}vpc/latest/privatelink/gateway-endpoints.html`,
  interfaceEndpoints: `${docs}vpc/latest/privatelink/create-interface-endpoint.html`,
  quotas: `${docs}vpc/latest/privatelink/vpc-limits-endpoints.html`,
  sharedVpcs: `${docs}vpc/latest/userguide/vpc-sharing.html`,
  requesterManaged: `${docs}vpc/latest/userguide/security-group-rules.html`,
  privateDns: `${docs}vpc/latest/privatelink/manage-dns-names.html`,
  s3PrivateDns: `${docs}AmazonS3/latest/userguide/privatelink-interface-endpoints.html`,
  dnsAttributes: `${docs}vpc/latest/userguide/AmazonDNS-concepts.html`,
  securityGroups: `${docs}vpc/latest/userguide/amazon-vpc-limits.html`,
  groupRules: `${docs}AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html`,
  networkAcls: `${docs}vpc/latest/userguide/nacl-rules.html`,
  routes: `${docs}vpc/latest/userguide/WorkWithRouteTables.html`,
  zoneAssociation: `${docs}Route53/latest/DeveloperGuide/hosted-zone-private-associate-vpcs.html`,
  zoneAuthorization: `${docs}Route53/latest/DeveloperGuide/hosted-zone-private-associate-vpcs-different-accounts.html`,
  zoneRecords: `${docs}Route53/latest/APIReference/API_ChangeResourceRecordSets.html`,
  recordTypes: `${docs}Route53/latest/DeveloperGuide/ResourceRecordTypes.html`,
  resolverRules: `${docs}Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-using-rules.html`,
  endpointPolicies: `${docs}vpc/latest/privatelink/vpc-endpoints-access.html`,
  errors: `${docs}AWSEC2/latest/APIReference/errors-overview.html`,
  natGateways: `${docs}vpc/latest/userguide/nat-gateway-working-with.html`,
} as const;
