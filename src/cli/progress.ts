import { counted, thousands } from '../report/counted.ts';
import { plain, truncate } from '../report/plain-text.ts';
import type { ProgressEvent, Queue } from '../sources/aws/progress.ts';
import { list } from '../wording.ts';
import type { OutputStream } from './context.ts';

export interface ProgressLine {
  show(event: ProgressEvent): void;
  end(): void;
}

const clearLine = '\r\u001b[K';

const firstOf = (names: readonly string[]): string =>
  [...names.slice(0, 3), ...(names.length > 3 ? [`${names.length - 3} more`] : [])].join(', ');

/** `Route 53: 31 of 50 VPCs, about 4 s` */
const queueText = ({ api, shares, seconds }: Queue): string => {
  const parts = shares.map(({ noun, done, total }) => `${thousands(done)} of ${counted(total, noun)}`);

  return `${api}: ${list(parts)}, about ${thousands(seconds)} s`;
};

const queueIn = ({ queue }: ProgressEvent): string | undefined => {
  const waiting = queue?.();

  return waiting && queueText(waiting);
};

const countText = ({ done, total }: ProgressEvent): string => `${done}/${total}`;

/** Answers that take longer than that are waited for, and whoever watches wants to know which. */
const longSeconds = 2;

/** What is waited for, and for how long; the last answer while they keep coming. */
const lineOf = (event: ProgressEvent, idleSeconds: number): string => {
  const { label, waitingFor } = event;
  const isIdle = idleSeconds >= longSeconds && waitingFor.length > 0;

  return isIdle ? `waiting for ${firstOf(waitingFor)}, ${idleSeconds} s` : (queueIn(event) ?? label);
};

/** One line, rewritten in place. */
const rewritten = (stream: OutputStream, everyMs: number): ProgressLine => {
  let idleSeconds = 0;
  let latest: ProgressEvent | undefined;
  let drawn = '';
  const draw = (): void => {
    if (latest === undefined) return;
    const width = (stream.columns ?? 80) - 1;
    const line = truncate(`${countText(latest)} ${lineOf(latest, idleSeconds)}`, width);
    if (line !== drawn) stream.write(clearLine + line);
    drawn = line;
  };
  const timer = setInterval(() => {
    idleSeconds += everyMs / 1000;
    draw();
  }, everyMs);

  return {
    show: (event) => {
      latest = event;
      idleSeconds = 0;
      draw();
    },
    end: () => {
      clearInterval(timer);
      stream.write(clearLine);
    },
  };
};

/** A log shows that the run is alive, and what it waits for. */
const repeated = (stream: OutputStream, everyMs: number): ProgressLine => {
  let seconds = 0;
  let latest: ProgressEvent | undefined;
  const stateOf = (event: ProgressEvent): string => {
    const queue = queueIn(event);
    const what = queue ?? (event.waitingFor.length > 0 ? firstOf(event.waitingFor) : 'AWS');

    return `${countText(event)}${queue === undefined ? ` ${event.label}` : ''}: waiting for ${what}`;
  };
  const timer = setInterval(() => {
    seconds += Math.round(everyMs / 1000);
    const state = latest === undefined ? 'waiting for AWS' : stateOf(latest);
    stream.write(`${plain(`vpce-audit: ${seconds} s, ${state}`)}\n`);
  }, everyMs);

  return {
    show: (event) => {
      latest = event;
    },
    end: () => clearInterval(timer),
  };
};

/** For whoever watches: on a terminal all the time, elsewhere every 30 seconds. */
export const progressOn = (stream: OutputStream, { quiet = false }, everyMs?: number): ProgressLine => {
  if (quiet) return { show() {}, end() {} };

  return stream.isTTY ? rewritten(stream, everyMs ?? 1_000) : repeated(stream, everyMs ?? 30_000);
};
