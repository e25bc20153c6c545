import { describe, expect, it } from 'vitest';
import { overruled } from '../../src/cli/overruled.ts';

describe('a flag that overrules the exit code', () => {
  it.each([
    [
      'lets findings pass',
      { code: 1, undecided: 0 },
      { exitZero: true },
      0,
      ['--exit-zero was given: the exit code is 0 instead of 1'],
    ],
    [
      'lets gaps pass',
      { code: 3, undecided: 0 },
      { allowIncomplete: true },
      0,
      ['--allow-incomplete was given: the exit code is 0 instead of 3'],
    ],
    [
      'for gaps lets no unknown verdict pass',
      { code: 3, undecided: 2 },
      { allowIncomplete: true },
      3,
      ['--allow-incomplete was given: it allows for what was not read, not for 2 unknown verdicts'],
    ],
    [
      'for gaps lets no findings pass',
      { code: 1, undecided: 0 },
      { allowIncomplete: true },
      1,
      ['--allow-incomplete was given: it changed nothing'],
    ],
    [
      'for findings lets gaps pass, too',
      { code: 3, undecided: 0 },
      { exitZero: true },
      0,
      ['--exit-zero was given: the exit code is 0 instead of 3'],
    ],
    [
      'says so where it changed nothing',
      { code: 0, undecided: 0 },
      { exitZero: true },
      0,
      ['--exit-zero was given: it changed nothing'],
    ],
    ['is silent where it was not given', { code: 1, undecided: 0 }, {}, 1, []],
  ] as const)('%s', (_title, outcome, flags, settled, said) => {
    expect(overruled(outcome, flags)).toEqual([settled, said]);
  });
});
