import type { Change } from '../change.ts';
import type { stages } from '../change-kind.ts';
import { kindOf } from '../kinds.ts';
import { byPlace, type PlacedChanges } from './by-place.ts';

type Stage = (typeof stages)[number];

/** Whoever a hub lets in is led there only then, and what an account lets go another one may still need. */
const phases: readonly (readonly Stage[])[] = [
  ['attributes', 'conflicts', 'groups', 'endpoints'],
  ['names', 'tables'],
  ['release'],
];

/** What is run with the same credentials, one part after the other: an account may have several. */
export const partsOf = (changes: readonly Change[]): readonly PlacedChanges[] => {
  const places = byPlace(changes);
  if (places.length < 2) return places;
  const isLinked = changes.some(({ kind }) => kind === 'associate-zone');
  const [first = [], second = [], last = []] = phases;
  const wanted = isLinked ? phases : [[...first, ...second], last];

  return wanted.flatMap((own) => byPlace(changes.filter((change) => own.includes(kindOf(change).stage(change)))));
};
