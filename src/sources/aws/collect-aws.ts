import type { ScopeSnapshot, Snapshot } from '../../snapshot/schema.ts';
import { callerOf } from './account.ts';
import { type CollectedScope, collectScope } from './collect-scope.ts';
import { plainEndpoints } from './configured-endpoint.ts';
import { awsLimits, type Limits } from './limits.ts';
import { once } from './once.ts';
import { listenerOf, type ProgressEvent } from './progress.ts';
import { homeRegion, regionsOf } from './regions.ts';
import type { RequestListener } from './section-collector.ts';
import { openSession, type Session } from './session.ts';
import { throttleOf } from './throttle.ts';

export interface CollectOptions {
  readonly profile?: string;
  /** None: the one of the SDK's own chain. `all`: every Region that is enabled for the account. */
  readonly regions: readonly string[];
  /** After so many seconds, what is still missing is a gap. None: as long as it takes. */
  readonly timeoutSeconds?: number;
  readonly progress?: (event: ProgressEvent) => void;
  /** Told what the user should know and what is not in the snapshot. */
  readonly warn?: (text: string) => void;
  readonly now: () => Date;
  readonly toolVersion: string;
  readonly limits?: Limits;
}

const regionsFirst = async (session: Session, { regions }: CollectOptions, listener: RequestListener) => {
  const label = `${session.home} regions`;
  listener.started(label);
  try {
    return await regionsOf(session, regions);
  } finally {
    listener.finished(label);
  }
};

const collectScopes = async (session: Session, options: CollectOptions): Promise<readonly CollectedScope[]> => {
  const listener = listenerOf(options.progress);
  const regions = await regionsFirst(session, options, listener);
  const { home, limits } = session;
  const takenAt = options.now().toISOString();
  const caller = once(callerOf(session, home));
  const hostedZones = once(async () => (await import('./hosted-zones.ts')).openHostedZones(session, home));

  const inTurn = throttleOf({ atOnce: limits.regionsAtOnce, burst: Number.POSITIVE_INFINITY, perSecond: 1 });

  return Promise.all(
    regions.map((region) =>
      inTurn.run(() => collectScope({ session, region, takenAt, listener, caller, hostedZones })),
    ),
  );
};

/** A Region without any answer is a gap; only where there is no other Region does it end the run. */
const scopesIn = (collected: readonly CollectedScope[], warn: (text: string) => void): ScopeSnapshot[] => {
  const failures = collected.flatMap(({ failure }) => failure ?? []);
  const [first] = failures;
  if (first && failures.length === collected.length) throw first;

  for (const { message, hint } of failures) warn(`${message} ${hint}`);

  return collected.map(({ scope }) => scope);
};

/**
 * Asks AWS for everything an audit needs, in one account and any number of Regions. What cannot be read is a gap of its
 * scope; throws a `Failure` where nothing could be: no credentials, no Region, no such endpoint.
 */
export const collectAws = async (options: CollectOptions): Promise<Snapshot> => {
  const { profile, toolVersion, limits = awsLimits, timeoutSeconds, warn = () => {} } = options;
  const home = await homeRegion(options.regions, profile);
  const session = await openSession({ profile, home, toolVersion, limits, timeoutSeconds });
  for (const url of plainEndpoints(session.endpoints))
    warn(`the endpoint ${url} is not encrypted: anybody on the way can read and change what AWS answers`);

  try {
    const scopes = scopesIn(await collectScopes(session, options), warn);
    return { schemaVersion: 1, tool: { name: 'vpce-audit', version: toolVersion }, scopes };
  } finally {
    session.close();
  }
};
