/**
 * Addresses as positions on a line, one line a family: a number for IPv4, a bigint for IPv6.
 * Positions of one family compare with `<`; the two families never meet.
 */
export type Family = 'ipv4' | 'ipv6';
export type AddressValue = number | bigint;

/** A run of addresses, both ends included. */
export interface Range {
  readonly first: AddressValue;
  readonly last: AddressValue;
}

export interface Cidr extends Range {
  readonly family: Family;
  readonly length: number;
}

const zero = 48;
const dot = 46;

/** By hand: route tables are full of these, and a regular expression costs ten times as much. */
const parseIpv4 = (text: string): number | undefined => {
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === dot) {
      if (digits === 0) return undefined;
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      dots += 1;
    } else {
      const digit = code - zero;
      if (digit < 0 || digit > 9 || (digits > 0 && octet === 0)) return undefined;
      octet = octet * 10 + digit;
      digits += 1;
      if (octet > 255) return undefined;
    }
  }

  return dots === 3 && digits > 0 ? value * 256 + octet : undefined;
};

/** An embedded IPv4 tail (`::ffff:10.0.0.1`) as its two groups. */
const withoutIpv4Tail = (text: string): string | undefined => {
  if (!text.includes('.')) return text;

  const at = text.lastIndexOf(':') + 1;
  const tail = parseIpv4(text.slice(at));
  if (tail === undefined) return undefined;

  return `${text.slice(0, at)}${(tail >>> 16).toString(16)}:${(tail & 0xffff).toString(16)}`;
};

const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));

const parseIpv6 = (text: string): bigint | undefined => {
  const plain = withoutIpv4Tail(text);
  if (plain === undefined) return undefined;

  const halves = plain.split('::');
  if (halves.length > 2) return undefined;

  const head = groupsOf(halves[0] ?? '');
  const tail = groupsOf(halves[1] ?? '');
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;

  let value = 0n;
  for (const group of [...head, ...new Array<string>(missing).fill('0'), ...tail]) {
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
    value = (value << 16n) | BigInt(Number.parseInt(group, 16));
  }

  return value;
};

/** By length of prefix. */
const ipv4Sizes = Array.from({ length: 33 }, (_, length) => 2 ** (32 - length));

const ipv4Cidr = (address: number, length: number): Cidr => {
  const size = ipv4Sizes[length] ?? 1;
  // Exact, as sizes are powers of two, and much quicker than the remainder.
  const first = Math.floor(address / size) * size;

  return { family: 'ipv4', length, first, last: first + size - 1 };
};

const ipv6Cidr = (address: bigint, length: number): Cidr => {
  const size = 1n << BigInt(128 - length);
  const first = address - (address % size);

  return { family: 'ipv6', length, first, last: first + size - 1n };
};

const isLength = (text: string): boolean => {
  if (text.length === 0 || (text.length > 1 && text.charCodeAt(0) === zero)) return false;
  for (let i = 0; i < text.length; i += 1) {
    const digit = text.charCodeAt(i) - zero;
    if (digit < 0 || digit > 9) return false;
  }

  return true;
};

/**
 * Reads `10.0.0.0/16`, `2600:1f00::/24` or a single address (`/32`, `/128`).
 * Host bits are cleared, as AWS does. Undefined for anything else.
 */
export const parseCidr = (text: string): Cidr | undefined => {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const suffix = slash < 0 ? undefined : text.slice(slash + 1);
  if (suffix !== undefined && !isLength(suffix)) return undefined;

  if (address.includes(':')) {
    const value = parseIpv6(address);
    const length = suffix === undefined ? 128 : Number(suffix);

    return value === undefined || length > 128 ? undefined : ipv6Cidr(value, length);
  }

  const value = parseIpv4(address);
  const length = suffix === undefined ? 32 : Number(suffix);

  return value === undefined || length > 32 ? undefined : ipv4Cidr(value, length);
};

/** The CIDRs among `texts` that are of `family`; what cannot be read is left out. */
export const cidrsOf = (texts: Iterable<string>, family: Family): Cidr[] => {
  const cidrs: Cidr[] = [];
  for (const text of texts) {
    const cidr = parseCidr(text);
    if (cidr?.family === family) cidrs.push(cidr);
  }

  return cidrs;
};

const formatIpv4 = (value: number): string =>
  `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;

const formatIpv6 = (value: bigint): string => {
  const groups = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(((value >> shift) & 0xffffn).toString(16));

  const runs = groups.join(':').match(/\b0(:0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return groups.join(':');

  // RFC 5952: the first longest run of zero groups becomes `::`.
  const at = `:${groups.join(':')}:`.indexOf(`:${longest}:`);
  const whole = groups.join(':');

  return `${whole.slice(0, Math.max(at - 1, 0))}::${whole.slice(at + longest.length + 1)}`;
};

export const formatAddress = (value: AddressValue): string =>
  typeof value === 'bigint' ? formatIpv6(value) : formatIpv4(value);

export const formatCidr = (cidr: Cidr): string => `${formatAddress(cidr.first)}/${cidr.length}`;

export const covers = (outer: Range, inner: Range): boolean => outer.first <= inner.first && inner.last <= outer.last;

export const overlaps = (a: Range, b: Range): boolean => a.first <= b.last && b.first <= a.last;
