/** Addresses and CIDRs as people write them, one at a time. */
export type Family = 'ipv4' | 'ipv6';

interface Block {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

export const familyOf = (text: string): Family => (text.includes(':') ? 'ipv6' : 'ipv4');

const widthOf = (family: Family): number => (family === 'ipv4' ? 32 : 128);

const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));

const numberOf = (text: string): bigint => {
  if (familyOf(text) === 'ipv4') return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const [head = '', tail = ''] = text.split('::');
  const before = groupsOf(head);
  const after = text.includes('::') ? groupsOf(tail) : [];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');

  return [...before, ...zeros, ...after].reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
};

const textOf = (family: Family, value: bigint): string => {
  const [count, step, base, separator] = family === 'ipv4' ? ([4, 8n, 10, '.'] as const) : ([8, 16n, 16, ':'] as const);
  const parts = Array.from({ length: count }, (_, i) =>
    ((value >> (step * BigInt(count - 1 - i))) & ((1n << step) - 1n)).toString(base),
  );

  return parts.join(separator);
};

const blocks = new Map<string, Block>();

/** A CIDR, or one address. */
const blockOf = (text: string): Block => {
  const known = blocks.get(text);
  if (known !== undefined) return known;
  const [address = '', bits] = text.split('/');
  const family = familyOf(text);
  const size = 1n << BigInt(widthOf(family) - Number(bits ?? widthOf(family)));
  const first = (numberOf(address) / size) * size;
  const block = { family, first, last: first + size - 1n };
  blocks.set(text, block);

  return block;
};

export const isIn = (address: string, cidr: string): boolean => {
  const one = blockOf(address);
  const { family, first, last } = blockOf(cidr);

  return one.family === family && first <= one.first && one.first <= last;
};

export const isInAny = (address: string, cidrs: readonly string[]): boolean =>
  cidrs.some((cidr) => isIn(address, cidr));

export const lengthOf = (cidr: string): number => Number(cidr.split('/')[1]);

/** The nth address of a CIDR. */
export const nthOf = (cidr: string, n: number): string => {
  const { family, first } = blockOf(cidr);

  return textOf(family, first + BigInt(n));
};

/** DNS64: an IPv4 address as the last 32 bits of 64:ff9b::/96. */
export const dns64Of = (address: string): string => textOf('ipv6', numberOf('64:ff9b::') + numberOf(address));

/** What a NAT gateway makes of such an address. */
export const nat64Of = (address: string): string => textOf('ipv4', numberOf(address) & 0xff_ff_ff_ffn);

/** @see https://www.iana.org/assignments/iana-ipv4-special-registry */
const special = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];

export const isPublic = (address: string): boolean =>
  familyOf(address) === 'ipv4' ? !isInAny(address, special) : isIn(address, '2000::/3');

const holds = ({ first, last }: Block, value: bigint): boolean => first <= value && value <= last;

const meets = (a: Block, b: Block): boolean => a.first <= b.last && b.first <= a.last;

/**
 * One address for each way that CIDRs can tell addresses of some ranges, all of one family, apart: two addresses that
 * lie in the same CIDRs have the same fate.
 */
export const samplesOf = (ranges: readonly string[], cidrs: readonly string[]): string[] => {
  const wanted = ranges.map(blockOf);
  const [{ family } = { family: 'ipv4' as const }] = wanted;
  const all = [...new Set([...ranges, ...cidrs])]
    .map(blockOf)
    .filter((block) => block.family === family && wanted.some((one) => meets(one, block)));
  const edges = new Set(all.flatMap(({ first, last }) => [first, last + 1n]));
  const samples = new Map<string, bigint>();
  for (const edge of edges) {
    if (!wanted.some((block) => holds(block, edge))) continue;
    const holding = all.map((block) => (holds(block, edge) ? 1 : 0)).join('');
    if (!samples.has(holding)) samples.set(holding, edge);
  }

  return [...samples.values()].map((value) => textOf(family, value));
};
