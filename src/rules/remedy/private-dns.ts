import type { Change } from '../../changes/change.ts';
import { type Remedy, remedyBy } from '../../changes/remedy.ts';
import type { Vpc } from '../../network/network.ts';
import { placeIn } from './place-in.ts';

const setInboundOnly = (vpc: Vpc, endpointId: string, inboundOnly: boolean): Remedy =>
  remedyBy({ ...placeIn(vpc), kind: 'set-inbound-only', endpointId, inboundOnly });

/** For an endpoint whose private DNS is already on. */
export const answerVpcToo = (vpc: Vpc, endpointId: string): Remedy => setInboundOnly(vpc, endpointId, false);

export const answerInboundOnly = (vpc: Vpc, endpointId: string): Remedy => setInboundOnly(vpc, endpointId, true);

export const enableDnsAttributes = (vpc: Vpc): Remedy => {
  const attributes = [
    ...(vpc.dnsSupport === false ? (['EnableDnsSupport'] as const) : []),
    ...(vpc.dnsHostnames === false || vpc.dnsSupport !== false ? (['EnableDnsHostnames'] as const) : []),
  ];

  return remedyBy(
    ...attributes.map(
      (attribute): Change => ({ ...placeIn(vpc), kind: 'set-dns-attribute', attribute, enabled: true }),
    ),
  );
};
