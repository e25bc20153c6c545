import { list } from '../../wording.ts';
import { awsCommand } from '../aws-command.ts';
import type { AddEndpointSubnets, AddressType, RemoveEndpointSubnets } from '../change.ts';
import type { ChangeKind, Precondition } from '../change-kind.ts';
import { isOursToChange } from '../endpoint-conditions.ts';
import { addEndpointInterfaces, removeEndpointInterfaces } from '../endpoint-interfaces.ts';
import { labelOf } from '../labels.ts';
import { idText } from '../new-id.ts';
import { pages } from '../pages.ts';
import { placementConditions } from '../subnet-conditions.ts';

type SubnetsChange = AddEndpointSubnets | RemoveEndpointSubnets;

const callOf = ({ region, endpointId, subnetIds }: SubnetsChange, option: string) => ({
  command: awsCommand(region, 'ec2', 'modify-vpc-endpoint', '--vpc-endpoint-id', endpointId, option, ...subnetIds),
});

const ours = {
  statement: 'an endpoint that another account or an AWS service owns is theirs to change',
  page: pages.interfaceEndpoints,
  holds: isOursToChange,
};

const addressTypeOf = (text: string | undefined): AddressType =>
  text === 'dualstack' || text === 'ipv6' ? text : 'ipv4';

/** Judged with the subnets that the endpoint has already. */
const conditions = placementConditions.map(
  (one): Precondition<AddEndpointSubnets> => ({
    ...one,
    holds: (change, records) => {
      const endpoint = records.find('vpcEndpoints', change.endpointId);
      if (endpoint === undefined) return null;
      const { ServiceName: serviceName = '', SubnetIds = [], IpAddressType } = endpoint;
      const subnetIds = one.statement.includes('one subnet') ? [...SubnetIds, ...change.subnetIds] : change.subnetIds;

      return one.holds({ ...change, serviceName, subnetIds, ipAddressType: addressTypeOf(IpAddressType) }, records);
    },
  }),
);

export const addEndpointSubnets: ChangeKind<AddEndpointSubnets> = {
  stage: () => 'endpoints',
  words: ({ endpointId, subnetIds }) => `Add ${list(subnetIds)} to ${idText(endpointId)}`,
  calls: (change) => [callOf(change, '--add-subnet-ids')],
  reverse: (change) => [{ ...change, kind: 'remove-endpoint-subnets' }],
  preconditions: [...conditions, ours],
  terraform: ({ endpointId, subnetIds }) =>
    subnetIds.map((subnet) => ({
      type: 'aws_vpc_endpoint_subnet_association',
      label: labelOf(endpointId, subnet),
      arguments: { vpc_endpoint_id: endpointId, subnet_id: subnet },
    })),
  effect: (change, records) => {
    const endpoint = records.find('vpcEndpoints', change.endpointId);
    if (endpoint === undefined) return;
    const added = addEndpointInterfaces(records, {
      ...change,
      securityGroupIds: (endpoint.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
      ipAddressType: addressTypeOf(endpoint.IpAddressType),
    });
    records.edit('vpcEndpoints', change.endpointId, (one) => ({
      ...one,
      SubnetIds: [...(one.SubnetIds ?? []), ...change.subnetIds],
      NetworkInterfaceIds: [...(one.NetworkInterfaceIds ?? []), ...added],
    }));
  },
};

export const removeEndpointSubnets: ChangeKind<RemoveEndpointSubnets> = {
  stage: () => 'release',
  words: ({ endpointId, subnetIds }) => `Take ${list(subnetIds)} off ${idText(endpointId)}`,
  calls: (change) => [callOf(change, '--remove-subnet-ids')],
  reverse: (change) => [{ ...change, kind: 'add-endpoint-subnets' }],
  preconditions: [ours],
  effect: ({ endpointId, subnetIds }, records) => {
    const { NetworkInterfaceIds = [] } = records.find('vpcEndpoints', endpointId) ?? {};
    const gone = new Set(removeEndpointInterfaces(records, NetworkInterfaceIds, subnetIds));
    records.edit('vpcEndpoints', endpointId, (one) => ({
      ...one,
      SubnetIds: (one.SubnetIds ?? []).filter((id) => !subnetIds.includes(id)),
      NetworkInterfaceIds: (one.NetworkInterfaceIds ?? []).filter((id) => !gone.has(id)),
    }));
  },
};
