import fc from 'fast-check';
import { expect, it } from 'vitest';
import { auditOn, everyAction, everyWireFault, falseClaims } from '../support/loopback/bad-day.ts';
import { auditedServices, networkSpec, worldOf } from '../support/network-spec.ts';

const faultsOf = (maxKeys: number) =>
  fc.dictionary(fc.constantFrom(...everyAction), fc.constantFrom(...everyWireFault), { minKeys: 1, maxKeys });
/** A few answers more often than many, of which little is left to be wrong about. */
const faults = fc.oneof({ weight: 4, arbitrary: faultsOf(5) }, { weight: 1, arbitrary: faultsOf(everyAction.length) });

it('answers that go astray turn nothing private, and no audit clean', async () => {
  await fc.assert(
    fc.asyncProperty(networkSpec, faults, async (spec, astray) => {
      const [scope] = worldOf(spec).snapshot().scopes;
      if (scope === undefined) throw new Error('a world has one scope');
      const healthy = await auditOn(scope, auditedServices, {});
      const bad = await auditOn(scope, auditedServices, { faults: astray });

      expect(falseClaims(bad, healthy)).toEqual([]);
      expect(bad.said).not.toMatch(/\bbug\b|^\s+at /m);
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 240_000);
