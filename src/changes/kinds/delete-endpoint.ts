import type { RecordOf } from '../../snapshot/schema.ts';
import { awsCommand } from '../aws-command.ts';
import type { AddressType, Change, DeleteEndpoint } from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';
import { isOursToChange } from '../endpoint-conditions.ts';
import { removeEndpointInterfaces } from '../endpoint-interfaces.ts';
import { removeListRoutes } from '../list-routes.ts';
import { idText } from '../new-id.ts';
import { pages } from '../pages.ts';
import { placeOf } from '../place.ts';

const addressTypeOf = ({ IpAddressType: type }: RecordOf<'vpcEndpoints'>): AddressType =>
  type === 'dualstack' || type === 'ipv6' ? type : 'ipv4';

const privateNamesOf = ({ DnsEntries = [] }: RecordOf<'vpcEndpoints'>): readonly string[] =>
  DnsEntries.flatMap(({ DnsName = '' }) => (/^(\*\.|\\052\.)?vpce-/.test(DnsName) ? [] : [DnsName]));

/** An endpoint of the same settings; AWS gives it another id. */
const recreated = (change: DeleteEndpoint): Change => {
  const { endpoint, prefixListIds } = change;
  const common = {
    ...placeOf(change),
    id: endpoint.VpcEndpointId,
    serviceName: endpoint.ServiceName ?? '',
    ipAddressType: addressTypeOf(endpoint),
    policy: endpoint.PolicyDocument ?? null,
  };
  if ((endpoint.VpcEndpointType ?? 'Gateway') === 'Gateway')
    return {
      ...common,
      kind: 'create-gateway-endpoint',
      routeTableIds: endpoint.RouteTableIds ?? [],
      prefixListIds,
    };
  if (endpoint.VpcEndpointType !== 'Interface')
    return { ...placeOf(change), kind: 'by-hand', imperative: `Create ${endpoint.VpcEndpointId} anew` };

  return {
    ...common,
    kind: 'create-interface-endpoint',
    subnetIds: endpoint.SubnetIds ?? [],
    securityGroupIds: (endpoint.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
    privateDns: endpoint.PrivateDnsEnabled === true,
    inboundOnly: endpoint.DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint ?? null,
    privateNames: privateNamesOf(endpoint),
  };
};

export const deleteEndpoint: ChangeKind<DeleteEndpoint> = {
  stage: () => 'release',
  words: ({ endpoint: { VpcEndpointId }, condition }) =>
    `Delete ${idText(VpcEndpointId)}${condition === null ? '' : ` ${condition}`}`,
  calls: ({ region, endpoint }) => [
    { command: awsCommand(region, 'ec2', 'delete-vpc-endpoints', '--vpc-endpoint-ids', endpoint.VpcEndpointId) },
  ],
  reverse: (change) => [recreated(change)],
  preconditions: [
    {
      statement: 'an endpoint that another account or an AWS service owns is theirs to delete',
      page: pages.interfaceEndpoints,
      holds: (change, records) => isOursToChange({ ...change, endpointId: change.endpoint.VpcEndpointId }, records),
    },
  ],
  effect: ({ endpoint: { VpcEndpointId: endpointId }, prefixListIds }, records) => {
    const { NetworkInterfaceIds = [], RouteTableIds: routeTableIds = [] } =
      records.find('vpcEndpoints', endpointId) ?? {};
    removeListRoutes(records, { endpointId, routeTableIds, prefixListIds });
    removeEndpointInterfaces(records, NetworkInterfaceIds, null);
    records.remove('vpcEndpoints', ({ VpcEndpointId }) => VpcEndpointId === endpointId);
  },
};
