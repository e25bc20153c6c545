import { plain, truncate } from '../report/plain-text.ts';
import type { OutputStream } from './context.ts';

export interface ProgressLine {
  /** `waitingFor` is what has no answer yet, the longest first. */
  show(text: string, waitingFor?: readonly string[]): void;
  end(): void;
}

const clearLine = '\r\u001b[K';

/** One line, rewritten in place. */
const rewritten = (stream: OutputStream): ProgressLine => ({
  show: (text) => {
    const width = (stream.columns ?? 80) - 1;
    stream.write(clearLine + truncate(text, width));
  },
  end: () => {
    stream.write(clearLine);
  },
});

const firstOf = (names: readonly string[]): string =>
  [...names.slice(0, 3), ...(names.length > 3 ? [`${names.length - 3} more`] : [])].join(', ');

/** A log shows that the run is alive, and what it waits for. */
const repeated = (stream: OutputStream, everyMs: number): ProgressLine => {
  let seconds = 0;
  let state: { readonly text: string; readonly waitingFor: readonly string[] } = { text: '', waitingFor: [] };
  const timer = setInterval(() => {
    seconds += Math.round(everyMs / 1000);
    const what = state.waitingFor.length > 0 ? firstOf(state.waitingFor) : 'AWS';
    stream.write(`${plain(`vpce-audit: ${seconds} s, ${state.text}: waiting for ${what}`)}\n`);
  }, everyMs);

  return {
    show: (text, waitingFor = []) => {
      state = { text, waitingFor };
    },
    end: () => clearInterval(timer),
  };
};

/** For whoever watches: on a terminal all the time, elsewhere every 30 seconds. */
export const progressOn = (stream: OutputStream, { quiet = false }, everyMs = 30_000): ProgressLine => {
  if (quiet) return { show() {}, end() {} };

  return stream.isTTY ? rewritten(stream) : repeated(stream, everyMs);
};
