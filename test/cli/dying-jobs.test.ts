import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { buildPackage } from '../support/built-package.ts';
import { fakeStreams } from '../support/streams.ts';

const folder = mkdtempSync(join(tmpdir(), 'dying-jobs-'));
const [, program = ''] = process.argv;
afterEach(() => {
  process.argv[1] = program;
});

const [first, second] = ['111122223333', '222233334444'];
const work = join(folder, 'work.json');
writeFileSync(
  work,
  JSON.stringify([first, second].map((account) => ({ account, region: 'us-east-1', roleArn: null }))),
);

/** What stands in for vpce-audit: a piece of the first account meets its fate, the others are read. */
const workersThat = (fate: string): void => {
  const file = join(folder, `worker-${readdirSync(folder).length}.mjs`);
  const scope =
    "{ account, region: 'us-east-1', takenAt: '2026-12-01T00:00:00.000Z', sections: { vpcs: [] }, gaps: [] }";
  writeFileSync(
    file,
    `const { account } = JSON.parse(process.argv[4]);
const whole = JSON.stringify({ schemaVersion: 1, scopes: [${scope}] });
if (account === '${first}') { ${fate} }
else console.log(whole);
`,
  );
  process.argv[1] = file;
};

const collected = async () => {
  const fake = fakeStreams();
  const code = await run(['collect', '--shard', work, '--jobs', '2'], fake.streams, {});
  const { scopes } = JSON.parse(fake.stdout());

  return {
    code,
    sections: scopes.map((one: { sections: object }) => Object.keys(one.sections)),
    gap: scopes[0].gaps[0],
  };
};

describe('a process that works for others', () => {
  it.each([
    ["process.kill(process.pid, 'SIGKILL');", 'its process was ended by SIGKILL'],
    ["process.stdout.write(whole, () => process.kill(process.pid, 'SIGKILL'));", 'its process was ended by SIGKILL'],
    ['process.stdout.write(whole.slice(0, 40));', 'its process ended with code 0'],
    ['process.exitCode = 3;', 'its process ended with code 3'],
    ["console.error('vpce-audit: out of luck'); process.exitCode = 2;", 'vpce-audit: out of luck'],
    ['console.log(whole); process.exitCode = 1;', 'its process ended with code 1'],
  ])('costs its own piece alone: %s', async (fate, reason) => {
    workersThat(fate);

    expect(await collected()).toEqual({
      code: 3,
      sections: [[], ['vpcs']],
      gap: { section: 'regions', action: 'ec2:DescribeRegions', kind: 'failed', reason },
    });
  });

  it('that cannot be started is a gap as well', async () => {
    const path = process.execPath;
    process.execPath = join(folder, 'no-node');
    try {
      expect((await collected()).gap.reason).toContain('its process did not start');
    } finally {
      process.execPath = path;
    }
  });

  it('ends with whoever it works for', async () => {
    const cli = join(await buildPackage(), 'bin', 'vpce-audit.js');
    const started = join(folder, 'started');
    workersThat(
      `(await import('node:fs')).writeFileSync(${JSON.stringify(started)}, String(process.pid)); setInterval(() => {}, 1000);`,
    );
    const starter = join(folder, 'starter.mjs');
    writeFileSync(
      starter,
      `process.argv.splice(1, 1, ${JSON.stringify(process.argv[1])});
const { run } = await import(${JSON.stringify(join(cli, '../../dist/main.cjs'))});
process.exitCode = await run(['collect', '--shard', ${JSON.stringify(work)}, '--jobs', '2'], process, process.env);`,
    );
    const parent = spawn(process.execPath, [starter], { stdio: 'ignore' });
    const { readFileSync, existsSync } = await import('node:fs');
    while (!existsSync(started) || readFileSync(started, 'utf8') === '') await setTimeout(20);
    const worker = Number(readFileSync(started, 'utf8'));
    const ended = new Promise((resolve) => parent.once('close', (_, signal) => resolve(signal)));
    parent.kill('SIGTERM');

    expect(await ended).toBe('SIGTERM');
    await expect
      .poll(
        () => {
          try {
            return process.kill(worker, 0);
          } catch {
            return false;
          }
        },
        { timeout: 5000 },
      )
      .toBe(false);
  }, 120_000);
});
