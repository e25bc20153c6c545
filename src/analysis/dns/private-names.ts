import type { Family } from '../../net/cidr.ts';
import type { Endpoint, Scope } from '../../network/network.ts';
import { isUnread, type Known } from '../../network/unread.ts';

/** What the service would let an endpoint of it answer. Empty: it has no private name to switch on. */
export const offeredNames = (scope: Scope, { serviceName }: Endpoint): Known<readonly string[]> => {
  const services = scope.endpointServices;
  if (isUnread(services)) return services;

  return services.find((one) => one.serviceName === serviceName && one.type === 'interface')?.privateNames ?? [];
};

/**
 * What the endpoint itself lists in DNS; before AWS lists anything, what its service offers.
 * Never built from a pattern: services cover FIPS and dual-stack names each in their own way.
 */
export const privateNames = (scope: Scope, endpoint: Endpoint): Known<readonly string[]> => {
  if (endpoint.listedNames.length > 0) return endpoint.listedNames;
  if (endpoint.serviceRegion !== null && endpoint.serviceRegion !== scope.region) return [];

  return offeredNames(scope, endpoint);
};

export const isDualStackName = (name: string): boolean =>
  name.includes('.dualstack.') ||
  /\.(api\.aws|on\.aws|api\.amazonwebservices\.(com\.cn|eu)|api\.aws\.[a-z.]+|api\.cloud-aws\.[a-z.-]+)$/.test(name);

/**
 * Whether the endpoint has a record of this family for a name it answers.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#aws-services-dns-record-ip-type
 */
export const hasRecord = ({ dnsRecordIpType }: Endpoint, name: string, family: Family): boolean => {
  switch (dnsRecordIpType) {
    case 'dualstack':
      return true;
    case 'service-defined':
      return family === 'ipv4' || isDualStackName(name);
    default:
      return dnsRecordIpType === family;
  }
};
