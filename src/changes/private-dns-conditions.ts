import type { RecordOf } from '../snapshot/schema.ts';
import type { ChangePlace } from './change.ts';
import type { Precondition } from './change-kind.ts';
import { pages } from './pages.ts';
import type { Records } from './records.ts';
import { sourceAddress } from './source-address.ts';

/** An endpoint whose private DNS is on afterwards. */
export interface PrivateNames extends ChangePlace {
  readonly endpointId: string;
  readonly names: readonly string[];
  readonly inboundOnly: boolean | null;
  readonly serviceName: string;
}

const plainName = (name: string): string => name.toLowerCase().replace('\\052', '*').replace(/\.$/, '');

const domainOf = (name: string): string => plainName(name).replace(/^\*\./, '');

const attributesAreOn = ({ vpcId }: ChangePlace, records: Records): boolean | null => {
  const found = records.findAll('vpcAttributes', vpcId);
  const values = [
    found.flatMap(({ EnableDnsSupport }) => EnableDnsSupport?.Value ?? []).at(0),
    found.flatMap(({ EnableDnsHostnames }) => EnableDnsHostnames?.Value ?? []).at(0),
  ];
  if (values.includes(false)) return false;

  return values.includes(undefined) ? null : true;
};

const hasNoSuchZone = ({ vpcId, names }: PrivateNames, records: Records): boolean | null => {
  const zones = records.find('hostedZones', vpcId)?.HostedZoneSummaries;
  if (zones === undefined) return null;
  const domains = new Set(names.map(domainOf));

  return !zones.some(({ Name = '', Owner }) => Owner?.OwningService === undefined && domains.has(domainOf(Name)));
};

const isUsable = ({ State = 'available' }: RecordOf<'vpcEndpoints'>): boolean =>
  !['rejected', 'failed', 'expired', 'deleting', 'deleted'].includes(State.toLowerCase());

const hasNoOtherEndpoint = (
  { vpcId, endpointId, names, serviceName }: PrivateNames,
  records: Records,
): boolean | null => {
  const endpoints = records.all('vpcEndpoints');
  if (endpoints === null) return null;
  const domains = new Set(names.map(plainName));

  return !endpoints.some(
    (one) =>
      one.VpcId === vpcId &&
      one.VpcEndpointId !== endpointId &&
      one.PrivateDnsEnabled === true &&
      isUsable(one) &&
      (one.ServiceName === serviceName ||
        (one.DnsEntries ?? []).some(({ DnsName = '' }) => domains.has(plainName(DnsName)))),
  );
};

/** S3's private DNS for inbound Resolver endpoints alone leaves the VPC itself to a gateway endpoint. */
const hasGatewayBeside = ({ vpcId, serviceName, inboundOnly }: PrivateNames, records: Records): boolean | null => {
  if (inboundOnly !== true) return true;
  const endpoints = records.all('vpcEndpoints');
  if (endpoints === null) return null;

  return endpoints.some(
    (one) => one.VpcId === vpcId && one.VpcEndpointType === 'Gateway' && one.ServiceName === serviceName,
  );
};

/** What AWS asks for before it makes private names answer. */
export const privateDnsConditions: readonly Precondition<PrivateNames>[] = [
  {
    statement: 'private DNS asks for enableDnsSupport and enableDnsHostnames of the VPC',
    page: pages.interfaceEndpoints,
    holds: attributesAreOn,
  },
  {
    statement: 'no hosted zone of the VPC has the domain of its private names',
    page: pages.interfaceEndpoints,
    holds: hasNoSuchZone,
  },
  {
    statement: 'no other endpoint of the VPC has the same private names',
    page: pages.interfaceEndpoints,
    holds: hasNoOtherEndpoint,
  },
  {
    statement: 'private DNS for inbound Resolver endpoints alone asks for a gateway endpoint of the service',
    page: pages.s3PrivateDns,
    holds: hasGatewayBeside,
  },
];

/**
 * With the private DNS of execute-api on, every public API of API Gateway in the Region answers 403 from the VPC.
 *
 * @see https://repost.aws/knowledge-center/api-gateway-vpc-connections
 */
export const hidesPublicApis = (serviceName: string): boolean => serviceName.endsWith('.execute-api');

export const privateDnsConsequences = (vpcId: string, serviceName: string): readonly string[] => [
  `Private DNS acts on all of ${vpcId}, and on whoever asks its inbound Resolver endpoints: whoever the security groups keep out loses the service`,
  sourceAddress,
  ...(hidesPublicApis(serviceName)
    ? [`Every public API of API Gateway in the Region answers 403 from ${vpcId} then`]
    : []),
];
