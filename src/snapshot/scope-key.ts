import type { ScopeSnapshot } from './schema.ts';

/** What tells scopes apart: no two of one network have the same. */
export const scopeKey = ({ account, region }: Pick<ScopeSnapshot, 'account' | 'region'>): string =>
  `${account ?? ''} ${region}`;
