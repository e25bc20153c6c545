import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from './support/built-package.ts';
import { everyKind } from './support/loopback/every-kind.ts';
import { type Loopback, type LoopbackOptions, startLoopback } from './support/loopback/loopback.ts';

let built = '';
let loopback: Loopback | undefined;
let proxy: Server | undefined;
const folder = mkdtempSync(join(tmpdir(), 'end-'));
beforeAll(async () => {
  built = await buildPackage();
}, 120_000);
afterEach(async () => {
  proxy?.closeAllConnections();
  proxy?.close();
  await loopback?.close();
});
afterAll(() => {
  for (const path of [built, folder]) rmSync(path, { recursive: true });
});

/** A run of the real process: what it said, how it ended, and how long after its last word. */
const endOf = async (options: Partial<LoopbackOptions>, env: Record<string, string>, ...args: readonly string[]) => {
  loopback = await startLoopback({ scopes: [everyKind], ...options });
  const child = spawn(process.execPath, [join(built, 'bin', 'vpce-audit.js'), ...args], {
    env: { ...loopback.environment, CI: 'true', ...env },
  });
  let said = '';
  let last = performance.now();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      said += data;
      last = performance.now();
    });
  const [code] = await once(child, 'exit');

  return { code, said, lingered: performance.now() - last };
};

describe('the process', () => {
  it.each(['hang', 'stall', 'drip'] as const)(
    'ends with its last word where answers have fault %s',
    async (kind) => {
      const faults = {
        'ec2:DescribeNatGateways': { kind },
        'route53profiles:ListProfileAssociations': { kind },
      } as const;
      const { code, said, lingered } = await endOf({ faults }, {}, '--timeout', '3', '--format', 'json');

      expect([1, 3]).toContain(code);
      expect(said).toContain('not read within the 3 s of --timeout');
      expect(lingered).toBeLessThan(1_000);
    },
    30_000,
  );

  it('drains no throttle', async () => {
    const quotas = { ec2: { burst: 5, perSecond: 0.1 } };
    const { code, lingered } = await endOf({ quotas }, {}, '--timeout', '3', '--format', 'json');

    expect([1, 2, 3]).toContain(code);
    expect(lingered).toBeLessThan(1_000);
  }, 30_000);

  it('waits for no proxy', async () => {
    proxy = createServer().on('connect', (_request, client) => client.on('error', () => {}).resume());
    await new Promise<void>((resolve) => proxy?.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const way = { http_proxy: `http://127.0.0.1:${port}`, AWS_ENDPOINT_URL: 'http://aws.invalid', no_proxy: '' };
    const { code, said, lingered } = await endOf({}, way, '--timeout', '2');

    expect(code).toBe(2);
    expect(said).toContain('http://aws.invalid is not encrypted');
    expect(lingered).toBeLessThan(1_000);
  }, 30_000);

  it('waits for no credential_process', async () => {
    const config = join(folder, 'config');
    writeFileSync(config, '[profile slow]\nregion = ap-northeast-2\ncredential_process = sleep 30\n');
    const { code, said, lingered } = await endOf(
      {},
      { AWS_CONFIG_FILE: config },
      '--timeout',
      '2',
      '--profile',
      'slow',
    );

    expect(code).toBe(2);
    expect(said).toContain('not read within the 2 s of --timeout');
    expect(lingered).toBeLessThan(1_000);
  }, 30_000);
});
