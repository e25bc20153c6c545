import type { Endpoint } from '../network/endpoint.ts';
import type { Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { confidenceBy } from './confidence.ts';
import { ownEndpoints } from './own-endpoints.ts';
import type { AuditedScope, Confidence } from './rule.ts';

interface EndpointPolicy {
  readonly vpc: Vpc;
  readonly endpoint: Endpoint;
  readonly policy: string;
  readonly confidence: Confidence;
}

/** The policies that the owners of endpoints can change, of endpoints that take traffic. */
export function* endpointPolicies(audited: AuditedScope): Generator<EndpointPolicy> {
  const { scope } = audited;
  const services = isUnread(scope.endpointServices) ? [] : scope.endpointServices;
  const hasNoPolicy = new Set(services.filter(({ takesPolicy }) => !takesPolicy).map(({ serviceName }) => serviceName));
  for (const { vpc, endpoint } of ownEndpoints(audited)) {
    const { type, policy, serviceName } = endpoint;
    if (endpoint.health !== 'usable' || endpoint.requesterManaged || policy === null) continue;
    if (type !== 'gateway' && type !== 'interface') continue;
    const isGateway = type === 'gateway';
    if (!isGateway && hasNoPolicy.has(serviceName)) continue;

    // Some services take no policy: theirs is open, and nobody can change it. Those of gateway endpoints all do.
    yield { vpc, endpoint, policy, confidence: isGateway ? 'certain' : confidenceBy(scope.endpointServices) };
  }
}
