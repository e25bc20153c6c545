import { Failure } from '../../failure.ts';
import { callerIdentity } from './account.ts';
import { accountNameIn, accountOfRole, type Caller, callerText } from './caller.ts';
import { type CollectedScope, collectScope } from './collect-scope.ts';
import type { Limits } from './limits.ts';
import type { Meant } from './meant-vpcs.ts';
import { once } from './once.ts';
import { regionsOf } from './regions.ts';
import type { RunWide } from './run-wide.ts';
import type { RequestListener } from './section-collector.ts';
import { openSession, type Session } from './session.ts';
import type { Tally } from './tally.ts';
import { throttleOf } from './throttle.ts';

export interface CallerOptions {
  readonly caller: Caller;
  /** Where to ask what concerns all Regions. */
  readonly home: string;
  readonly regions: readonly string[];
  readonly timeoutSeconds: number | undefined;
  readonly startedAt: number;
  readonly meant: Meant;
  readonly toolVersion: string;
  readonly limits: Limits;
  readonly now: () => Date;
  readonly listener: RequestListener;
  readonly shared: RunWide;
  readonly forOthers: boolean;
  readonly onTally: (account: string, tally: Tally) => void;
  /** Told the URLs that are asked instead of AWS's own. */
  readonly onOpen: (session: Session) => void;
}

const regionsFirst = async (session: Session, { regions, listener }: CallerOptions): Promise<readonly string[]> => {
  const label = `${session.home} regions`;
  listener.started(label);
  try {
    return await regionsOf(session, regions);
  } finally {
    listener.finished(label);
  }
};

const collectRegions = async (session: Session, options: CallerOptions): Promise<readonly CollectedScope[]> => {
  const regions = await regionsFirst(session, options);
  const { home, limits } = session;
  const { listener, shared, forOthers, caller, meant } = options;
  const { role, account } = caller;
  const takenAt = options.now().toISOString();
  const identity = once(() => callerIdentity(session, home));
  const hostedZones = once(async () => (await import('./hosted-zones.ts')).openHostedZones(session, home, meant));
  const inTurn = throttleOf({ atOnce: limits.regionsAtOnce, burst: Number.POSITIVE_INFINITY, perSecond: 1 });
  const likelyAccount = account ?? (role && accountOfRole(role));

  return Promise.all(
    regions.map((region) =>
      inTurn.run(() =>
        collectScope({
          session,
          shared,
          forOthers,
          region,
          takenAt,
          listener,
          identity,
          hostedZones,
          likelyAccount,
          caller,
        }),
      ),
    ),
  );
};

/** Facts of another account than the one that was meant would pass for its own. */
const assertAccount = (scopes: readonly CollectedScope[], wanted: string | undefined): void => {
  const other = scopes.find(({ scope }) => wanted !== undefined && scope.account !== wanted);
  if (other)
    throw new Failure(
      `These credentials are of account ${other.scope.account}, and ${wanted} was to be read.`,
      'Use the credentials that the work list was made with, or make it anew.',
    );
};

/** All Regions of one account. Throws a `Failure` where it cannot even be told which Regions there are. */
export const collectCaller = async (options: CallerOptions): Promise<readonly CollectedScope[]> => {
  const { caller, home, toolVersion, limits, timeoutSeconds, startedAt, shared, onOpen, onTally } = options;
  const session = await openSession({ ...caller, home, toolVersion, limits, timeoutSeconds, startedAt, shared });
  onOpen(session);
  try {
    const scopes = await collectRegions(session, options);
    assertAccount(scopes, caller.account);
    onTally(scopes[0]?.scope.account ?? callerText(caller), session.tally);

    return scopes;
  } finally {
    session.close();
  }
};

/** An account that is closed to us, as a scope of which nothing was read. Any error but a `Failure` is thrown again. */
export const closedAccount = (error: unknown, { caller, home, now }: CallerOptions): CollectedScope => {
  if (!(error instanceof Failure)) throw error;
  const gap = { section: 'regions', action: 'ec2:DescribeRegions', reason: error.message, kind: 'failed' } as const;
  const account = caller.account ?? (caller.role && accountOfRole(caller.role)) ?? null;

  return {
    failure: error,
    scope: {
      account,
      ...accountNameIn(caller),
      ...{ region: home, takenAt: now().toISOString(), sections: {}, gaps: [gap] },
    },
  };
};

/** Which account it is, as far as that can be told, and which of the Regions are meant there. */
export const placesOf = async (
  options: CallerOptions,
): Promise<{ readonly account: string; readonly regions: readonly string[] }> => {
  const { caller, home, toolVersion, limits, timeoutSeconds, startedAt, shared } = options;
  const session = await openSession({ ...caller, home, toolVersion, limits, timeoutSeconds, startedAt, shared });
  try {
    const [{ account }, regions] = await Promise.all([callerIdentity(session, home), regionsFirst(session, options)]);

    return { account, regions };
  } finally {
    session.close();
  }
};
