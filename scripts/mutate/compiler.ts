import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Mutant } from './mutants.ts';

const home = '.mutation/compiled';

/** What is left unused is no wrong type, and who uses a file has no part in that. */
const configFor = (mutants: readonly Mutant[]) => ({
  extends: '../../tsconfig.json',
  compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
  files: [...new Set(mutants.map(({ file }) => file))],
});

/** The files of `home` that do not compile. */
const filesWithErrors = (): ReadonlySet<string> => {
  const options = ['tsc', '--noEmit', '--pretty', 'false', '-p', home];
  const { stdout } = spawnSync('npx', options, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const found = [...stdout.matchAll(/^(?:.*\/)?(src\/\S+?)\(\d+,\d+\): error/gm)];

  return new Set(found.map(([, file = '']) => file));
};

/**
 * Changes that TypeScript refuses, which no tired colleague gets past `npm run check`. One a file at a time, so that an
 * error tells which it was.
 */
export const refusedByCompiler = (mutants: readonly Mutant[]): ReadonlySet<Mutant> => {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  writeFileSync(`${home}/tsconfig.json`, JSON.stringify({ ...configFor(mutants), include: [] }));
  cpSync('src', `${home}/src`, { recursive: true });
  const broken = mutants.length === 0 ? new Set() : filesWithErrors();
  const refused = new Set<Mutant>();
  let left = mutants.filter(({ file }) => !broken.has(file));
  while (left.length > 0) {
    const round = new Map(left.map((mutant) => [mutant.file, mutant]));
    for (const [file, mutant] of round) writeFileSync(`${home}/${file}`, mutant.text());
    const errors = filesWithErrors();
    for (const [file, mutant] of round) {
      if (errors.has(file)) refused.add(mutant);
      cpSync(file, `${home}/${file}`);
    }
    left = left.filter((mutant) => round.get(mutant.file) !== mutant);
  }
  rmSync(home, { recursive: true, force: true });

  return refused;
};
