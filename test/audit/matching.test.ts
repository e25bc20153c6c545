import { describe, expect, it } from 'vitest';
import { selectIds } from '../../src/audit/matching.ts';
import { Failure } from '../../src/failure.ts';

const kind = { noun: 'VPC', place: '--vpc' };
const things = [
  { id: 'vpc-12', name: 'web' },
  { id: 'vpc-1', name: 'data' },
  { id: 'vpc-2', name: 'vpc-1' },
  { id: 'vpc-3', name: 'vpc-9' },
  { id: 'vpc-9x', name: null },
  { id: 'vpc-2', name: 'vpc-1' },
];
const chosen = (...words: readonly string[]) => selectIds(words, kind, things);

const failure = (word: string, among: typeof things = things): readonly (string | undefined)[] => {
  try {
    return selectIds([word], kind, among);
  } catch (error) {
    return error instanceof Failure ? [error.message, error.hint] : [String(error)];
  }
};

describe('a word stands for', () => {
  it.each([
    ['an id, though others begin with it or are called so', ['vpc-1'], ['vpc-1']],
    ['a name, though ids begin with it', ['vpc-9'], ['vpc-3']],
    ['the only id that begins with it', ['vpc-9x'], ['vpc-9x']],
    ['the start of one id', ['vpc-12'], ['vpc-12']],
    ['all that match a pattern, by id or name, in order', ['vpc-1*', 'w*'], ['vpc-1', 'vpc-12', 'vpc-2']],
    ['each once', ['web', 'vpc-12', 'w*'], ['vpc-12']],
    ['none: everything', [], []],
  ])('%s', (_, words, ids) => {
    expect(chosen(...words)).toEqual(ids);
  });

  it.each([
    ['vpc-', '--vpc: "vpc-" is 5 VPCs: vpc-1 (data), vpc-12 (web), vpc-2 (vpc-1), vpc-3 (vpc-9), vpc-9x'],
    ['', '--vpc: there is no VPC "" in these facts'],
    ['x*', '--vpc: there is no VPC "x*" in these facts'],
  ])('several or none, and is refused: %j', (word, message) => {
    expect(failure(word)[0]).toBe(message);
  });

  it('something else, and what is like it is told', () => {
    expect(failure('wob')[1]).toMatch(/^Did you mean web\? There are 5: vpc-1 \(data\), /);
    expect(failure('wob', [])[1]).toBe('No VPC was read.');
  });

  it('no more than eight of those that there are', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `vpc-${i}`, name: null }));

    expect(failure('zzzzzzzzzz', many(8) as never)[1]).toMatch(/vpc-7$/);
    expect(failure('zzzzzzzzzz', many(9) as never)[1]).toMatch(/vpc-7, …$/);
  });
});
