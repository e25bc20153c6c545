import { offeredNames } from '../../analysis/dns/private-names.ts';
import { hidesPublicApis } from '../../changes/private-dns-conditions.ts';
import { advise, inOrder, type Remedy, remedyBy } from '../../changes/remedy.ts';
import type { Endpoint, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { portsOf } from '../../services/ports.ts';
import { shortIdOf } from '../../services/short-id.ts';
import { admitClients } from './admission.ts';
import { placeIn } from './place-in.ts';
import { beforePrivateDns, hiddenApis } from './private-dns-conditions.ts';

/** What private DNS of it would answer. */
export const namesFor = (vpc: Vpc, endpoint: Endpoint): readonly string[] => {
  const names = offeredNames(vpc.scope, endpoint);

  return isUnread(names) ? [] : names;
};

const switchOn = (vpc: Vpc, endpoint: Endpoint, inboundOnly: boolean | null): Remedy =>
  remedyBy({
    ...placeIn(vpc),
    kind: 'set-private-dns',
    endpointId: endpoint.id,
    serviceName: endpoint.serviceName,
    enabled: true,
    names: namesFor(vpc, endpoint),
    inboundOnly,
  });

/** S3's private DNS answers inbound Resolver endpoints alone unless told otherwise, and then asks for a gateway endpoint. */
const knowsInboundOnly = (serviceName: string): boolean => serviceName.endsWith('.s3');

/**
 * Leads all clients of the VPC to the endpoint. Whoever its security groups do not let in would lose the service, so
 * they come first.
 */
export const enablePrivateDns = (vpc: Vpc, endpoint: Endpoint): Remedy => {
  const { id, serviceName } = endpoint;
  if (hidesPublicApis(serviceName)) return advise(`Switch on private DNS of ${id} ${hiddenApis(vpc)}`);
  const { needed } = portsOf(shortIdOf(serviceName, vpc.scope.region));

  return inOrder(
    ...beforePrivateDns(vpc, { serviceName, names: namesFor(vpc, endpoint), endpointId: id }),
    ...admitClients(vpc, endpoint, needed),
    switchOn(vpc, endpoint, knowsInboundOnly(serviceName) ? false : null),
  );
};

/** Only for on-premises networks, while clients of the VPC keep using the gateway endpoint. */
export const enableInboundDns = (vpc: Vpc, endpoint: Endpoint): Remedy =>
  inOrder(
    ...beforePrivateDns(vpc, {
      serviceName: endpoint.serviceName,
      names: namesFor(vpc, endpoint),
      endpointId: endpoint.id,
    }),
    switchOn(vpc, endpoint, true),
  );
