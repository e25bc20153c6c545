import type { ScopeSnapshot, Snapshot } from '../../snapshot/schema.ts';
import type { Shard } from '../../sources/aws/list-shards.ts';

/** A piece of work that brought nothing back: none of it was read, which is not the same as that nothing is there. */
const missingScope = ({ account, region }: Shard): ScopeSnapshot => ({
  account,
  region,
  takenAt: null,
  sections: {},
  gaps: [
    {
      ...{ section: 'vpcs', action: 'ec2:DescribeVpcs', kind: 'missing' },
      reason: 'the work list names it, and no snapshot holds it',
    },
  ],
});

/** With a scope that says so for each piece of the work list that no snapshot holds. */
export const withMissingScopes = (snapshot: Snapshot, shards: readonly Shard[]): Snapshot => {
  const key = ({ account, region }: Pick<ScopeSnapshot, 'account' | 'region'>): string => `${account} ${region}`;
  // Of a piece that is all Regions, nobody knows which these are.
  const present = new Set(snapshot.scopes.flatMap((scope) => [key(scope), `${scope.account} all`]));
  const missing = new Map(shards.filter((shard) => !present.has(key(shard))).map((shard) => [key(shard), shard]));

  return { ...snapshot, scopes: [...snapshot.scopes, ...[...missing.values()].map(missingScope)] };
};
