import type { Section } from '../snapshot/schema.ts';
import type { ChangeCause } from './difference.ts';

/** A change of the facts, with what it takes to tell whom it concerns. */
export interface ResourceChange extends ChangeCause {
  readonly section: Section;
  readonly account: string | null;
  readonly region: string;
  /** What a route, an association or an entry is of: it concerns those alone who have met all of them. */
  readonly needs: readonly string[];
  /** All that it names besides. */
  readonly mentions: readonly string[];
}

export type Wording = Pick<ResourceChange, 'change' | 'needs' | 'mentions'>;
