import { awsCommand } from '../../changes/aws-command.ts';
import { memoize } from '../../memoize.ts';
import type { Endpoint, Vpc } from '../../network/network.ts';
import type { PrefixList } from '../../network/prefix-list.ts';
import type { RouteTable } from '../../network/route-table.ts';
import { isUnread } from '../../network/unread.ts';
import type { Service } from '../../services/service.ts';
import { serviceTitle } from '../../wording.ts';
import { modifyEndpoint } from './modify-endpoint.ts';
import { advise, type Remedy } from './remedy.ts';
import { inOrder } from './steps.ts';

const listsOf = ({ scope: { prefixLists } }: Vpc, names: readonly string[]): readonly PrefixList[] =>
  isUnread(prefixLists)
    ? []
    : [...prefixLists.values()].filter(({ name, isAwsManaged }) => isAwsManaged && names.includes(name ?? ''));

/** Most tables have none, or one or two. */
const listRoutesOf = memoize((routes: RouteTable['routes']) =>
  routes.filter(({ prefixListId, target }) => prefixListId !== null && target.kind !== 'gateway-endpoint'),
);

/**
 * Routes by the service's prefix list to something else: while a table has one, AWS refuses to associate it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
const removeListRoutes = (vpc: Vpc, listNames: readonly string[], tables: readonly string[]): readonly Remedy[] => {
  const ids = new Set(listsOf(vpc, listNames).map(({ id }) => id));

  return vpc.routeTables
    .filter(({ id, routes }) => listRoutesOf(routes).length > 0 && tables.includes(id))
    .flatMap(({ id, routes }) =>
      listRoutesOf(routes)
        .filter(({ prefixListId }) => ids.has(prefixListId ?? ''))
        .map(({ prefixListId, target }) =>
          advise(
            `Remove the route ${prefixListId} → ${target.id} from ${id}`,
            awsCommand(
              vpc.scope.region,
              ...['ec2', 'delete-route', '--route-table-id', id, '--destination-prefix-list-id', prefixListId ?? ''],
            ),
          ),
        ),
    );
};

const listNamesOf = ({ prefixListNames }: Service): readonly string[] => [
  ...prefixListNames.ipv4,
  ...prefixListNames.ipv6,
];

export const associate = (vpc: Vpc, endpointId: string, tables: readonly string[], service?: Service): Remedy =>
  inOrder(
    ...(service === undefined ? [] : removeListRoutes(vpc, listNamesOf(service), tables)),
    modifyEndpoint(
      vpc,
      endpointId,
      `Associate ${tables.join(', ')} with gateway endpoint ${endpointId}`,
      '--add-route-table-ids',
      ...tables,
    ),
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
  listsOf(vpc, prefixListNames.ipv6).some(({ family }) => family === 'ipv6') &&
  vpc.subnets.some(({ ipv6Cidrs }) => ipv6Cidrs.length > 0)
    ? ['--ip-address-type', 'dualstack']
    : [];

const createGateway = (vpc: Vpc, service: Service, tables: readonly string[]): Remedy =>
  inOrder(
    ...removeListRoutes(vpc, listNamesOf(service), tables),
    advise(
      `Create a gateway endpoint for ${serviceTitle(service)} in ${vpc.id} for ${tables.join(', ')} (it costs nothing)`,
      awsCommand(
        vpc.scope.region,
        ...['ec2', 'create-vpc-endpoint', '--vpc-id', vpc.id, '--service-name', ...service.serviceNames.slice(0, 1)],
        ...['--route-table-ids', ...tables],
        ...addressType(vpc, service),
      ),
    ),
  );

export const gatewayOf = ({ endpoints }: Vpc, serviceNames: readonly string[]): Endpoint | undefined =>
  (isUnread(endpoints) ? [] : endpoints).find(
    ({ type, health, serviceName }) => type === 'gateway' && health === 'usable' && serviceNames.includes(serviceName),
  );

/** Uses the gateway endpoint that is already there, or creates one. */
export const useGateway = (vpc: Vpc, service: Service, tables: readonly string[]): Remedy => {
  const present = gatewayOf(vpc, service.serviceNames);

  return present === undefined ? createGateway(vpc, service, tables) : associate(vpc, present.id, tables, service);
};
