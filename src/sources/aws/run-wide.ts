import type { Limits } from './limits.ts';
import { type ServiceLists, serviceLists } from './service-list.ts';
import { type Throttle, throttleOf } from './throttle.ts';

type Records = readonly object[];

/** Answers that are the same for every account: whoever asks first asks for all. */
type SharedAnswers = (key: string, ask: () => Promise<Records>, saved: () => void) => Promise<Records>;

/** What all accounts and Regions of one run share. */
export interface RunWide {
  /** There is somebody to share with. */
  readonly isOfMany: boolean;
  /** Requests that are under way at once, whoever's they are. */
  readonly requests: Throttle;
  /** Reads of PrivateLink in a Region, which AWS throttles for all accounts of an organisation together. */
  privateLink(region: string): Throttle;
  readonly answers: SharedAnswers;
  readonly services: ServiceLists;
}

/** What one account was refused, another one asks for by itself. */
const sharedAnswers = (): SharedAnswers => {
  const known = new Map<string, Promise<Records>>();
  const askFirst = (key: string, ask: () => Promise<Records>): Promise<Records> => {
    const answer = ask();
    known.set(key, answer);
    answer.catch(() => known.delete(key));

    return answer;
  };

  return async (key, ask, saved) => {
    const first = known.get(key);
    if (first === undefined) return askFirst(key, ask);
    const answer = await first.catch(() => undefined);
    if (answer === undefined) return known.has(key) ? ask() : askFirst(key, ask);
    saved();

    return answer;
  };
};

export const runWide = ({ requestsAtOnce, privateLink }: Limits, accounts: number): RunWide => {
  const byRegion = new Map<string, Throttle>();

  return {
    isOfMany: accounts > 1,
    requests: throttleOf({ atOnce: requestsAtOnce, burst: Number.POSITIVE_INFINITY, perSecond: 1 }),
    privateLink: (region) => {
      const throttle = byRegion.get(region) ?? throttleOf(privateLink);
      byRegion.set(region, throttle);

      return throttle;
    },
    answers: sharedAnswers(),
    services: serviceLists(),
  };
};
