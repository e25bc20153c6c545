import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyFault, everyService } from '../support/every-fault.ts';
import { auditedServices, networkSpec, worldOf } from '../support/network-spec.ts';

/** Lists whose order means something: DNS servers are asked in turn. */
const ordered = new Set(['Values']);

/** A source of numbers that is the same for the same seed. */
const numbersFrom = (seed: number) => {
  let state = seed;

  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;

    return state / 2 ** 32;
  };
};

const shuffle = (value: unknown, next: () => number): void => {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value))
    for (let i = value.length - 1; i > 0; i -= 1) {
      const j = Math.floor(next() * (i + 1));
      [value[i], value[j]] = [value[j], value[i]];
    }
  for (const [key, child] of Object.entries(value)) if (!ordered.has(key)) shuffle(child, next);
};

/** Where two reports first differ: reports are too long to read side by side. */
const firstDifference = (a: string, b: string): string | null => {
  if (a === b) return null;
  const at = [...a].findIndex((letter, i) => letter !== b[i]);

  return [a, b].map((text) => text.slice(Math.max(0, at - 300), at + 200)).join('\n≠ ');
};

describe('the order in which AWS lists things', () => {
  it('changes no byte of a report', () => {
    fc.assert(
      fc.property(networkSpec, fc.nat(), (spec, seed) => {
        const net = worldOf(spec);
        const expected = JSON.stringify(net.report(auditedServices));
        shuffle(net.sections, numbersFrom(seed));

        expect(firstDifference(expected, JSON.stringify(net.report(auditedServices)))).toBeNull();
      }),
      { numRuns: 120 },
    );
  });

  it('changes no byte where every rule fires', () => {
    const expected = JSON.stringify(everyFault().report(everyService));
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const net = everyFault();
        shuffle(net.sections, numbersFrom(seed));

        expect(firstDifference(expected, JSON.stringify(net.report(everyService)))).toBeNull();
      }),
      { numRuns: 25 },
    );
  });
});
