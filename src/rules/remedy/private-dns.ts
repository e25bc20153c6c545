import type { Vpc } from '../../network/network.ts';

export const enablePrivateDns = (vpc: Vpc, endpointId: string): string =>
  `Switch on private DNS of ${endpointId}: aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpointId} --private-dns-enabled --region ${vpc.scope.region}`;

/** S3's private DNS answers inbound Resolver endpoints alone unless told otherwise, and then asks for a gateway endpoint. */
export const enableOpenDns = (vpc: Vpc, endpointId: string): string =>
  `Switch on private DNS of ${endpointId}: aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpointId} --private-dns-enabled --dns-options PrivateDnsOnlyForInboundResolverEndpoint=false --region ${vpc.scope.region}`;

/** For on-premises networks alone: clients of the VPC keep to the gateway endpoint. */
export const enableInboundDns = (vpc: Vpc, endpointId: string): string =>
  `Switch on private DNS of ${endpointId} for inbound Resolver endpoints: aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpointId} --private-dns-enabled --dns-options PrivateDnsOnlyForInboundResolverEndpoint=true --region ${vpc.scope.region}`;

export const enableDnsAttributes = (vpc: Vpc): string => {
  const flags = [
    ...(vpc.dnsSupport === false ? ['--enable-dns-support'] : []),
    ...(vpc.dnsHostnames === false || vpc.dnsSupport !== false ? ['--enable-dns-hostnames'] : []),
  ];

  return `Switch on the DNS attributes of ${vpc.id}: ${flags.map((flag) => `aws ec2 modify-vpc-attribute --vpc-id ${vpc.id} ${flag} --region ${vpc.scope.region}`).join(' && ')}`;
};
