import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { emptyDefaultVpcs, thousandSubnets, threeVpcs } from '../support/accounts.ts';
import { fakeStreams } from '../support/streams.ts';

const networks: Readonly<Record<string, () => Snapshot>> = {
  'cake-vpc': demoSnapshot,
  'three-vpcs': threeVpcs,
  'thousand-subnets': thousandSubnets,
  'empty-default-vpcs': emptyDefaultVpcs,
};
const widths = [200, 120, 80, 60];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'screens-'));
  for (const [name, snapshotOf] of Object.entries(networks))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(snapshotOf()));
});

const screenOf = async (name: string, columns: number, ...flags: readonly string[]): Promise<string> => {
  const { streams, stdout, stderr } = fakeStreams({ stdout: { isTTY: true, columns } });
  await run(['--snapshot', join(folder, `${name}.json`), ...flags], streams, { NO_COLOR: '1' });
  if (stderr() !== '') throw new Error(stderr());

  return stdout().replaceAll(`${folder}/`, '');
};

describe.each(Object.keys(networks))('the first screen of %s', (name) => {
  it.each(widths)('at %i columns is', async (columns) => {
    await expect(await screenOf(name, columns)).toMatchFileSnapshot(`../golden/screens/${name}.${columns}.txt`);
  });
});
