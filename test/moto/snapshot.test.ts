import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { resetAccount, runCli } from './account.ts';
import { addEc2Endpoint, addS3Endpoint, createCakeVpc, ec2Client } from './cake-vpc.ts';

describe('a snapshot of a live account', () => {
  beforeEach(resetAccount);

  it('replays to the report of the live account, byte for byte but for when and where it was read, and for what others rest on', async () => {
    const ec2 = ec2Client();
    const cake = await createCakeVpc(ec2);
    await addS3Endpoint(ec2, cake, [cake.privateTables[0]]);
    await addEc2Endpoint(ec2, cake, 'off');
    const file = join(await mkdtemp(join(tmpdir(), 'snapshot-')), 'facts.json');

    // moto has no ram:ListResources.
    expect(await runCli('collect', '--output', file)).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('ram:ListResources'),
    });
    const replayed = await runCli('--snapshot', file, '--format', 'json');
    const live = await runCli('--format', 'json');

    expect(withoutShares(undated(replayed.stdout))).toBe(
      undated(live.stdout).replace('"source":"aws"', '"source":"snapshot"'),
    );
    expect(replayed.code).toBe(live.code);
  });
});

const undated = (report: string): string => report.replaceAll(/"takenAt":"[^"]+"/g, '"takenAt":"then"');

/** What a scope shares is read where it is collected for others, and is nothing to a report of its own. */
const withoutShares = (report: string): string =>
  report.replace(/\n {2}"harmlessGaps": \[\n.*"section":"sharedResources".*\n {2}\],/, '');
