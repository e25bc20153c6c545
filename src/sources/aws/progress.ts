import type { RequestListener } from './section-collector.ts';

export interface ProgressEvent {
  readonly done: number;
  /** What is known to be asked so far; it grows as answers raise new questions. */
  readonly total: number;
  readonly label: string;
}

export const listenerOf = (report: ((event: ProgressEvent) => void) | undefined): RequestListener => {
  let done = 0;
  let total = 0;

  return {
    started(label) {
      total += 1;
      report?.({ done, total, label });
    },
    finished(label) {
      done += 1;
      report?.({ done, total, label });
    },
  };
};
