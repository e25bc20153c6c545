import { setFlagsFromString } from 'node:v8';
import type { Snapshot } from '../snapshot/schema.ts';

/** Where there are fewer subnets, V8 finds little of our code hot. */
const many = 500;

/** The last release of Node that is known to have the flag: one that has not complains to stderr. */
const lastTried = 26;

/** The flag that suits a run over these facts, where one does. */
export const flagFor = ({ scopes }: Snapshot, node = process.versions.node): string | null => {
  const subnets = scopes.reduce((sum, { sections }) => sum + (sections.subnets ?? []).length, 0);

  return subnets >= many && Number.parseInt(node, 10) <= lastTried ? '--max-inlined-bytecode-size-cumulative=0' : null;
};

/**
 * V8 compiles a hot function anew together with much of what it calls, on other threads: of a run of seconds that is a
 * third of the CPU time, which the code that comes of it does not run for long enough to win back. Each function for
 * itself is compiled in a fraction of it.
 */
export const compileLess = (snapshot: Snapshot): void => {
  const flag = flagFor(snapshot);
  if (flag !== null) setFlagsFromString(flag);
};
