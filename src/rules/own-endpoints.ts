import type { PrivateDns, PrivateDnsStatus } from '../analysis/private-dns.ts';
import type { Endpoint, Network, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import type { AuditedScope } from './rule.ts';

interface OwnEndpoint {
  readonly vpc: Vpc;
  readonly endpoint: Endpoint;
}

interface OneOfSeveral extends OwnEndpoint {
  /** All endpoints of that VPC. */
  readonly siblings: readonly Endpoint[];
}

/** The endpoints of the audited VPCs; those of a shared VPC only its owner can change. */
export function* ownEndpoints({ vpcs }: AuditedScope): Generator<OneOfSeveral> {
  for (const vpc of vpcs) {
    if (isUnread(vpc.endpoints) || vpc.isShared) continue;
    for (const endpoint of vpc.endpoints) yield { vpc, endpoint, siblings: vpc.endpoints };
  }
}

/** Usable interface endpoints, without those that an AWS service manages, whose private DNS has this status. */
export function* ownPrivateDns(
  { privateDns }: AuditedScope,
  { vpcs }: Network,
  status: PrivateDnsStatus,
): Generator<PrivateDns & OwnEndpoint> {
  for (const one of privateDns) {
    const { endpoint } = one;
    const vpc = vpcs.get(endpoint.vpcId);
    if (one.status !== status || vpc === undefined || vpc.isShared) continue;
    if (endpoint.health !== 'usable' || endpoint.requesterManaged) continue;

    yield { ...one, vpc };
  }
}
