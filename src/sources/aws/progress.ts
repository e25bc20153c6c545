import type { RequestListener } from './section-collector.ts';

export interface ProgressEvent {
  readonly done: number;
  /** What is known to be asked so far; it grows as answers raise new questions. */
  readonly total: number;
  readonly label: string;
  /** What has been asked and is not answered yet, the longest first. */
  readonly waitingFor: readonly string[];
}

export const listenerOf = (report: ((event: ProgressEvent) => void) | undefined): RequestListener => {
  const waiting = new Map<string, number>();
  let done = 0;
  let total = 0;
  const tell = (label: string): void => report?.({ done, total, label, waitingFor: [...waiting.keys()] });

  return {
    started(label) {
      total += 1;
      waiting.set(label, (waiting.get(label) ?? 0) + 1);
      tell(label);
    },
    finished(label) {
      done += 1;
      const left = (waiting.get(label) ?? 1) - 1;
      if (left > 0) waiting.set(label, left);
      else waiting.delete(label);
      tell(label);
    },
  };
};
