import { awsCommand } from '../../changes/aws-command.ts';
import type { Vpc } from '../../network/network.ts';
import { modifyEndpoint } from './modify-endpoint.ts';
import { advise, type Remedy } from './remedy.ts';

const dnsForInboundOnly = (isOnly: boolean): readonly string[] => [
  '--dns-options',
  `PrivateDnsOnlyForInboundResolverEndpoint=${isOnly}`,
];

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
