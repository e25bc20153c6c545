import type { Endpoint, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { Service } from '../../services/service.ts';
import { serviceTitle } from '../wording.ts';
import { modifyEndpoint } from './modify-endpoint.ts';
import { advise, awsCommand, type Remedy } from './remedy.ts';

export const associate = (vpc: Vpc, endpointId: string, tables: readonly string[]): Remedy =>
  modifyEndpoint(
    vpc,
    endpointId,
    `Associate ${tables.join(', ')} with gateway endpoint ${endpointId}`,
    '--add-route-table-ids',
    ...tables,
  );

export const disassociate = (vpc: Vpc, endpointId: string, tables: readonly string[]): Remedy =>
  modifyEndpoint(
    vpc,
    endpointId,
    `Take ${tables.join(', ')} off gateway endpoint ${endpointId}, or replace the endpoint`,
    '--remove-route-table-ids',
    ...tables,
  );

/** A VPC that speaks IPv6 needs the IPv6 route as well, or its IPv6 paths stay as they are. */
const addressType = (vpc: Vpc, { prefixListNames }: Service): readonly string[] =>
  prefixListNames.ipv6.length > 0 && vpc.subnets.some(({ ipv6Cidrs }) => ipv6Cidrs.length > 0)
    ? ['--ip-address-type', 'dualstack']
    : [];

export const createGateway = (vpc: Vpc, service: Service, tables: readonly string[]): Remedy =>
  advise(
    `Create a gateway endpoint for ${serviceTitle(service)} in ${vpc.id} for ${tables.join(', ')} (it costs nothing)`,
    awsCommand(
      vpc.scope.region,
      ...['ec2', 'create-vpc-endpoint', '--vpc-id', vpc.id, '--service-name', ...service.serviceNames.slice(0, 1)],
      ...['--route-table-ids', ...tables],
      ...addressType(vpc, service),
    ),
  );

export const gatewayOf = ({ endpoints }: Vpc, serviceNames: readonly string[]): Endpoint | undefined =>
  (isUnread(endpoints) ? [] : endpoints).find(
    ({ type, health, serviceName }) => type === 'gateway' && health === 'usable' && serviceNames.includes(serviceName),
  );

/** Uses the gateway endpoint that is already there, or creates one. */
export const useGateway = (vpc: Vpc, service: Service, tables: readonly string[]): Remedy => {
  const present = gatewayOf(vpc, service.serviceNames);

  return present === undefined ? createGateway(vpc, service, tables) : associate(vpc, present.id, tables);
};
