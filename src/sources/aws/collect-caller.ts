import { Failure } from '../../failure.ts';
import { callerIdentity } from './account.ts';
import { accountOfRole, type Caller } from './caller.ts';
import { type CollectedScope, collectScope } from './collect-scope.ts';
import type { Limits } from './limits.ts';
import { once } from './once.ts';
import { regionsOf } from './regions.ts';
import type { RequestListener } from './section-collector.ts';
import { openSession, type Session } from './session.ts';
import { throttleOf } from './throttle.ts';

export interface CallerOptions {
  readonly caller: Caller;
  /** Where to ask what concerns all Regions. */
  readonly home: string;
  readonly regions: readonly string[];
  readonly timeoutSeconds: number | undefined;
  readonly startedAt: number;
  readonly toolVersion: string;
  readonly limits: Limits;
  readonly now: () => Date;
  readonly listener: RequestListener;
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
  const {
    listener,
    caller: { role },
  } = options;
  const takenAt = options.now().toISOString();
  const identity = once(() => callerIdentity(session, home));
  const hostedZones = once(async () => (await import('./hosted-zones.ts')).openHostedZones(session, home));
  const inTurn = throttleOf({ atOnce: limits.regionsAtOnce, burst: Number.POSITIVE_INFINITY, perSecond: 1 });
  const likelyAccount = role && accountOfRole(role);

  return Promise.all(
    regions.map((region) =>
      inTurn.run(() => collectScope({ session, region, takenAt, listener, identity, hostedZones, likelyAccount })),
    ),
  );
};

/** All Regions of one account. Throws a `Failure` where it cannot even be told which Regions there are. */
export const collectCaller = async (options: CallerOptions): Promise<readonly CollectedScope[]> => {
  const { caller, home, toolVersion, limits, timeoutSeconds, startedAt, onOpen } = options;
  const session = await openSession({ ...caller, home, toolVersion, limits, timeoutSeconds, startedAt });
  onOpen(session);
  try {
    return await collectRegions(session, options);
  } finally {
    session.close();
  }
};

/** An account that is closed to us, as a scope of which nothing was read. Any error but a `Failure` is thrown again. */
export const closedAccount = (error: unknown, { caller, home, now }: CallerOptions): CollectedScope => {
  if (!(error instanceof Failure)) throw error;
  const gap = { section: 'regions', action: 'ec2:DescribeRegions', reason: error.message, kind: 'failed' } as const;
  const account = (caller.role && accountOfRole(caller.role)) ?? null;

  return { failure: error, scope: { account, region: home, takenAt: now().toISOString(), sections: {}, gaps: [gap] } };
};
