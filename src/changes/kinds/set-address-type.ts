import { awsCommand } from '../aws-command.ts';
import type { SetAddressType } from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';
import { isOursToChange } from '../endpoint-conditions.ts';
import { addEndpointInterfaces, removeEndpointInterfaces } from '../endpoint-interfaces.ts';
import { addListRoutes, gatewayIn, listIdsOf, removeListRoutes } from '../list-routes.ts';
import { idText } from '../new-id.ts';
import { pages } from '../pages.ts';
import type { Records } from '../records.ts';
import { takesFamilies } from '../subnet-conditions.ts';

const wordsOf = { ipv4: 'IPv4 addresses only', ipv6: 'IPv6 addresses only', dualstack: 'addresses of both families' };

/** A gateway endpoint has no subnets, but a route a list. */
const effectOnRoutes = ({ endpointId, ipAddressType }: SetAddressType, records: Records): void => {
  const gateway = gatewayIn(records, endpointId);
  const routeTableIds = records.find('vpcEndpoints', endpointId)?.RouteTableIds ?? [];
  removeListRoutes(records, endpointId, routeTableIds);
  if (gateway !== null) addListRoutes(records, { ...gateway, ipAddressType }, routeTableIds);
};

const effectOnInterfaces = (change: SetAddressType, records: Records): void => {
  const endpoint = records.find('vpcEndpoints', change.endpointId);
  if (endpoint === undefined) return;
  const { NetworkInterfaceIds = [], SubnetIds: subnetIds = [], Groups = [] } = endpoint;
  removeEndpointInterfaces(records, NetworkInterfaceIds, null);
  const added = addEndpointInterfaces(records, {
    ...change,
    subnetIds,
    securityGroupIds: Groups.flatMap(({ GroupId }) => GroupId ?? []),
  });
  records.edit('vpcEndpoints', change.endpointId, (one) => ({ ...one, NetworkInterfaceIds: added }));
};

/** A route leads to a list of addresses, and not every Region has one of IPv6 addresses. */
const hasLists = ({ endpointId, endpointType, ipAddressType }: SetAddressType, records: Records): boolean | null => {
  if (endpointType === 'interface' || ipAddressType === 'ipv4') return true;
  const gateway = gatewayIn(records, endpointId);
  const lists = gateway === null ? null : listIdsOf(records, { ...gateway, ipAddressType: 'ipv6' });

  return lists === null ? null : lists.length > 0;
};

/** Which families an endpoint has addresses of; AWS makes no record of the second one unless told. */
export const setAddressType: ChangeKind<SetAddressType> = {
  stage: () => 'endpoints',
  words: ({ endpointId, ipAddressType }) => `Give ${idText(endpointId)} ${wordsOf[ipAddressType]}`,
  calls: ({ region, endpointId, endpointType, ipAddressType }) => [
    {
      command: awsCommand(
        region,
        ...['ec2', 'modify-vpc-endpoint', '--vpc-endpoint-id', endpointId, '--ip-address-type', ipAddressType],
        ...(endpointType === 'interface' ? ['--dns-options', `DnsRecordIpType=${ipAddressType}`] : []),
      ),
    },
  ],
  reverse: (change) => [{ ...change, ipAddressType: change.before, before: change.ipAddressType }],
  preconditions: [
    {
      statement: 'the service and all subnets of the endpoint have its families of addresses',
      page: pages.interfaceEndpoints,
      holds: (change, records) => {
        const endpoint = records.find('vpcEndpoints', change.endpointId);
        if (change.endpointType === 'gateway' || endpoint === undefined) return endpoint === undefined ? null : true;
        const { ServiceName: serviceName = '', SubnetIds: subnetIds = [] } = endpoint;

        return takesFamilies({ ...change, serviceName, subnetIds }, records);
      },
    },
    {
      statement: 'AWS lists IPv6 addresses of the service, for a gateway endpoint to have routes to',
      page: pages.gatewayEndpoints,
      holds: hasLists,
    },
    {
      statement: 'an endpoint that another account or an AWS service owns is theirs to change',
      page: pages.interfaceEndpoints,
      holds: isOursToChange,
    },
  ],
  effect: (change, records) => {
    const { endpointId, endpointType, ipAddressType } = change;
    if (endpointType === 'gateway') effectOnRoutes(change, records);
    else effectOnInterfaces(change, records);
    records.edit('vpcEndpoints', endpointId, (one) => ({
      ...one,
      IpAddressType: ipAddressType,
      ...(endpointType === 'interface' ? { DnsOptions: { ...one.DnsOptions, DnsRecordIpType: ipAddressType } } : {}),
    }));
  },
};
