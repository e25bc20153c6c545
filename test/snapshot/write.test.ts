import { describe, expect, it } from 'vitest';
import type { ScopeSnapshot } from '../../src/snapshot/schema.ts';
import { snapshotChunks, streamedChunks } from '../../src/snapshot/write.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';

const { scopes, ...head } = demoSnapshot();
const several = ['eu-west-1', 'eu-west-2', 'eu-west-3'].flatMap((region) =>
  scopes.map((scope): ScopeSnapshot => ({ ...scope, region })),
);

async function* oneByOne(all: readonly ScopeSnapshot[], taken: string[] = []): AsyncGenerator<ScopeSnapshot> {
  for (const scope of all) {
    taken.push(scope.region);
    yield scope;
  }
}

const textOf = async (chunks: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const chunk of chunks) text += chunk;

  return text;
};

describe('scopes that come one after another', () => {
  it.each([0, 1, 3])('are the same text as at once: %d', async (count) => {
    const some = several.slice(0, count);
    const whole = [...snapshotChunks({ ...head, scopes: some })].join('');

    expect(await textOf(streamedChunks(head, oneByOne(some)))).toBe(whole);
  });

  it('are written before the next is asked for', async () => {
    const taken: string[] = [];
    let text = '';
    for await (const chunk of streamedChunks(head, oneByOne(several, taken))) {
      text += chunk;
      if (taken.length === 2 && text.includes('"region":"eu-west-1"')) break;
    }

    expect(taken).toEqual(['eu-west-1', 'eu-west-2']);
    expect(text).not.toContain('eu-west-3');
  });

  it('say nothing where the first of them fails', async () => {
    const failing = async function* (): AsyncGenerator<ScopeSnapshot> {
      yield await Promise.reject(new Error('no credentials'));
    };
    const chunks: string[] = [];
    const read = async () => {
      for await (const chunk of streamedChunks(head, failing())) chunks.push(chunk);
    };

    await expect(read()).rejects.toThrow('no credentials');
    expect(chunks).toEqual([]);
  });
});
