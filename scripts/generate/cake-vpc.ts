import { snapshotChunks } from '../../src/snapshot/write.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import type { Output } from './output.ts';

export const outputs = (): readonly Output[] => [
  { path: 'examples/cake-vpc/snapshot.json', text: [...snapshotChunks(demoSnapshot())].join('') },
];
