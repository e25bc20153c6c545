import { lstatSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { withEnvironment } from '../support/loopback/live-run.ts';
import { fakeStreams } from '../support/streams.ts';

const escapeSequence = '\u001b[';
const folder = () => mkdtempSync(join(tmpdir(), 'run-'));

describe('colour', () => {
  it.each([
    ['is off in a pipe', {}, {}, [], false],
    ['is on on a terminal', { isTTY: true }, {}, [], true],
    ['is off on a terminal that cannot show it', { isTTY: true }, { TERM: 'dumb' }, [], false],
    ['is off where NO_COLOR is set', { isTTY: true }, { NO_COLOR: '1' }, [], false],
    ['is on on a terminal where NO_COLOR is empty', { isTTY: true }, { NO_COLOR: '' }, [], true],
    ['is on in a pipe where FORCE_COLOR is set', {}, { FORCE_COLOR: '1' }, [], true],
    ['is off on a terminal where FORCE_COLOR is 0', { isTTY: true }, { FORCE_COLOR: '0' }, [], false],
    ['is off with --no-color, whatever else is set', { isTTY: true }, { FORCE_COLOR: '1' }, ['--no-color'], false],
  ])('%s', async (_title, stdout, env, flags, colored) => {
    const fake = fakeStreams({ stdout });

    await run(['--demo', ...flags], fake.streams, env);

    expect(fake.stdout().includes(escapeSequence)).toBe(colored);
  });
});

describe('the width of the report', () => {
  const widest = async (
    stdout: { isTTY?: boolean; columns?: number },
    env: Record<string, string>,
    isExcepted = (line: string) => line.startsWith('  $ '),
  ) => {
    const fake = fakeStreams({ stdout });
    await run(['--demo', '--no-color'], fake.streams, env);
    return Math.max(
      ...fake
        .stdout()
        .split('\n')
        .filter((line) => !isExcepted(line))
        .map((line) => line.length),
    );
  };

  it('is that of the terminal', async () => {
    expect(await widest({ isTTY: true, columns: 72 }, { COLUMNS: '200' })).toBeLessThanOrEqual(72);
  });

  it('is COLUMNS in a pipe, but for what must not be broken', async () => {
    const isWhole = (line: string) => /^ *\$ | subnet-0|clients/.test(line);

    expect(await widest({}, { COLUMNS: '64' }, isWhole)).toBeLessThanOrEqual(64);
  });
});

describe('standard output', () => {
  it('may go away: what was found still decides the exit code', async () => {
    const fake = fakeStreams();
    const gone = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });

    const code = await run(['--demo', '--format', 'json'], { ...fake.streams, stdout: gone }, {});

    expect({ code, stderr: fake.stderr() }).toEqual({ code: 1, stderr: '' });
  });

  it('may be full: then the command could not run', async () => {
    const fake = fakeStreams();
    const full = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    });

    const code = await run(['--demo'], { ...fake.streams, stdout: full }, {});

    expect(code).toBe(2);
    expect(fake.stderr()).toContain('cannot write standard output: the disk is full');
  });
});

describe('--output', () => {
  it('writes the report to the file and nothing to standard output', async () => {
    const directory = folder();
    const fake = fakeStreams({ stdout: { isTTY: true, columns: 80 } });

    const code = await run(['--demo', '--output', join(directory, 'report.txt')], fake.streams, {});

    expect(readFileSync(join(directory, 'report.txt'), 'utf8')).toContain('public-path');
    expect(readFileSync(join(directory, 'report.txt'), 'utf8')).not.toContain(escapeSequence);
    expect({ code, stdout: fake.stdout(), stderr: fake.stderr() }).toEqual({ code: 1, stdout: '', stderr: '' });
  });

  it('replaces what a link points at, whole, and leaves nothing else behind', async () => {
    const directory = folder();
    writeFileSync(join(directory, 'real.json'), 'old');
    symlinkSync('real.json', join(directory, 'link.json'));

    await run(['--demo', '--format', 'json', '-o', join(directory, 'link.json')], fakeStreams().streams, {});

    expect(JSON.parse(readFileSync(join(directory, 'real.json'), 'utf8'))).toMatchObject({ schemaVersion: 2 });
    expect(lstatSync(join(directory, 'link.json')).isSymbolicLink()).toBe(true);
    expect(readdirSync(directory).sort()).toEqual(['link.json', 'real.json']);
  });

  it('writes through a device', async () => {
    const fake = fakeStreams();

    expect(await run(['--demo', '-o', '/dev/null'], fake.streams, {})).toBe(1);
    expect(fake.stderr()).toBe('');
  });
});

describe('--snapshot -', () => {
  it('reads standard input', async () => {
    const piped = fakeStreams({ stdin: JSON.stringify(demoSnapshot()) });
    const demo = fakeStreams();

    const code = await run(['--snapshot', '-', '--format', 'json'], piped.streams, {});
    await run(['--demo', '--format', 'json'], demo.streams, {});

    expect(code).toBe(1);
    expect(piped.stdout()).toBe(demo.stdout().replace('"source":"demo"', '"source":"snapshot"'));
  });
});

describe('the format', () => {
  it.each([
    'table',
    'json',
    'ndjson',
    'sarif',
    'junit',
    'markdown',
    'github',
    'gitlab',
    'csv',
    'ocsf',
    'html',
    'mermaid',
    'dot',
    'drawio',
  ])('%s does not change the exit code, and puts nothing on standard error', async (format) => {
    const fake = fakeStreams();

    expect(await run(['--demo', '--format', format], fake.streams, {})).toBe(1);
    expect(await run(['--demo', '--format', format, '--fail-on', 'never'], fake.streams, {})).toBe(0);
    expect(fake.stderr()).toBe('');
  });
});

describe('without what AWS needs', () => {
  const isolated = { AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/nonexistent', HOME: '/nonexistent' };

  it('says which Region to set', async () => {
    const fake = fakeStreams();

    const code = await withEnvironment(isolated, () => run([], fake.streams, {}));

    expect({ code, stdout: fake.stdout() }).toEqual({ code: 2, stdout: '' });
    expect(fake.stderr()).toMatch(/^vpce-audit: No AWS Region is set\.\n {2}.*--region.*AWS_REGION/);
  });

  it('says where credentials may come from, without a stack', async () => {
    const fake = fakeStreams();

    const code = await withEnvironment(isolated, () => run(['--region', 'us-east-1'], fake.streams, {}));

    expect({ code, stdout: fake.stdout() }).toEqual({ code: 2, stdout: '' });
    expect(fake.stderr()).toMatch(/^vpce-audit: No AWS credentials.*\n {2}.*aws sso login.*--demo/);
    expect(fake.stderr()).not.toContain('    at ');
  });
});

describe('a bug', () => {
  it('shows its stack, asks for a report and exits with 2', async () => {
    const fake = fakeStreams({ stdin: '{}' });
    const stdin = Object.assign(fake.streams.stdin, { isTTY: false });
    stdin.destroy(new TypeError('x is not a function'));

    const code = await run(['--snapshot', '-'], { ...fake.streams, stdin }, {});

    expect(code).toBe(2);
    expect(fake.stderr()).toMatch(/^vpce-audit: this is a bug, and not your doing\.\nTypeError: x is not a function/);
    expect(fake.stderr()).toContain('Please report it');
  });
});

describe('hostile names', () => {
  it('reach neither the terminal nor an error message as control characters', async () => {
    const fake = fakeStreams();

    const code = await run(['--demo', '--vpc', 'vpc-\u001b]0;owned\u0007'], fake.streams, {});

    expect(code).toBe(2);
    expect(fake.stderr()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});
