import type { Path } from '../analysis/path.ts';

/** Why no private path serves the name, in words; the report carries the code. */
export const causeText = ({ subnet: { vpc }, name, outcome: { cause } }: Path): string => {
  const id = cause?.endpointId ?? 'the endpoint';
  switch (cause?.reason) {
    case 'no-endpoint':
      return `${vpc.id} has no endpoint for it`;
    case 'route-table-not-associated':
      return `${cause.routeTableId} is not associated with gateway endpoint ${id}`;
    case 'private-dns-off':
      return `private DNS of ${id} is off`;
    case 'private-dns-inbound-only':
      return `private DNS of ${id} answers only inbound Resolver endpoints`;
    case 'dns-attributes-off':
      return `${id} has private DNS, but ${cause.detail} in ${vpc.id}`;
    case 'endpoint-not-available':
      return `${id} takes no traffic (${cause.detail})`;
    case 'name-not-covered':
      return `${id} does not answer ${name.name}${cause.detail === null ? '' : ` (${cause.detail})`}`;
    case 'overriding-route':
      return `a better route takes these addresses before ${cause.detail} in ${cause.routeTableId}`;
    case 'ipv4-only-endpoint':
      return `${id} has no IPv6 addresses`;
    case 'other-region-endpoint':
      return `${id} serves another Region (${cause.detail})`;
    default:
      return 'no private path serves it';
  }
};
