import type { RecordOf } from '../../../../src/snapshot/schema.ts';
import { type Refusal, refuse, type WriteContext } from '../call.ts';

type EndpointRecord = RecordOf<'vpcEndpoints'>;

const plain = (name = ''): string => name.replace('\\052', '*').replace(/\.$/, '').toLowerCase();

/** The names that AWS's own zone for the endpoint has, as the service declares them. */
const privateNamesOf = (serviceName: string, { records }: WriteContext): readonly string[] =>
  records
    .findAll('vpcEndpointServices', serviceName)
    .flatMap(({ PrivateDnsNames = [] }) => PrivateDnsNames.flatMap(({ PrivateDnsName }) => PrivateDnsName ?? []));

const conflictText = (name: string, vpcId: string): string =>
  `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${name} in the VPC ${vpcId}`;

const attribute = (vpcId: string, name: 'EnableDnsSupport' | 'EnableDnsHostnames', { records }: WriteContext) =>
  records.findAll('vpcAttributes', vpcId).flatMap((one) => one[name]?.Value ?? [])[0] ?? name === 'EnableDnsSupport';

/** What AWS says instead of switching it on; null: nothing. */
export const privateDnsRefusal = (endpoint: EndpointRecord, context: WriteContext): Refusal | null => {
  const { VpcId = '', ServiceName = '', VpcEndpointId, DnsOptions } = endpoint;
  const { records } = context;
  const names = privateNamesOf(ServiceName, context);
  if (names.length === 0) return refuse(400, 'InvalidParameter', `${ServiceName} has no private DNS name`);
  if (!attribute(VpcId, 'EnableDnsSupport', context) || !attribute(VpcId, 'EnableDnsHostnames', context))
    return refuse(
      400,
      'InvalidParameter',
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${VpcId}`,
    );
  const domains = names.map((name) => plain(name).replace(/^\*\./, ''));
  const zones = records.find('hostedZones', VpcId)?.HostedZoneSummaries ?? [];
  const zone = zones.find(({ Name, Owner }) => Owner?.OwningService === undefined && domains.includes(plain(Name)));
  if (zone) return refuse(400, 'InvalidParameter', conflictText(plain(zone.Name), VpcId));
  const all = records.all('vpcEndpoints') ?? [];
  const other = all.find(
    (one) =>
      one.VpcId === VpcId &&
      one.VpcEndpointId !== VpcEndpointId &&
      one.PrivateDnsEnabled === true &&
      privateNamesOf(one.ServiceName ?? '', context).some((name) => names.includes(name)),
  );
  if (other) return refuse(400, 'InvalidParameter', conflictText(names[0] ?? '', VpcId));
  const hasGateway = all.some(
    (one) => one.VpcId === VpcId && one.VpcEndpointType === 'Gateway' && one.ServiceName === ServiceName,
  );
  if (DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint === true && !hasGateway)
    return refuse(
      400,
      'InvalidParameter',
      `To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC ${VpcId} must have a gateway endpoint for the service.`,
    );

  return null;
};

/** Its own names, and those that private DNS answers. */
export const dnsEntriesOf = (
  endpoint: EndpointRecord,
  context: WriteContext,
): NonNullable<EndpointRecord['DnsEntries']> => {
  const { VpcEndpointId, ServiceName = '' } = endpoint;
  const [service = ''] = ServiceName.split('.').reverse();
  const own = {
    DnsName: `${VpcEndpointId}-abcd1234.${service}.${context.region}.vpce.amazonaws.com`,
    HostedZoneId: 'Z7HUB22UULQXV',
  };
  const hidden = endpoint.PrivateDnsEnabled === true ? privateNamesOf(ServiceName, context) : [];

  return [own, ...hidden.map((DnsName) => ({ DnsName, HostedZoneId: 'ZONEIDFORTHEHIDDENONE' }))];
};
