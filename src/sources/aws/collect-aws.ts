import type { Failure } from '../../failure.ts';
import type { ScopeSnapshot, Snapshot } from '../../snapshot/schema.ts';
import { type Caller, callerText } from './caller.ts';
import { type CallerOptions, closedAccount, collectCaller } from './collect-caller.ts';
import type { CollectedScope } from './collect-scope.ts';
import { plainEndpoints } from './configured-endpoint.ts';
import { eachInOrder } from './each-in-order.ts';
import { awsLimits, type Limits } from './limits.ts';
import { listenerOf, type ProgressEvent } from './progress.ts';
import { homeRegion } from './regions.ts';
import type { RequestListener } from './section-collector.ts';

export interface CollectOptions {
  /** None: whoever the SDK's own chain finds. */
  readonly callers?: readonly Caller[];
  /** None: the one of the SDK's own chain. `all`: every Region that is enabled for the account. */
  readonly regions: readonly string[];
  /** After so many seconds, what is still missing is a gap. None: as long as it takes. */
  readonly timeoutSeconds?: number;
  /** When the run began, if it did before this. */
  readonly startedAt?: number;
  readonly progress?: (event: ProgressEvent) => void;
  /** Told what the user should know and what is not in the snapshot. */
  readonly warn?: (text: string) => void;
  readonly now: () => Date;
  readonly toolVersion: string;
  readonly limits?: Limits;
  /** Scopes of which nothing could be read are given even where there is no other. */
  readonly keepUnread?: boolean;
}

const prefixed = (listener: RequestListener, prefix: string): RequestListener => ({
  started: (label) => listener.started(`${prefix} ${label}`),
  finished: (label) => listener.finished(`${prefix} ${label}`),
});

export const callersOptions = async (options: CollectOptions): Promise<readonly CallerOptions[]> => {
  const { callers = [{}], regions, toolVersion, limits = awsLimits, now, timeoutSeconds, warn = () => {} } = options;
  const { startedAt = performance.now() } = options;
  const listener = listenerOf(options.progress);
  const warned = new Set<string>();

  return Promise.all(
    callers.map(async (caller) => ({
      caller,
      regions: caller.regions ?? regions,
      toolVersion,
      limits,
      now,
      home: await homeRegion(caller.regions ?? regions, caller.profile),
      listener: callers.length === 1 ? listener : prefixed(listener, callerText(caller)),
      timeoutSeconds,
      startedAt,
      onOpen: ({ endpoints }) => {
        for (const url of plainEndpoints(endpoints)) {
          if (!warned.has(url))
            warn(`the endpoint ${url} is not encrypted: anybody on the way can read and change what AWS answers`);
          warned.add(url);
        }
      },
    })),
  );
};

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

const scopeKey = ({ account, region }: ScopeSnapshot): string => `${account} ${region}`;

/**
 * Asks AWS for everything an audit needs, in any number of accounts and Regions, and gives each scope as it comes, in
 * the order of callers and Regions. What cannot be read is a gap of its scope; throws a `Failure` where nothing could
 * be: no credentials, no Region, no such endpoint.
 */
export async function* collectScopes(options: CollectOptions): AsyncGenerator<ScopeSnapshot, void, undefined> {
  const { warn = () => {}, keepUnread = false } = options;
  const seen = new Set<string>();
  const withheld: CollectedScope[] = [];
  let first: Failure | undefined;
  let hasRead = keepUnread;
  for await (const one of collected(options)) {
    first ??= one.failure;
    hasRead ||= one.failure === undefined;
    withheld.push(one);
    if (!hasRead) continue;
    for (const { scope, failure } of withheld.splice(0)) {
      if (failure) warn(`${failure.message} ${failure.hint}`);
      if (seen.has(scopeKey(scope))) warn(`${scopeKey(scope)} is reached in two ways, and read once`);
      else yield scope;
      seen.add(scopeKey(scope));
    }
  }
  if (!hasRead && first) throw first;
}

/** All scopes as one snapshot. */
export const collectAws = async (options: CollectOptions): Promise<Snapshot> => {
  const scopes: ScopeSnapshot[] = [];
  for await (const scope of collectScopes(options)) scopes.push(scope);

  return { schemaVersion: 1, tool: { name: 'vpce-audit', version: options.toolVersion }, scopes };
};
