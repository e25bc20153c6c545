import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { httpHandlerOf } from '../../../src/sources/aws/http-handler.ts';
import { awsLimits } from '../../../src/sources/aws/limits.ts';

describe('the authorities that connections trust', () => {
  it('are read once for all sessions of a run, and anew for another', async () => {
    const caBundle = join(await mkdtemp(join(tmpdir(), 'authorities-')), 'ca.pem');
    await writeFile(caBundle, 'authorities');
    const { signal } = new AbortController();
    const open = (shared: object) => httpHandlerOf({ limits: awsLimits, caBundle, signal, shared });
    const run = {};

    await open(run);
    await rm(caBundle);

    await expect(open(run)).resolves.toBeDefined();
    await expect(open({})).rejects.toThrow(`Cannot read the certificate bundle ${caBundle}.`);
  });
});
