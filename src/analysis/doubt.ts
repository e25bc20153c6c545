import type { Gap, Section } from '../snapshot/schema.ts';
import type { LikelyFact } from './likely-facts.ts';

/** Something that could overturn a verdict: a fact that was not read, or one that AWS does not state outright. */
export type Doubt =
  | { readonly kind: 'unread'; readonly section: Section; readonly gap: Gap; readonly text: string }
  | { readonly kind: 'likely'; readonly fact: LikelyFact; readonly text: string };

export const isLikely = (doubts: readonly Doubt[]): boolean => doubts.length > 0;
