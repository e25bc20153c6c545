import type { Section } from '../../snapshot/schema.ts';
import type { ApiName } from '../../snapshot/section-spec.ts';
import { apiOf, sectionSpecs } from '../../snapshot/sections.ts';
import type { Lane, RequestListener } from './section-collector.ts';

/** Resources that are asked about one by one: how many were, of how many that are known. */
interface Share {
  readonly noun: string;
  readonly done: number;
  readonly total: number;
}

/** What waits for an API that takes so many requests a second. */
export interface Queue {
  /** `Route 53` */
  readonly api: string;
  readonly shares: readonly Share[];
  /** How long it takes at least, at the pace of the API. */
  readonly seconds: number;
}

export interface ProgressEvent {
  readonly done: number;
  /** What is known to be asked so far; it grows as answers raise new questions. */
  readonly total: number;
  readonly label: string;
  /** What has been asked and is not answered yet, the longest first. */
  readonly waitingFor: readonly string[];
  /** The queue that takes longest as it is now, if one takes a second. */
  readonly queue?: () => Queue | undefined;
}

const apiNames: Readonly<Record<ApiName, string>> = {
  ec2: 'EC2',
  route53: 'Route 53',
  route53resolver: 'Route 53 Resolver',
  route53profiles: 'Route 53 Profiles',
  ram: 'RAM',
};

type Counts = Map<Section, { done: number; total: number }>;

const shareOf = ([section, count]: readonly [Section, Omit<Share, 'noun'>]): Share => ({
  noun: sectionSpecs[section].each ?? 'resource',
  ...count,
});

/** Of each API, by what tells how long it makes requests wait. */
const lanes = () => {
  // An API's lane leads to all that its account was asked with: it is let go of when nothing waits there any more.
  const counts = new WeakMap<Lane['waitMs'], Counts>();
  const busy = new Set<Lane['waitMs']>();
  const longest = (): readonly [Counts | undefined, number] | undefined => {
    const waits = [...busy].map((waitMs) => [counts.get(waitMs), waitMs()] as const);

    return waits.sort(([, a], [, b]) => b - a)[0];
  };

  return {
    count({ section, waitMs }: Lane, field: 'done' | 'total'): void {
      const own: Counts = counts.get(waitMs) ?? new Map();
      const count = own.get(section) ?? { done: 0, total: 0 };
      count[field] += 1;
      counts.set(waitMs, own.set(section, count));
      if ([...own.values()].some(({ done, total }) => done < total)) busy.add(waitMs);
      else busy.delete(waitMs);
    },
    queue(): Queue | undefined {
      const [own, waitMs] = longest() ?? [];
      const open = [...(own ?? [])].filter(([, { done, total }]) => done < total);
      const [first] = open;
      if (first === undefined || waitMs === undefined || waitMs < 1000) return undefined;

      return {
        api: apiNames[apiOf(sectionSpecs[first[0]])],
        shares: open.map(shareOf),
        seconds: Math.ceil(waitMs / 1000),
      };
    },
  };
};

export const listenerOf = (report: ((event: ProgressEvent) => void) | undefined): RequestListener => {
  const waiting = new Map<string, number>();
  const { count, queue } = lanes();
  let done = 0;
  let total = 0;
  const tell = (label: string): void => report?.({ done, total, label, waitingFor: [...waiting.keys()], queue });

  return {
    started(label, lane) {
      total += 1;
      waiting.set(label, (waiting.get(label) ?? 0) + 1);
      if (lane) count(lane, 'total');
      tell(label);
    },
    finished(label, lane) {
      done += 1;
      const left = (waiting.get(label) ?? 1) - 1;
      if (left > 0) waiting.set(label, left);
      else waiting.delete(label);
      if (lane) count(lane, 'done');
      tell(label);
    },
  };
};
