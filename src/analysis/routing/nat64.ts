import type { AddressValue } from '../../net/cidr.ts';
import type { Ranges } from '../../net/ranges.ts';
import { assume } from '../doubt.ts';
import { doubting, type Step, type Walk } from './step.ts';

/** 64:ff9b::/96. */
const wellKnown = 0x64_ff9b_0000_0000_0000_0000_0000_0000n;
const lastOfWellKnown = 0x64_ff9b_0000_0000_0000_0000_ffff_ffffn;

const embed = (address: AddressValue): bigint => wellKnown + BigInt(address);
const extract = (address: AddressValue): number => Number(BigInt(address) - wellKnown);

/** IPv4 addresses as DNS64 answers them. */
export const embedded = (ranges: Ranges): Ranges =>
  ranges.map(({ first, last }) => ({ first: embed(first), last: embed(last) }));

/** The IPv4 addresses in what DNS64 answered. */
export const extracted = (ranges: Ranges): Ranges =>
  ranges.map(({ first, last }) => ({ first: extract(first), last: extract(last) }));

/** Whether the addresses are IPv4 ones that DNS64 answered: nothing but NAT64 turns those back. */
export const isEmbedded = (ranges: Ranges): boolean =>
  ranges.every(({ first, last }) => wellKnown <= first && last <= lastOfWellKnown);

/**
 * A NAT gateway turns packets to 64:ff9b::/96 into IPv4 and goes on by its own table. Other packets stay as they are.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html
 */
export const throughNat64 = (step: Step): Step => {
  const { walk, ranges } = step;
  if (!isEmbedded(ranges)) return step;
  const ipv4: Walk = {
    ...walk,
    family: 'ipv4',
    familyBeforeNat: 'ipv6',
    destination: { ...walk.destination, family: 'ipv4' },
  };

  return { ...doubting(step, assume('nat64-route')), walk: ipv4, ranges: extracted(ranges) };
};
