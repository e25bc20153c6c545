import { scopeKey } from '../snapshot/scope-key.ts';
import type { Difference, Side } from './difference.ts';

/** Accounts and Regions of which the audit after knows nothing: what became of them, nobody can tell. */
export const lostScopes = ({ before, after }: Pick<Difference, 'before' | 'after'>): Side['scopes'] => {
  const known = new Set(after.scopes.map(scopeKey));

  return before.scopes.filter((scope) => !known.has(scopeKey(scope)));
};
