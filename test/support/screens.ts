import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { emptyDefaultVpcs, thousandSubnets, threeVpcs } from './accounts.ts';

/** Networks whose screens are kept, by name. */
export const screened: Readonly<Record<string, () => Snapshot>> = {
  'cake-vpc': demoSnapshot,
  'three-vpcs': threeVpcs,
  'thousand-subnets': thousandSubnets,
  'empty-default-vpcs': emptyDefaultVpcs,
};

export const screenWidths = [200, 120, 80, 60] as const;

export const goldenScreen = (name: string, columns: number): string => `test/golden/screens/${name}.${columns}.txt`;

/** A folder with a snapshot of each. */
export const screenedFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'screens-'));
  for (const [name, snapshotOf] of Object.entries(screened))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(snapshotOf()));

  return folder;
};
