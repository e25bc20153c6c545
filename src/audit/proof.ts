import type { Refusal } from '../changes/apply.ts';
import type { Change } from '../changes/change.ts';
import type { Merged } from '../changes/merge.ts';
import type { Found } from './findings.ts';
import type { Facts } from './judge.ts';
import type { Move } from './moves.ts';
import type { Proposal } from './proposals.ts';

/** Why a proposal is not printed as a fix. */
export type Objection =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'harm'; readonly move: Move }
  | { readonly kind: 'no-effect' }
  | { readonly kind: 'too-large' };

/** A set of proposals that were applied together, and what came of it. */
export interface Proof {
  readonly proven: readonly Proposal[];
  readonly objections: ReadonlyMap<Found, Objection>;
  /** By the change that a proposal names, the one that does it for all proposals. */
  readonly merged: Merged;
  /** Each once, in the order that is safe. */
  readonly changes: readonly Change[];
  readonly moves: readonly Move[];
  /** Of all findings that are left. */
  readonly left: ReadonlySet<string>;
  /** What AWS asks for and nobody read. */
  readonly unread: readonly Refusal[];
  /** Of all more than notes that were found before, wherever the changes reach or the audit looked. */
  readonly known: ReadonlySet<string>;
  /** The facts once all changes are made; null: there is none. */
  readonly afterwards: Facts | null;
}
