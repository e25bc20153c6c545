import type { Snapshot } from '../snapshot/schema.ts';
import type { Change } from './change.ts';
import { recordsFor } from './keeper.ts';
import { isOpenPolicy } from './policy.ts';

/** The endpoint that callers are led to who do not come by it today. */
const ledTo = (change: Change): string | null => {
  if (change.kind === 'associate-route-tables') return change.endpointId;
  if (change.kind === 'set-inbound-only') return change.inboundOnly ? null : change.endpointId;

  return change.kind === 'set-private-dns' && change.enabled ? change.endpointId : null;
};

/**
 * A policy refuses calls and leads none another way: whoever is led to the endpoint keeps no other one.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export const policyText = (change: Change, snapshot: Snapshot): string | null => {
  const id = ledTo(change);
  const policy = id === null ? undefined : recordsFor(change, snapshot)?.find('vpcEndpoints', id)?.PolicyDocument;

  return policy === undefined || isOpenPolicy(policy)
    ? null
    : `The policy of ${id} does not allow everything: what it leaves out is refused to whoever comes by it then`;
};
