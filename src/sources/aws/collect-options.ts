import type { Caller } from './caller.ts';
import { callerText } from './caller.ts';
import type { CallerOptions } from './collect-caller.ts';
import { plainEndpoints } from './configured-endpoint.ts';
import { awsLimits, type Limits } from './limits.ts';
import type { Meant } from './meant-vpcs.ts';
import { listenerOf, type ProgressEvent } from './progress.ts';
import { homeRegion } from './regions.ts';
import { runWide } from './run-wide.ts';
import type { RequestListener } from './section-collector.ts';
import type { Tally } from './tally.ts';

export interface CollectOptions {
  /** None: whoever the SDK's own chain finds. */
  readonly callers?: readonly Caller[];
  /** None: the one of the SDK's own chain. `all`: every Region that is enabled for the account. */
  readonly regions: readonly string[];
  /** What is to be judged, where it is not all: whatever has its pace is asked of this first. */
  readonly meant?: Meant;
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
  /** Told what asking an account came to. */
  readonly onTally?: (account: string, tally: Tally) => void;
  /** Asks for what other accounts' facts may rest on too. By default where there are several. */
  readonly forOthers?: boolean;
  /** Scopes of which nothing could be read are given even where there is no other. */
  readonly keepUnread?: boolean;
}

const prefixed = (listener: RequestListener, prefix: string): RequestListener => ({
  started: (label, lane) => listener.started(`${prefix} ${label}`, lane),
  finished: (label, lane) => listener.finished(`${prefix} ${label}`, lane),
});

export const callersOptions = async (options: CollectOptions): Promise<readonly CallerOptions[]> => {
  const { callers = [{}], regions, toolVersion, limits = awsLimits, now, timeoutSeconds, warn = () => {} } = options;
  const { startedAt = performance.now(), meant = {} } = options;
  const listener = listenerOf(options.progress);
  const warned = new Set<string>();
  const shared = runWide(limits, callers.length);

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
      meant,
      shared,
      forOthers: options.forOthers ?? callers.length > 1,
      onTally: options.onTally ?? (() => {}),
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
