import { describe, expect, it } from 'vitest';
import { outputsOf } from '../../src/cli/outputs.ts';

describe('what is written where', () => {
  it.each([
    ['the table on standard output', {}, [{ format: 'table' }]],
    ['one format on standard output', { format: ['json'] }, [{ format: 'json' }]],
    ['the table in a file', { output: ['a'] }, [{ format: 'table', output: 'a' }]],
    ['one format in a file', { format: ['json'], output: ['a'] }, [{ format: 'json', output: 'a' }]],
    ['a format with its file', { format: ['json'], output: ['json=a'] }, [{ format: 'json', output: 'a' }]],
    ['a file beside the table', { output: ['json=a'] }, [{ format: 'table' }, { format: 'json', output: 'a' }]],
    [
      'one of two formats in a file',
      { format: ['table', 'json'], output: ['json=a'] },
      [{ format: 'table' }, { format: 'json', output: 'a' }],
    ],
    [
      'two files, one of them without a format',
      { format: ['json', 'csv'], output: ['csv=b', 'a'] },
      [
        { format: 'json', output: 'a' },
        { format: 'csv', output: 'b' },
      ],
    ],
    ['a file whose name has an equals sign', { output: ['./a=b'] }, [{ format: 'table', output: './a=b' }]],
    ['a format with standard output for its file', { output: ['json=-'] }, [{ format: 'json', output: '-' }]],
    ['a format twice', { format: ['json', 'json'] }, [{ format: 'json' }]],
    [
      'standard output by its sign',
      { output: ['json=-', 'a'] },
      [
        { format: 'table', output: 'a' },
        { format: 'json', output: '-' },
      ],
    ],
  ] as const)('is %s', (_title, flags, expected) => {
    expect(outputsOf(flags)).toEqual(expected);
  });

  it.each([
    ['two formats on standard output', { format: ['json', 'csv'] }, 'standard output takes one format'],
    ['two formats in one file', { format: ['json', 'csv'], output: ['a'] }, 'which format goes to which file?'],
    ['two files for one format', { format: ['json'], output: ['a', 'b'] }, 'which format goes to which file?'],
    ['the same file twice', { output: ['json=a', 'csv=a'] }, 'two formats for a'],
    ['standard output twice', { format: ['table'], output: ['json=-'] }, 'two formats for standard output'],
    ['a format that there is not', { output: ['jsno=a'] }, "there is no format 'jsno'"],
  ] as const)('is not %s', (_title, flags, message) => {
    expect(() => outputsOf(flags)).toThrow(message);
  });
});
