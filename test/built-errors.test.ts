import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from './support/built-package.ts';
import { everyKind } from './support/loopback/every-kind.ts';
import type { Fault } from './support/loopback/fault.ts';
import { collectFrom } from './support/loopback/live-run.ts';
import { startLoopback } from './support/loopback/loopback.ts';

let built = '';
beforeAll(async () => {
  built = await buildPackage();
}, 120_000);
afterAll(() => rmSync(built, { recursive: true }));

const error = (status: number, code: string): Fault => ({ kind: 'error', status, code, message: 'because' });

const collectBuilt = async (env: NodeJS.ProcessEnv) => {
  const child = spawn(process.execPath, [join(built, 'bin', 'vpce-audit.js'), 'collect', '-o', '-'], {
    env: { ...env, CI: 'true' },
  });
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);

  return JSON.parse(said);
};

describe('the package, whose clients know no classes of errors', () => {
  it.each([
    ['a denial', { kind: 'denied' }],
    ['throttling that passes', { kind: 'throttled', times: 2 }],
    ['an error that the API documents', error(400, 'InvalidInput')],
    ['a zone that is gone', error(404, 'NoSuchHostedZone')],
    ['an error that nobody documents', error(400, 'Surprise')],
  ] as const)(
    'has the gaps that the sources have: %s',
    async (_title, fault) => {
      for (const action of ['route53:ListHostedZonesByVPC', 'route53:ListResourceRecordSets']) {
        const loopback = await startLoopback({ scopes: [everyKind], faults: { [action]: fault } });

        try {
          const [fromSources, fromPackage] = [await collectFrom(loopback), await collectBuilt(loopback.environment)];

          expect(fromPackage.gaps).toEqual(fromSources.gaps);
          expect(fromPackage.hostedZones).toEqual(fromSources.hostedZones);
        } finally {
          await loopback.close();
        }
      }
    },
    60_000,
  );
});
