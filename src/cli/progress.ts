import type { OutputStream } from './context.ts';

export interface ProgressLine {
  show(text: string): void;
  end(): void;
}

const clearLine = '\r\u001b[K';

/** One line, rewritten in place; nothing at all where nobody watches. */
export const progressOn = (stream: OutputStream, { quiet = false }): ProgressLine => {
  if (quiet || !stream.isTTY) return { show() {}, end() {} };

  return {
    show: (text) => {
      const width = (stream.columns ?? 80) - 1;
      stream.write(`${clearLine}${text.length > width ? `${text.slice(0, width - 1)}…` : text}`);
    },
    end: () => {
      stream.write(clearLine);
    },
  };
};
