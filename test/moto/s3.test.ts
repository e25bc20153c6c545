import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { region, resetAccount, runCli, runProgram } from './account.ts';

const aws = (...args: readonly string[]) => runProgram('.venv/bin/aws', args);
const bucket = 'network-facts';
const key = "2026/a b+c/é&(1)'.json.gz";

beforeEach(async () => {
  await resetAccount();
  await aws(
    's3api',
    'create-bucket',
    '--bucket',
    bucket,
    '--create-bucket-configuration',
    `LocationConstraint=${region}`,
  );
});

describe('snapshots in S3', () => {
  it('are written, packed where the name says so, and read one by one or all below a prefix', async () => {
    const uri = `s3://${bucket}/${key}`;

    const written = await runCli('collect', '--output', uri);
    await runCli('collect', '--region', 'eu-west-1', '--output', `s3://${bucket}/2026/plain.json`);

    // moto has no ram:ListResources.
    expect({ ...written, code: [0, 3].includes(written.code ?? 2) }).toEqual({
      code: true,
      stdout: '',
      stderr: expect.stringContaining('ram:ListResources'),
    });
    const copy = join(await mkdtemp(join(tmpdir(), 's3-')), 'copy.gz');
    await aws('s3', 'cp', uri, copy);
    const held = JSON.parse(gunzipSync(await readFile(copy)).toString());
    expect(held.scopes.map((scope: { region: string }) => scope.region)).toEqual([region]);
    const one = await runCli('--snapshot', uri, '--format', 'json');
    expect(JSON.parse(one.stdout).scopes).toHaveLength(1);
    const both = await runCli('merge', `s3://${bucket}/2026/`);
    expect(
      JSON.parse(both.stdout)
        .scopes.map((scope: { region: string }) => scope.region)
        .sort(),
    ).toEqual([region, 'eu-west-1']);
  });

  it.each([
    [['collect', '--output', `s3://${bucket}/2026/`], 'is a folder, and an object is written'],
    [['collect', '--output', 's3://UPPER/x.json'], 'is no object in S3'],
    [['--snapshot', `s3://${bucket}/absent.json`], `cannot read s3://${bucket}/absent.json: NoSuchKey`],
    [['--snapshot', 's3://nobodys-bucket/'], 'cannot read s3://nobodys-bucket/: NoSuchBucket'],
    [['--snapshot', `s3://${bucket}/empty/`], `there is no snapshot below s3://${bucket}/empty/`],
  ])('%j is refused', async (args, message) => {
    const { code, stderr, stdout } = await runCli(...args);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
