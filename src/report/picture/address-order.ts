import { compare } from '../../order.ts';

const padded = (cidr: string): string => cidr.replace(/\d+/g, (digits) => digits.padStart(3, '0'));

/** Of CIDRs as people list them: 10.0.9.0 before 10.0.10.0. */
export const addressOrder = (a: string, b: string): number => compare(padded(a), padded(b));
