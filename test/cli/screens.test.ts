import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { goldenScreen, screened, screenedFolder, screenWidths } from '../support/screens.ts';
import { fakeStreams } from '../support/streams.ts';

let folder = '';
beforeAll(() => {
  folder = screenedFolder();
});

const screenOf = async (name: string, columns: number): Promise<string> => {
  const { streams, stdout, stderr } = fakeStreams({ stdout: { isTTY: true, columns } });
  await run(['--snapshot', join(folder, `${name}.json`)], streams, { NO_COLOR: '1' });
  if (stderr() !== '') throw new Error(stderr());

  return stdout().replaceAll(`${folder}/`, '');
};

const heightOf = (text: string): number => text.trimEnd().split('\n').length;

describe.each(Object.keys(screened))('the first screen of %s', (name) => {
  it.each(screenWidths)('at %i columns is', async (columns) => {
    await expect(await screenOf(name, columns)).toMatchFileSnapshot(join('../..', goldenScreen(name, columns)));
  });

  it('says within ten lines how many subnets go out publicly, through what, and what to do first', async () => {
    const top = (await screenOf(name, 80)).split('\n').slice(0, 10).join(' ');

    expect(top).toMatch(/ are public.*: \d+ subnets .*, through .*\. Everything needed was read\./);
    expect(top).toMatch(name === 'empty-default-vpcs' ? / findings are notes/ : / 1 {2}\w/);
  });

  it('takes 24 lines for a dozen subnets, and 60 at most for a thousand', async () => {
    for (const columns of [200, 120, 80])
      expect(heightOf(await screenOf(name, columns))).toBeLessThanOrEqual(name === 'cake-vpc' ? 24 : 60);
  });
});
