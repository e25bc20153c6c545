/** `npm run fuzz -- [TOPOLOGIES] [--seed N]`: random topologies against the model in test/model. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { compare } from '../test/model/compare.ts';
import { topology } from '../test/model/topology.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string' } } });
const total = Number(positionals[0] ?? 20_000);
const first = Number(values.seed ?? Date.now() % 1_000_000_000);
const batch = 1000;
const counts = { topologies: 0, paths: 0, agreed: 0, open: 0 };

const isClean = (seed: number, numRuns: number): boolean => {
  const details = fc.check(
    fc.property(topology, (one) => {
      const { paths, agreed, open, disagreements } = compare(one);
      counts.topologies += 1;
      counts.paths += paths;
      counts.agreed += agreed;
      counts.open += open;

      return disagreements.length === 0;
    }),
    { seed, numRuns },
  );
  const [found] = details.counterexample ?? [];
  if (found === undefined) return true;
  const file = `fuzz-${seed}.json`;
  writeFileSync(file, `${JSON.stringify({ seed, topology: found }, undefined, 2)}\n`);
  console.log(`seed ${seed}, shrunk to ${file}:\n${compare(found).disagreements.join('\n')}`);

  return false;
};

for (let done = 0; done < total; done += batch) {
  const seed = first + done;
  if (!isClean(seed, Math.min(batch, total - done))) process.exitCode = 1;
  const { topologies, paths, agreed, open } = counts;
  console.log(`seed ${seed}: ${topologies} topologies, ${paths} paths, ${agreed} agreed, ${open} unknown by design`);
}
