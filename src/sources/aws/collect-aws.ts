import { eachInOrder } from '../../each-in-order.ts';
import type { Failure } from '../../failure.ts';
import { nameless, placeText } from '../../snapshot/merge.ts';
import type { ScopeSnapshot, Snapshot } from '../../snapshot/schema.ts';
import { scopeKey } from '../../snapshot/scope-key.ts';
import { closedAccount, collectCaller } from './collect-caller.ts';
import { type CollectOptions, callersOptions } from './collect-options.ts';
import type { CollectedScope } from './collect-scope.ts';
import { awsLimits } from './limits.ts';

async function* collected(options: CollectOptions): AsyncGenerator<CollectedScope, void, undefined> {
  const accounts = await callersOptions(options);
  const [only, another] = accounts;
  if (only !== undefined && another === undefined && !options.keepUnread) return yield* await collectCaller(only);

  const { accountsAtOnce } = options.limits ?? awsLimits;
  const scopes = eachInOrder(accounts, accountsAtOnce, (one) =>
    collectCaller(one).catch((error: unknown) => [closedAccount(error, one)]),
  );
  for await (const some of scopes) yield* some;
}

/**
 * Asks AWS for everything an audit needs, in any number of accounts and Regions, and gives each scope as it comes, in
 * the order of callers and Regions. What cannot be read is a gap of its scope; throws a `Failure` where nothing could
 * be: no credentials, no Region, no such endpoint.
 */
export async function* collectScopes(options: CollectOptions): AsyncGenerator<ScopeSnapshot, void, undefined> {
  const { warn = () => {}, keepUnread = false, callers = [] } = options;
  const whose = (scope: ScopeSnapshot): string => (callers.length > 1 ? `${placeText(scope)}: ` : '');
  const seen = new Set<string>();
  const unnamed = new Map<string, ScopeSnapshot>();
  const withheld: CollectedScope[] = [];
  let first: Failure | undefined;
  let hasRead = keepUnread;
  for await (const one of collected(options)) {
    first ??= one.failure;
    hasRead ||= one.failure === undefined;
    withheld.push(one);
    if (!hasRead) continue;
    for (const { scope, failure } of withheld.splice(0)) {
      if (failure) warn(`${whose(scope)}${failure.message} ${failure.hint}`);
      const { account, region } = scope;
      const known = unnamed.get(region);
      if (account === null) unnamed.set(region, known === undefined ? scope : nameless(known, scope));
      else if (seen.has(scopeKey(scope))) warn(`${placeText(scope)} is reached in two ways, and read once`);
      else yield scope;
      seen.add(scopeKey(scope));
    }
  }
  yield* unnamed.values();
  if (!hasRead && first) throw first;
}

/** All scopes as one snapshot. */
export const collectAws = async (options: CollectOptions): Promise<Snapshot> => {
  const scopes: ScopeSnapshot[] = [];
  for await (const scope of collectScopes(options)) scopes.push(scope);

  return { schemaVersion: 1, tool: { name: 'vpce-audit', version: options.toolVersion }, scopes };
};
