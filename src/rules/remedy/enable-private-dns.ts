import { offeredNames } from '../../analysis/dns/private-names.ts';
import { hidesPublicApis } from '../../changes/private-dns-conditions.ts';
import type { Endpoint, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { portsOf } from '../../services/ports.ts';
import { shortIdOf } from '../../services/short-id.ts';
import { admitClients } from './admission.ts';
import { modifyEndpoint } from './modify-endpoint.ts';
import { beforePrivateDns, hiddenApis } from './private-dns-conditions.ts';
import { advise, type Remedy } from './remedy.ts';
import { inOrder } from './steps.ts';

/** S3's private DNS answers inbound Resolver endpoints alone unless told otherwise, and then asks for a gateway endpoint. */
const dnsOptions = (serviceName: string): readonly string[] =>
  serviceName.endsWith('.s3') ? ['--dns-options', 'PrivateDnsOnlyForInboundResolverEndpoint=false'] : [];

/**
 * Leads all clients of the VPC to the endpoint. Whoever its security groups do not let in would lose the service, so
 * they come first.
 */
export const enablePrivateDns = (vpc: Vpc, endpoint: Endpoint): Remedy => {
  const { id, serviceName } = endpoint;
  if (hidesPublicApis(serviceName)) return advise(`Switch on private DNS of ${id} ${hiddenApis(vpc)}`);
  const { needed } = portsOf(shortIdOf(serviceName, vpc.scope.region));
  const names = offeredNames(vpc.scope, endpoint);

  return inOrder(
    ...beforePrivateDns(vpc, { serviceName, names: isUnread(names) ? [] : names, endpointId: id }),
    ...admitClients(vpc, endpoint, needed),
    modifyEndpoint(vpc, id, `Switch on private DNS of ${id}`, '--private-dns-enabled', ...dnsOptions(serviceName)),
  );
};

/** Only for on-premises networks, while clients of the VPC keep using the gateway endpoint. */
export const enableInboundDns = (vpc: Vpc, endpoint: Endpoint): Remedy => {
  const { id, serviceName } = endpoint;
  const names = offeredNames(vpc.scope, endpoint);

  return inOrder(
    ...beforePrivateDns(vpc, { serviceName, names: isUnread(names) ? [] : names, endpointId: id }),
    modifyEndpoint(
      vpc,
      id,
      `Switch on private DNS of ${id} for inbound Resolver endpoints`,
      ...['--private-dns-enabled', '--dns-options', 'PrivateDnsOnlyForInboundResolverEndpoint=true'],
    ),
  );
};
