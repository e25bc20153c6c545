import type { Vpc } from '../../network/network.ts';
import { modifyEndpoint } from './modify-endpoint.ts';
import { advise, awsCommand, type Remedy } from './remedy.ts';

const dnsForInboundOnly = (isOnly: boolean): readonly string[] => [
  '--dns-options',
  `PrivateDnsOnlyForInboundResolverEndpoint=${isOnly}`,
];

export const enablePrivateDns = (vpc: Vpc, endpointId: string): Remedy =>
  modifyEndpoint(vpc, endpointId, `Switch on private DNS of ${endpointId}`, '--private-dns-enabled');

/** S3's private DNS answers inbound Resolver endpoints alone unless told otherwise, and then asks for a gateway endpoint. */
export const enableOpenDns = (vpc: Vpc, endpointId: string): Remedy =>
  modifyEndpoint(
    vpc,
    endpointId,
    `Switch on private DNS of ${endpointId}`,
    '--private-dns-enabled',
    ...dnsForInboundOnly(false),
  );

/** Only for on-premises networks, while clients of the VPC keep using the gateway endpoint. */
export const enableInboundDns = (vpc: Vpc, endpointId: string): Remedy =>
  modifyEndpoint(
    vpc,
    endpointId,
    `Switch on private DNS of ${endpointId} for inbound Resolver endpoints`,
    '--private-dns-enabled',
    ...dnsForInboundOnly(true),
  );

/** For an endpoint whose private DNS is already on. */
export const answerVpcToo = (vpc: Vpc, endpointId: string): Remedy =>
  modifyEndpoint(vpc, endpointId, `Let ${endpointId} answer clients of ${vpc.id} too`, ...dnsForInboundOnly(false));

export const answerInboundOnly = (vpc: Vpc, endpointId: string): Remedy =>
  modifyEndpoint(
    vpc,
    endpointId,
    `Let ${endpointId} answer only inbound Resolver endpoints`,
    ...dnsForInboundOnly(true),
  );

export const enableDnsAttributes = (vpc: Vpc): Remedy => {
  const flags = [
    ...(vpc.dnsSupport === false ? ['--enable-dns-support'] : []),
    ...(vpc.dnsHostnames === false || vpc.dnsSupport !== false ? ['--enable-dns-hostnames'] : []),
  ];
  const commands = flags.map((flag) =>
    awsCommand(vpc.scope.region, 'ec2', 'modify-vpc-attribute', '--vpc-id', vpc.id, flag),
  );

  return advise(`Switch on the DNS attributes of ${vpc.id}`, ...commands);
};
