import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { version } from '../src/cli/version.ts';
import { withFewRules } from './support/few-rules.ts';

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

  it('is at most 450 kB, and what draws the page another 60', () => {
    expect(statSync(join(folder, tarball)).size).toBeLessThanOrEqual(510_000);
  });

  it('holds only what runs', () => {
    const kinds = new Set(files.filter((file) => statSync(join(installed, file)).isFile()).map(kindOf));

    expect([...kinds].sort()).toEqual([
      'LICENSE',
      'README.md',
      'bin/package.json',
      'bin/vpce-audit.js',
      'dist/*.cjs',
      'dist/THIRD-PARTY-LICENSES.txt',
      'dist/sbom.cdx.json',
      'docs/rules/*.md',
      'docs/schema/*.json',
      'docs/vpce-audit.1',
      'package.json',
    ]);
  });

  it('draws as the sources do, in spite of what is left out of the bundle', () => {
    const golden = readFileSync('test/golden/demo.txt', 'utf8').replace('$ vpce-audit --demo\n--- stdout\n', '');
    const { stdout } = spawnSync(process.execPath, [join(installed, 'bin', 'vpce-audit.js'), '--demo'], {
      env: {},
      encoding: 'utf8',
    });

    expect(withFewRules(`${stdout}--- exit code\n1\n`)).toBe(golden);
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

  it('lists the same packages in its bill of materials', () => {
    const { bomFormat, metadata, components } = JSON.parse(chunk('sbom.cdx.json'));
    const listed = components.map(({ name, version }: { name: string; version: string }) => `${name} ${version}`);
    const licensed = chunk('THIRD-PARTY-LICENSES.txt').match(/^\S+ \d+\.\d+\.\d+(?= \([\w.-]+\)$)/gm);

    expect({ bomFormat, purl: metadata.component.purl }).toEqual({
      bomFormat: 'CycloneDX',
      purl: `pkg:npm/vpce-audit@${version}`,
    });
    expect(listed).toEqual([...(licensed ?? [])].sort());
    expect(components[0].purl).toMatch(/^pkg:npm\/%40aws-sdk\/client-ec2@\d/);
  });

  it('bundles of the EC2 client only what is called', () => {
    const all = files
      .filter((file) => file.endsWith('.cjs'))
      .map((file) => readFileSync(join(installed, file), 'utf8'));

    expect(all.some((text) => text.includes('DescribeVpcEndpointServices'))).toBe(true);
    expect(all.some((text) => text.includes('RunInstances'))).toBe(false);
  });

  it('prints its help from the entry alone, and reads saved facts without the SDK', () => {
    expect([...loadedBy('--help')].sort()).toEqual(['compile-cache.cjs', 'main.cjs', 'rolldown-runtime.cjs']);
    expect(loadedBy('--region', 'us-east-1')).toEqual(expect.arrayContaining(['aws.cjs', 'engine.cjs']));
    for (const args of [['--demo'], ['--snapshot', 'absent.json'], ['--aws-cli', 'absent'], ['collect-script']])
      expect(loadedBy(...args)).not.toContain('aws.cjs');
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

/** The files of the bundle that a run loads. */
const loadedBy = (...args: readonly string[]): readonly string[] => {
  const list = join(folder, 'loaded.json');
  const atEnd = `process.on('exit', () => require('node:fs').writeFileSync('${list}', JSON.stringify(Object.keys(require.cache))))`;
  writeFileSync(join(folder, 'spy.cjs'), atEnd);
  const bin = join(installed, 'bin', 'vpce-audit.js');
  spawnSync(process.execPath, ['--require', join(folder, 'spy.cjs'), bin, ...args], { env: {}, stdio: 'ignore' });
  const loaded: string[] = JSON.parse(readFileSync(list, 'utf8'));

  return loaded.filter((file) => dirname(file) === join(installed, 'dist')).map((file) => basename(file));
};

const kindOf = (file: string): string =>
  file.replaceAll('\\', '/').replace(/^(dist|docs\/rules|docs\/schema)\/(?!sbom).*\.(cjs|md|json)$/, '$1/*.$2');
