import type { Finding, Report } from '../audit.ts';

/** The service that a finding is about: the one it names, else the one that its endpoint is of. */
export const serviceLookup = ({ endpoints }: Report): ((finding: Finding) => string | null) => {
  const byEndpoint = new Map(endpoints.map(({ endpointId, service }) => [endpointId, service]));

  return ({ service, resource }) => service ?? byEndpoint.get(resource) ?? null;
};
