import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Section } from '../../src/snapshot/schema.ts';
import { sectionNames } from '../../src/snapshot/sections.ts';
import { compare, overclaimed } from '../model/compare.ts';
import { topology } from '../model/topology.ts';

it('every path comes to what the pages of AWS say of it, by a model that knows nothing of the engine', () => {
  fc.assert(
    fc.property(topology, (one) => {
      expect(compare(one).disagreements).toEqual([]);
    }),
    { numRuns: 1000 },
  );
}, 240_000);

const missing = fc.record({
  section: fc.constantFrom<Section>(...sectionNames),
  kind: fc.constantFrom('denied' as const, 'missing' as const),
});

it('what was not read makes nothing private and nothing complete that it could change', () => {
  fc.assert(
    fc.property(topology, missing, (one, what) => {
      expect(overclaimed(one, what)).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 120_000);
