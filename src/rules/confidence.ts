import type { Doubt } from '../analysis/doubt.ts';
import { isUnread, type Known } from '../network/unread.ts';
import type { Confidence } from './rule.ts';

/** Of a finding that some contents of what was not read would take back. */
export const confidenceUnder = (doubts: readonly Doubt[]): Confidence =>
  doubts.some(({ kind }) => kind === 'unread') ? 'likely' : 'certain';

/** The same for one that looks at the facts themselves. */
export const confidenceBy = (...facts: readonly Known<unknown>[]): Confidence =>
  facts.some(isUnread) ? 'likely' : 'certain';
