import { offeredNames } from '../../analysis/dns/private-names.ts';
import type { Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { pastZones } from './hosted-zone.ts';
import { modifyEndpoint } from './modify-endpoint.ts';
import { advise, awsCommand, type Remedy } from './remedy.ts';

const dnsForInboundOnly = (isOnly: boolean): readonly string[] => [
  '--dns-options',
  `PrivateDnsOnlyForInboundResolverEndpoint=${isOnly}`,
];

/** Past the hosted zones that would be in its way. */
const switchOn = (vpc: Vpc, endpointId: string, extent: string, ...options: readonly string[]): Remedy => {
  const endpoint = (isUnread(vpc.endpoints) ? [] : vpc.endpoints).find(({ id }) => id === endpointId);
  const names = endpoint === undefined ? [] : offeredNames(vpc.scope, endpoint);

  return pastZones(
    vpc,
    isUnread(names) ? [] : names,
    modifyEndpoint(
      vpc,
      endpointId,
      `Switch on private DNS of ${endpointId}${extent}`,
      '--private-dns-enabled',
      ...options,
    ),
  );
};

export const enablePrivateDns = (vpc: Vpc, endpointId: string): Remedy => switchOn(vpc, endpointId, '');

/** S3's private DNS answers inbound Resolver endpoints alone unless told otherwise, and then asks for a gateway endpoint. */
export const enableOpenDns = (vpc: Vpc, endpointId: string): Remedy =>
  switchOn(vpc, endpointId, '', ...dnsForInboundOnly(false));

/** Only for on-premises networks, while clients of the VPC keep using the gateway endpoint. */
export const enableInboundDns = (vpc: Vpc, endpointId: string): Remedy =>
  switchOn(vpc, endpointId, ' for inbound Resolver endpoints', ...dnsForInboundOnly(true));

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
