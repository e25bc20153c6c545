import type { Endpoint, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { Service } from '../../services/service.ts';
import { serviceTitle } from '../wording.ts';

export const associate = ({ scope }: Vpc, endpointId: string, tables: readonly string[]): string =>
  `Associate ${tables.join(', ')} with gateway endpoint ${endpointId}: aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpointId} --add-route-table-ids ${tables.join(' ')} --region ${scope.region}`;

export const disassociate = ({ scope }: Vpc, endpointId: string, tables: readonly string[]): string =>
  `Take ${tables.join(', ')} off gateway endpoint ${endpointId}, or replace the endpoint: aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpointId} --remove-route-table-ids ${tables.join(' ')} --region ${scope.region}`;

/** A VPC that speaks IPv6 needs the IPv6 route as well, or its IPv6 paths stay as they are. */
const addressType = (vpc: Vpc, { prefixListNames }: Service): string =>
  prefixListNames.ipv6.length > 0 && vpc.subnets.some(({ ipv6Cidrs }) => ipv6Cidrs.length > 0)
    ? ' --ip-address-type dualstack'
    : '';

export const createGateway = (vpc: Vpc, service: Service, tables: readonly string[]): string =>
  `Create a gateway endpoint for ${serviceTitle(service)} in ${vpc.id} for ${tables.join(', ')} (it costs nothing): aws ec2 create-vpc-endpoint --vpc-id ${vpc.id} --service-name ${service.serviceNames[0]} --route-table-ids ${tables.join(' ')}${addressType(vpc, service)} --region ${vpc.scope.region}`;

export const gatewayOf = ({ endpoints }: Vpc, serviceNames: readonly string[]): Endpoint | undefined =>
  (isUnread(endpoints) ? [] : endpoints).find(
    ({ type, health, serviceName }) => type === 'gateway' && health === 'usable' && serviceNames.includes(serviceName),
  );

/** With the gateway endpoint that is there, or a new one. */
export const useGateway = (vpc: Vpc, service: Service, tables: readonly string[]): string => {
  const present = gatewayOf(vpc, service.serviceNames);

  return present === undefined ? createGateway(vpc, service, tables) : associate(vpc, present.id, tables);
};
