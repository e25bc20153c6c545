import fc from 'fast-check';
import { expect, it } from 'vitest';
import { world } from '../support/world.ts';

interface Prefix {
  readonly first: number;
  readonly length: number;
}

const sizeOf = ({ length }: Prefix): number => 2 ** (32 - length);
const holds = (prefix: Prefix, address: number): boolean =>
  prefix.first <= address && address < prefix.first + sizeOf(prefix);

const parse = (text: string): Prefix => {
  const [octets = '', length = '32'] = text.split('/');

  return { first: octets.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0), length: Number(length) };
};

const format = ({ first, length }: Prefix): string =>
  `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${length}`;

/** The addresses of S3, as AWS lists them. */
const s3 = (world().sections.prefixListEntries.find(({ PrefixListId }) => PrefixListId === 'pl-s3')?.Entries ?? []).map(
  ({ Cidr = '' }) => parse(Cidr),
);

const s3Address = fc
  .record({ entry: fc.constantFrom(...s3), offset: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }) })
  .map(({ entry, offset }) => entry.first + Math.floor(offset * sizeOf(entry)));

/** Around an address of S3, so that prefixes nest and overlap. */
const prefix = fc.record({ address: s3Address, length: fc.integer({ min: 1, max: 32 }) }).map(({ address, length }) => {
  const size = 2 ** (32 - length);

  return { first: Math.floor(address / size) * size, length };
});

const table = fc.record({
  routes: fc.uniqueArray(fc.record({ prefix, isBlackhole: fc.boolean() }), {
    maxLength: 8,
    selector: (one) => format(one.prefix),
  }),
  hasEndpoint: fc.boolean(),
});

interface Candidate {
  readonly prefix: Prefix;
  readonly target: string;
}

/** The longest prefix wins; at equal length, a route by CIDR comes before one by list. */
const targetFor = (candidates: readonly Candidate[], address: number): string | null => {
  let best: Candidate | null = null;
  for (const candidate of candidates)
    if (holds(candidate.prefix, address) && (best === null || candidate.prefix.length > best.prefix.length))
      best = candidate;

  return best?.target ?? null;
};

it('every address of S3 goes by the longest prefix that holds it', () => {
  fc.assert(
    fc.property(table, fc.array(s3Address, { minLength: 1, maxLength: 8 }), ({ routes, hasEndpoint }, addresses) => {
      const net = world().subnet('a');
      routes.forEach((route, i) => {
        net.route('a', format(route.prefix), `vgw-${i}${route.isBlackhole ? ' blackhole' : ''}`);
      });
      if (hasEndpoint) net.gateway('vpce-s3', 's3', ['a']);
      const candidates = [
        ...routes.map((route, i) => ({ prefix: route.prefix, target: `vgw-${i}` })),
        ...(hasEndpoint ? s3.map((entry) => ({ prefix: entry, target: 'vpce-s3' })) : []),
      ];
      const path = net.paths(['s3']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary);
      const parts = path?.parts.map(({ cidrs, via }) => ({ prefixes: cidrs.map(parse), via })) ?? [];
      const edges = candidates.flatMap((one) => [one.prefix.first, one.prefix.first + sizeOf(one.prefix) - 1]);

      for (const address of [...addresses, ...edges.filter((edge) => s3.some((entry) => holds(entry, edge)))]) {
        const own = parts.filter(({ prefixes }) => prefixes.some((one) => holds(one, address)));
        expect(own.length).toBe(path?.verdict === 'split' ? 1 : 0);
        expect((own[0] ?? path)?.via?.id ?? null).toBe(targetFor(candidates, address));
      }
    }),
    { numRuns: 200 },
  );
});
