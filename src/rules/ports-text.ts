import type { PortRange, Ports } from '../services/ports.ts';
import type { Service } from '../services/service.ts';

const rangeText = ({ first, last }: PortRange): string => (first === last ? `${first}` : `${first}-${last}`);

const anyOf = (ranges: Ports[number]): string =>
  ranges.length < 2
    ? ranges.map(rangeText).join('')
    : `${ranges.slice(0, -1).map(rangeText).join(', ')} or ${ranges.slice(-1).map(rangeText).join('')}`;

/** What clients of a service dial: `TCP 443`, `TCP 25, 465 or 587`. */
export const portsText = ({ ports: { needed } }: Service): string => `TCP ${needed.map(anyOf).join(' and ')}`;

/** The one port, where there is only one. */
export const onlyPort = ({ ports: { needed } }: Service): number | null => {
  const [range, ...others] = needed.flat();

  return range !== undefined && others.length === 0 && range.first === range.last ? range.first : null;
};
