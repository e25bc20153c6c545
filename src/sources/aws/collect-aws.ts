import type { ScopeSnapshot, Snapshot } from '../../snapshot/schema.ts';
import { callerOf } from './account.ts';
import { collectScope } from './collect-scope.ts';
import { awsLimits, type Limits } from './limits.ts';
import { once } from './once.ts';
import { listenerOf, type ProgressEvent } from './progress.ts';
import { homeRegion, regionsOf } from './regions.ts';
import { openSession, type Session } from './session.ts';
import { throttleOf } from './throttle.ts';

export interface CollectOptions {
  readonly profile?: string;
  /** None: the one of the SDK's own chain. `all`: every Region that is enabled for the account. */
  readonly regions: readonly string[];
  readonly progress?: (event: ProgressEvent) => void;
  readonly now: () => Date;
  readonly toolVersion: string;
  readonly limits?: Limits;
}

const collectScopes = async (session: Session, options: CollectOptions): Promise<ScopeSnapshot[]> => {
  const regions = await regionsOf(session, options.regions);
  const { home } = session;
  const takenAt = options.now().toISOString();
  const listener = listenerOf(options.progress);
  const caller = once(await callerOf(session, home));
  const hostedZones = once(async () => (await import('./hosted-zones.ts')).openHostedZones(session, home));

  const { regionsAtOnce } = session.limits;
  const inTurn = throttleOf({ atOnce: regionsAtOnce, burst: Number.POSITIVE_INFINITY, perSecond: 1 });
  return Promise.all(
    regions.map((region) => inTurn(() => collectScope({ session, region, takenAt, listener, caller, hostedZones }))),
  );
};

/**
 * Asks AWS for everything an audit needs, in one account and any number of Regions. What cannot be read is a gap of its
 * scope; throws a `Failure` where nothing could be: no credentials, no Region, no such endpoint.
 */
export const collectAws = async (options: CollectOptions): Promise<Snapshot> => {
  const { profile, toolVersion, limits = awsLimits } = options;
  const home = await homeRegion(options.regions, profile);
  const session = await openSession({ profile, home, toolVersion, limits });

  try {
    const scopes = await collectScopes(session, options);
    return { schemaVersion: 1, tool: { name: 'vpce-audit', version: toolVersion }, scopes };
  } finally {
    session.close();
  }
};
