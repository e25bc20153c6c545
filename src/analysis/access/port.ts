import type { PortRange } from '../../services/ports.ts';

export const https: PortRange = { first: 443, last: 443 };

/** What sentences call it: `HTTPS`, `TCP 9142`. */
export const portText = ({ first, last }: PortRange): string => {
  if (first === https.first && last === https.last) return 'HTTPS';

  return first === last ? `TCP ${first}` : `TCP ${first}-${last}`;
};

export const portKey = ({ first, last }: PortRange): string => `${first}-${last}`;
