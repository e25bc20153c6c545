/** `npm run fuzz -- [TOPOLOGIES] [--seed N] [--fix]`: random topologies against the model in test/model, or what `fix` proposes for them. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { compare } from '../test/model/compare.ts';
import { faultsOfFix } from '../test/model/fix.ts';
import { type Topology, topology } from '../test/model/topology.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, fix: { type: 'boolean' } },
});
const total = Number(positionals[0] ?? 20_000);
const first = Number(values.seed ?? Date.now() % 1_000_000_000);
const batch = values.fix ? 100 : 1000;
const counts = { topologies: 0, paths: 0, agreed: 0, open: 0 };

const disagreementsOf = (one: Topology): readonly string[] => {
  const { paths, agreed, open, disagreements } = compare(one);
  counts.paths += paths;
  counts.agreed += agreed;
  counts.open += open;

  return disagreements;
};

const faultsOf = values.fix ? faultsOfFix : disagreementsOf;

const isClean = (seed: number, numRuns: number): boolean => {
  const details = fc.check(
    fc.property(topology, (one) => {
      counts.topologies += 1;

      return faultsOf(one).length === 0;
    }),
    { seed, numRuns },
  );
  const [found] = details.counterexample ?? [];
  if (found === undefined) return true;
  const file = `fuzz-${seed}.json`;
  writeFileSync(file, `${JSON.stringify({ seed, topology: found }, undefined, 2)}\n`);
  console.log(`seed ${seed}, shrunk to ${file}:\n${faultsOf(found).join('\n')}`);

  return false;
};

for (let done = 0; done < total; done += batch) {
  const seed = first + done;
  if (!isClean(seed, Math.min(batch, total - done))) process.exitCode = 1;
  const { topologies, paths, agreed, open } = counts;
  console.log(
    `seed ${seed}: ${topologies} topologies${values.fix ? '' : `, ${paths} paths, ${agreed} agreed, ${open} unknown by design`}`,
  );
}
