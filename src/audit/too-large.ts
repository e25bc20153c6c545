import type { Snapshot } from '../snapshot/schema.ts';
import type { Proof } from './proof.ts';
import type { Proposal } from './proposals.ts';

/** As many routes in tables as a copy, judged beside the facts, takes a gigabyte for. */
const largest = 2_000_000;

/** Whether there is room to judge a copy beside the facts. */
export const isSmallEnough = ({ scopes }: Snapshot): boolean => {
  let routes = 0;
  for (const { sections } of scopes) for (const { Routes = [] } of sections.routeTables ?? []) routes += Routes.length;

  return routes <= largest;
};

/** Where nothing can be proven, nothing is. */
export const unproven = (proposals: readonly Proposal[]): Proof => ({
  proven: [],
  objections: new Map(proposals.flatMap(({ found }) => found.map((one) => [one, { kind: 'too-large' }] as const))),
  merged: new Map(),
  changes: [],
  moves: [],
  left: new Set(),
  unread: [],
  known: new Set(),
  afterwards: null,
});
