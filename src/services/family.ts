export type Family = 'ipv4' | 'ipv6';
