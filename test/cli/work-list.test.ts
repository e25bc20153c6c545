import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { readShards } from '../../src/cli/shards/read-shards.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { fakeStreams } from '../support/streams.ts';

const runIn = async (...argv: readonly string[]) => {
  const fake = fakeStreams();
  const code = await run(argv, fake.streams, {});

  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

const saved = (name: string, value: unknown): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'work-list-')), name);
  writeFileSync(file, JSON.stringify(value));

  return file;
};

const [own, other] = ['111122223333', '444455556666'];
const shard = (account: string, region: string) => ({ account, region, roleArn: null });

describe('snapshots of which a work list says what they are to hold', () => {
  const held = demoSnapshot().scopes[0];
  const snapshot = saved('facts.json', demoSnapshot());
  const present = shard(held?.account ?? '', held?.region ?? '');

  it('are complete where they hold all of it', async () => {
    const without = await runIn('--snapshot', snapshot, '--format', 'json');
    const withList = await runIn(
      '--snapshot',
      snapshot,
      '--work-list',
      saved('work.json', [present]),
      '--format',
      'json',
    );

    expect(withList).toEqual(without);
  });

  it('have a gap for each piece that nobody brought back, and are never a clean audit', async () => {
    const work = saved('work.json', [present, shard(other, 'eu-west-1'), shard(other, 'eu-west-1')]);
    const flags = ['--snapshot', snapshot, '--fail-on', 'never'];

    const { code, stdout } = await runIn(...flags, '--work-list', work, '--format', 'json');

    const { gaps, scopes, summary } = JSON.parse(stdout);
    expect({ code, complete: summary.complete, scopes: scopes.length }).toEqual({
      code: 3,
      complete: false,
      scopes: 2,
    });
    expect(gaps).toContainEqual(
      expect.objectContaining({
        account: other,
        region: 'eu-west-1',
        section: 'vpcs',
        reason: 'the work list names it, and no snapshot holds it',
      }),
    );
    expect((await runIn(...flags)).code).toBe(0);
  });

  it.each([
    ['whole', present.account, 0],
    ['a gap', other, 3],
  ])('have of a piece that is all Regions %s where some Region of the account is there', async (_, account, code) => {
    const work = saved('work.json', [present, shard(account, 'all')]);

    expect((await runIn('--snapshot', snapshot, '--fail-on', 'never', '--work-list', work)).code).toBe(code);
  });

  it('are merged with the gaps', async () => {
    const work = saved('work.json', [shard(other, 'eu-west-1')]);

    const { code, stdout } = await runIn('merge', snapshot, '--work-list', work);

    expect(code).toBe(0);
    expect(JSON.parse(stdout).scopes[1]).toMatchObject({ account: other, takenAt: null, sections: {} });
    expect((await runIn('--snapshot', saved('merged.json', JSON.parse(stdout)), '--fail-on', 'never')).code).toBe(3);
  });

  it.each([
    [['--demo', '--work-list', 'work.json'], 'Give --snapshot as well'],
    [['--snapshot', snapshot, '--work-list', 'absent.json'], 'cannot read absent.json'],
    [['--snapshot', snapshot, '--work-list', snapshot], 'is not an account id'],
  ])('%j is refused', async (argv, message) => {
    const { code, stderr } = await runIn(...argv);

    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('a piece of a work list', () => {
  const work = [shard(own, 'eu-west-1'), shard(other, 'eu-west-1'), shard(own, 'us-east-1'), shard(other, 'us-east-1')];
  const file = saved('work.json', work);

  it('is chosen by its number', async () => {
    expect(await readShards(`${file}#2`)).toEqual([work[2]]);
    expect(await readShards(file)).toEqual(work);
  });

  it.each(['eusc-de-east-1', 'us-gov-west-1', 'us-isob-east-1', 'all'])('may be of %s', async (region) => {
    expect(await readShards(JSON.stringify(shard(own, region)))).toEqual([shard(own, region)]);
  });

  it('belongs to one of several parts, in which accounts stay together', async () => {
    const parts = await Promise.all([0, 1].map((part) => readShards(`${file}#${part}/2`)));

    expect(parts).toEqual([
      [work[0], work[2]],
      [work[1], work[3]],
    ]);
  });

  it('is in one part alone, also where there are more parts than pieces', async () => {
    const parts = await Promise.all(Array.from({ length: 7 }, (_, part) => readShards(`${file}#${part}/7`)));

    expect(parts.flat()).toHaveLength(4);
    expect(new Set(parts.flat())).toHaveLength(4);
  });

  it('that there is not is refused', async () => {
    await expect(readShards(`${file}#4`)).rejects.toThrow('there is no such piece');
    await expect(readShards(`${file}#2/2`)).rejects.toThrow('there is no such part');
    await expect(readShards(`${file}#0/0`)).rejects.toThrow('there are no parts');
  });

  it('collects nothing of an empty part, which is no fault', async () => {
    const { code, stdout } = await runIn('collect', '--shard', `${file}#0/7`);

    expect({ code, scopes: JSON.parse(stdout).scopes }).toEqual({ code: 0, scopes: [] });
  });
});
