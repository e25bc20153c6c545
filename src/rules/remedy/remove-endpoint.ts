import type { DeleteEndpoint } from '../../changes/change.ts';
import { type Remedy, remedyBy } from '../../changes/remedy.ts';
import type { Endpoint, Vpc } from '../../network/network.ts';
import { placeIn } from './place-in.ts';

/** What would make the endpoint anew. */
const recreationOf = (vpc: Vpc, endpoint: Endpoint): DeleteEndpoint['recreation'] => {
  const { id, serviceName, policy, ipAddressType } = endpoint;
  const common = {
    ...placeIn(vpc),
    id,
    serviceName,
    policy,
    ipAddressType: ipAddressType === 'unrecognised' ? 'ipv4' : ipAddressType,
  } as const;
  if (endpoint.type === 'gateway')
    return {
      ...common,
      kind: 'create-gateway-endpoint',
      routeTableIds: endpoint.routeTableIds,
    };
  if (endpoint.type !== 'interface') return null;

  return {
    ...common,
    kind: 'create-interface-endpoint',
    subnetIds: endpoint.subnetIds,
    securityGroupIds: endpoint.securityGroupIds,
    privateDns: endpoint.privateDnsEnabled,
    inboundOnly: endpoint.serviceName.endsWith('.s3') ? endpoint.inboundResolverOnly : null,
    privateNames: endpoint.listedNames,
  };
};

/** `condition` is what somebody has to make sure of first. */
export const removeEndpoint = (vpc: Vpc, endpoint: Endpoint, condition: string | null): Remedy =>
  remedyBy({
    ...placeIn(vpc),
    kind: 'delete-endpoint',
    endpointId: endpoint.id,
    recreation: recreationOf(vpc, endpoint),
    condition,
  });
