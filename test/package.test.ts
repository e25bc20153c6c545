import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'package-'));
const env = { ...process.env, npm_config_cache: join(folder, 'cache'), npm_config_update_notifier: 'false' };
let tarball = '';
let files: readonly string[] = [];

const installed = join(folder, 'node_modules', 'vpce-audit');
const chunk = (name: string) => readFileSync(join(installed, 'dist', name), 'utf8');

describe('the package', () => {
  beforeAll(() => {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { env, stdio: 'ignore' });
    tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
    const flags = ['--silent', '--offline', '--no-audit', '--no-fund', '--prefix', folder];
    execFileSync('npm', ['install', ...flags, join(folder, tarball)], { env, stdio: 'ignore' });
    files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  }, 120_000);

  it('is at most 400 kB', () => {
    expect(statSync(join(folder, tarball)).size).toBeLessThanOrEqual(400_000);
  });

  it('holds only what runs', () => {
    const kinds = new Set(files.filter((file) => statSync(join(installed, file)).isFile()).map(kindOf));

    expect([...kinds].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin/vpce-audit.js',
      'dist/*.js',
      'dist/THIRD-PARTY-LICENSES.txt',
      'docs/rules/*.md',
      'docs/schema/*.json',
      'package.json',
    ]);
  });

  it('draws as the sources do, in spite of what is left out of the bundle', () => {
    const golden = readFileSync('test/golden/demo.txt', 'utf8').replace('$ vpce-audit --demo\n--- stdout\n', '');
    const { stdout } = spawnSync(process.execPath, [join(installed, 'bin', 'vpce-audit.js'), '--demo'], {
      env: {},
      encoding: 'utf8',
    });

    expect(`${stdout}--- exit code\n1\n`).toBe(golden);
  });

  it('says which Node it needs where it cannot run', () => {
    const older = 'data:text/javascript,delete process.getBuiltinModule';
    const bin = join(installed, 'bin', 'vpce-audit.js');
    const { status, stderr } = spawnSync(process.execPath, ['--import', older, bin, '--demo'], { encoding: 'utf8' });

    expect([status, stderr]).toEqual([2, `vpce-audit needs Node 20.19, 22.3 or later; this is ${process.version}.\n`]);
  });

  it('brings no other package along', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['vpce-audit']);
  });

  it('names and licenses every package that it bundles', () => {
    const licenses = chunk('THIRD-PARTY-LICENSES.txt');

    for (const name of ['@aws-sdk/client-ec2', '@aws-sdk/client-route53resolver', 'chalk', 'commander']) {
      expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|Apache-2\\.0)\\)$`, 'm'));
    }
    expect(licenses).not.toMatch(/^(vitest|typescript|fast-check) \d/m);
  });

  it('bundles of the EC2 client only what is called', () => {
    const all = files.filter((file) => file.endsWith('.js')).map((file) => readFileSync(join(installed, file), 'utf8'));

    expect(all.some((text) => text.includes('DescribeVpcEndpointServices'))).toBe(true);
    expect(all.some((text) => text.includes('RunInstances'))).toBe(false);
  });

  it('prints its help from a single file, and reads saved facts without the SDK', () => {
    expect(loadedWith('main.js')).toEqual(['main.js']);
    expect(loadedWith('aws.js')).toContain('engine.js');
    for (const name of ['engine.js', 'demo.js', 'table.js', 'snapshot-file.js', 'folder.js', 'collect-script.js'])
      expect(loadedWith(name)).not.toContain('aws.js');
  });

  it.each([
    ['needs nothing but its tarball to show the demo', ['--demo'], 1, 'Cake-VPC'],
    ['tells its version', ['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    ['prints a rule', ['rules', 'public-path'], 0, '# '],
    ['prints the schema of the report', ['schema', 'report'], 0, '"$schema"'],
    ['prints the schema of the snapshot', ['schema', 'snapshot'], 0, '"$schema"'],
    ['prints the collect script', ['collect-script'], 0, '#!/bin/sh'],
  ])('%s', (_title, args, code, text) => {
    const cwd = mkdtempSync(join(tmpdir(), 'empty-'));
    copyFileSync(join(folder, tarball), join(cwd, tarball));

    const ran = spawnSync('npx', ['--yes', '--offline', `./${tarball}`, ...args], {
      cwd,
      env,
      encoding: 'utf8',
    });

    expect({ code: ran.status, stderr: ran.stderr }).toEqual({ code, stderr: '' });
    expect(ran.stdout).toMatch(text);
    expect(readdirSync(cwd)).toEqual([tarball]);
  });
});

/** A chunk, and what it imports at once. */
const loadedWith = (name: string): readonly string[] => {
  const loaded = new Set([name]);
  for (const file of loaded)
    for (const [, imported = ''] of chunk(file).matchAll(/(?:from|import)"\.\/([\w.-]+)"/g)) loaded.add(imported);
  return [...loaded];
};

const kindOf = (file: string): string =>
  file.replaceAll('\\', '/').replace(/^(dist|docs\/rules|docs\/schema)\/.*\.(js|md|json)$/, '$1/*.$2');
