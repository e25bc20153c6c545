import type { Snapshot } from '../snapshot/schema.ts';
import type { Change } from './change.ts';
import { kindOf } from './kinds.ts';
import { referredTo } from './script-line.ts';

/** Earlier changes may have been made to these facts. */
const listedIn = ({ scopes }: Snapshot): ReadonlySet<unknown> =>
  new Set(
    scopes.flatMap(
      ({ sections: { vpcEndpoints = [], securityGroups = [], resolverRules = [] } }): readonly unknown[] => [
        ...vpcEndpoints.map(({ VpcEndpointId }) => VpcEndpointId),
        ...securityGroups.map(({ GroupId }) => GroupId),
        ...resolverRules.map(({ Id }) => Id),
      ],
    ),
  );

/** Changes of what another one was to create, and does not, as it is not among them any more. */
export const uncreated = (snapshot: Snapshot, changes: readonly Change[]): readonly Change[] => {
  const calls = changes.map((change) => kindOf(change).calls(change));
  const created = new Set(calls.flat().flatMap(({ creates }) => creates?.id ?? []));
  const missing = [...referredTo(calls.flat())].filter((id) => !created.has(id));
  if (missing.length === 0) return [];
  const listed = listedIn(snapshot);
  const gone = new Set(missing.filter((id) => !listed.has(id)));

  return changes.filter((_, at) => [...referredTo(calls[at] ?? [])].some((id) => gone.has(id)));
};
