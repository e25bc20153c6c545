import type { ReportWay } from '../../../audit.ts';
import { counted, thousands } from '../../counted.ts';
import type { Picture } from '../../picture/picture.ts';

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** `one change`, `12 changes`. */
export const inWords = (count: number, noun: string): string =>
  `${numbers[count] ?? count} ${noun}${count === 1 ? '' : 's'}`;

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** `all 4 subnets`, `2 of 4 subnets`, `the only subnet`. */
export const share = (part: number, whole: number, noun: string): string => {
  if (part === whole) return whole === 1 ? `the only ${noun}` : `all ${thousands(whole)} ${noun}s`;

  return `${thousands(part)} of ${counted(whole, noun)}`;
};

const reasonWords = (reason: string | null): string => reason?.replaceAll('-', ' ') ?? '';

/** By what a way leaves, or why it does not, in a few words. */
export const wayWords = (picture: Picture, way: ReportWay, exits = 1): string => {
  if (way.verdict === 'split') return [...new Set(way.parts.map(({ verdict }) => verdict))].join(' and ');
  if (way.verdict === 'unreachable' || way.verdict === 'unknown' || way.via === null) return reasonWords(way.reason);
  const crossed = way.through.find(({ kind }) => kind === 'transit-gateway' || kind === 'peering-connection');
  const exit = exits > 1 ? `${exits} exits` : picture.nameOf(way.via.id);

  return crossed === undefined ? exit : `${exit} behind ${picture.nameOf(crossed.id)}`;
};

/** app-a, app-b, app-c → `app-a…c (3)`; names that have nothing in common stay as they are. */
export const alikeNames = (names: readonly string[]): string => {
  const stems = new Map<string, string[]>();
  for (const name of names) {
    const [, stem = name, end = ''] = /^(.*?)([a-z]|\d+)$/i.exec(name) ?? [];
    stems.set(stem, [...(stems.get(stem) ?? []), end]);
  }
  const told = [...stems].flatMap(([stem, ends]) =>
    ends.length > 2 ? `${stem}${ends[0]}…${ends.at(-1)} (${ends.length})` : ends.map((end) => stem + end),
  );

  return told.length > 4 ? `${told.slice(0, 3).join(', ')} and ${names.length} in all` : told.join(', ');
};
