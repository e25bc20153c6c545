import fc from 'fast-check';
import { expect, it } from 'vitest';
import { faultsOfFix } from '../model/fix.ts';
import { topology } from '../model/topology.ts';

/** The same topologies every time; `SEED` tries others, and `npm run fuzz -- 5000 --fix` many. */
const { seed = 0 } = fc.readConfigureGlobal();

/** In quarters, so that none of them runs for minutes on a busy machine. */
it.for([0, 1, 2, 3])(
  'what fix proposes claims what it mends and mends what it claims, harms nothing, leaves a second fix nothing, and can be undone (%i)',
  { timeout: 240_000 },
  (quarter) =>
    fc.assert(
      fc.property(topology, (one) => {
        expect(faultsOfFix(one)).toEqual([]);
      }),
      { seed: seed + quarter, numRuns: 26 },
    ),
);
