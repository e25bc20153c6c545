import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { everyKind } from '../support/loopback/every-kind.ts';
import type { Fault } from '../support/loopback/fault.ts';
import { withEnvironment } from '../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../support/loopback/loopback.ts';
import { fakeStreams } from '../support/streams.ts';

let loopback: Loopback;
const folder = mkdtempSync(join(tmpdir(), 'live-'));
afterEach(async () => {
  await loopback.close();
});

const cli = async (line: string, faults: Readonly<Record<string, Fault>> = {}) => {
  loopback = await startLoopback({ scopes: [everyKind, { ...everyKind, region: 'eu-west-3' }], faults });
  const { streams, stdout, stderr } = fakeStreams();
  const code = await withEnvironment(loopback.environment, () => run(line.split(' '), streams, {}));
  return { code, stdout: stdout(), stderr: stderr(), calls: loopback.calls.length };
};

describe('a live audit', () => {
  it('names the endpoint that it asked in its report', async () => {
    const { stdout } = await cli('--format json');

    expect(JSON.parse(stdout).scopes).toMatchObject([{ source: 'aws', endpoint: loopback.url }]);
  });

  it('reports after its timeout, with gaps for what is missing', async () => {
    const { stdout, code } = await cli('--format json --timeout 2', {
      'route53:ListHostedZonesByVPC': { kind: 'stall' },
    });
    const { gaps, summary } = JSON.parse(stdout);

    expect(gaps).toContainEqual(
      expect.objectContaining({
        action: 'route53:ListHostedZonesByVPC',
        reason: 'TimeoutError: not read within the 2 s of --timeout',
      }),
    );
    expect(summary.complete).toBe(false);
    expect([1, 3]).toContain(code);
  });

  it('says which Region it has nothing of, and what to do about it', async () => {
    const { code, stderr, stdout } = await cli('--region all --format json', {
      'eu-west-3': { kind: 'error', status: 401, code: 'AuthFailure' },
    });

    expect(JSON.parse(stdout).scopes).toHaveLength(2);
    expect([1, 3]).toContain(code);
    expect(stderr).toContain('eu-west-3 may not be enabled for the account');
  });

  it('collects for the eyes of its owner', async () => {
    await cli(`collect -o ${folder}/mine.json`);

    expect(statSync(join(folder, 'mine.json')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['collect', 0],
    ['collect --quiet', 0],
    ['collect --region us-east-1 eu-west-3', 0],
    ['collect --shard {"account":"111122223333","region":"us-east-1","roleArn":null}', 3],
  ])('tells what only other accounts rest on, and fails for it where there are some: %s', async (line, expected) => {
    const { code, stdout, stderr } = await cli(line, {
      'ram:ListResources': { kind: 'denied' },
      'route53:ListHostedZones': { kind: 'denied' },
    });
    const [{ gaps }] = JSON.parse(stdout).scopes;

    expect(code).toBe(expected);
    expect(gaps.map(({ action }: { action: string }) => action)).toEqual([
      'route53:ListHostedZones',
      'ram:ListResources',
    ]);
    expect(stderr).toBe(
      expected === 3 || line.includes('--quiet')
        ? ''
        : 'vpce-audit: route53:ListHostedZones denied, ram:ListResources denied: the snapshot lacks what other accounts may rest on; this one needs none of it\n',
    );
  });

  it('fails for what the account itself rests on as well', async () => {
    const { code, stderr } = await cli('collect', {
      'ram:ListResources': { kind: 'denied' },
      'ec2:DescribeSubnets': { kind: 'denied' },
    });

    expect(code).toBe(3);
    expect(stderr).toContain('ram:ListResources denied');
  });

  it('collects what the good Region says', async () => {
    const { code, stdout } = await cli('collect --region all', { 'eu-west-3': { kind: 'reset' } });

    expect(code).toBe(3);
    expect(JSON.parse(stdout).scopes[0].sections).toEqual(everyKind.sections);
  });

  it.each<[string, Fault]>([
    ['audit --region all --format json', { kind: 'error', status: 500, code: 'InternalError' }],
    ['audit --region all --format json', { kind: 'html', status: 502 }],
    ['audit --region all --format json', { kind: 'error', status: 403, code: 'OptInRequired' }],
    ['collect --region all', { kind: 'error', status: 401, code: 'AuthFailure' }],
    ['collect --region all', { kind: 'html', status: 200 }],
    ['collect --region all', { kind: 'error', status: 403, code: 'OptInRequired' }],
  ])(
    'loses nothing of the good Region: %s, with %o in another one',
    async (line, fault) => {
      const { code, stdout, stderr } = await cli(line, { 'eu-west-3': fault });
      const told = JSON.parse(stdout);
      const gaps: readonly { region: string }[] = told.gaps ?? told.scopes[1].gaps.map(() => told.scopes[1]);

      expect([1, 3]).toContain(code);
      expect(told.scopes.map(({ region }: { region: string }) => region)).toEqual(['ap-northeast-2', 'eu-west-3']);
      expect(new Set(gaps.map(({ region }) => region))).toEqual(new Set(['eu-west-3']));
      expect(stderr).not.toMatch(/\bbug\b|^\s+at /m);
    },
    60_000,
  );

  it.each(['0', 'soon', '-5'])('refuses --timeout %s', async (value) => {
    const { code, stderr } = await cli(`--timeout=${value}`);

    expect(code).toBe(2);
    expect(stderr).toContain('number of seconds');
  });

  it('has no use for --timeout with saved facts', async () => {
    expect((await cli('--demo --timeout 5')).code).toBe(2);
  });
});

describe('before the first call', () => {
  it.each([
    ['a folder that is missing', `--output ${folder}/no/report.txt`, /there is no folder/],
    ['a folder in place of a file', `--output ${folder}`, /it is a folder/],
    ['a folder that is a file', `--output ${__filename}/report.txt`, /is not a folder/],
    [
      'a missing folder of one of several',
      `--output json=${folder}/a.json --output csv=${folder}/no/b.csv`,
      /no folder/,
    ],
    ['a missing folder for a snapshot', `collect -o ${folder}/no/facts.json`, /there is no folder/],
    ['a missing folder for a baseline', `baseline -o ${folder}/no/baseline.json`, /there is no folder/],
    ['a set that is none', '--service @ekss', /Did you mean @eks/],
    ['a name that no service can have', '--service s3;rm', /no name of a service/],
    ['a set that is none to explain', 'explain subnet-a @nothing', /no set of services/],
    ['a Region that is none', '--region us_east/1', /not the name of a Region/],
  ])('finds %s', async (_title, line, message) => {
    const { code, stderr, calls } = await cli(line);

    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(calls).toBe(0);
  });
});

describe('a file that is there', () => {
  it('is replaced by the report', async () => {
    const file = join(folder, 'report.json');
    writeFileSync(file, 'before');
    await cli(`--format json --output ${file}`);

    expect(JSON.parse(readFileSync(file, 'utf8')).schemaVersion).toBe(2);
    rmSync(folder, { recursive: true });
  });
});

describe('no failure of the wire', () => {
  const faults: readonly Fault[] = [
    { kind: 'no-body' },
    { kind: 'wrong-root' },
    { kind: 'half' },
    { kind: 'html', status: 200 },
    { kind: 'html', status: 403 },
    { kind: 'error', status: 400, code: 'InvalidClientTokenId' },
  ];

  it.each(faults)('is called a bug or shows a stack where everything has fault $kind', async (fault) => {
    const { code, stderr } = await cli('--format json', { 'ap-northeast-2': fault });

    expect(code).toBe(2);
    expect(stderr).not.toMatch(/\bbug\b|^\s+at /m);
    expect(stderr.split('\n').length).toBeLessThanOrEqual(4);
  });
});
