import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-code.ts';

const summaryOf = (findings: { error?: number; warning?: number; note?: number }, complete: boolean) => ({
  summary: { paths: {}, primary: {}, findings: { error: 0, warning: 0, note: 0, ...findings }, complete },
});

describe('the exit code', () => {
  it.each([
    ['nothing found, everything read', {}, true, 'error', 0],
    ['an error', { error: 1 }, true, 'error', 1],
    ['256 errors, which do not wrap around', { error: 256 }, true, 'error', 1],
    ['a warning below the bar', { warning: 1 }, true, 'error', 0],
    ['a warning at the bar', { warning: 1 }, true, 'warning', 1],
    ['an error above the bar', { error: 1 }, true, 'note', 1],
    ['a note at the bar', { note: 1 }, true, 'note', 1],
    ['an error that fails nothing', { error: 1 }, true, 'never', 0],
    ['nothing found, something unread', {}, false, 'error', 3],
    ['a warning below the bar, something unread', { warning: 1 }, false, 'error', 3],
    ['an error, something unread', { error: 1 }, false, 'error', 1],
    ['an error that fails nothing, something unread', { error: 1 }, false, 'never', 3],
  ] as const)('of %s', (_title, findings, complete, failOn, code) => {
    expect(exitCodeOf(summaryOf(findings, complete), failOn)).toBe(code);
  });
});
