import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { hub } from '../support/hub.ts';
import { splitOver } from '../support/split.ts';
import { fakeStreams } from '../support/streams.ts';

const [spokeAccount, hubAccount] = ['111122223333', '222233334444'];
const ec2 = 'ec2.us-east-1.amazonaws.com';

/** A spoke whose way out, and whose names of the EC2 API, are a hub account's. */
const organisation = (): Snapshot =>
  splitOver(
    hub({ '0.0.0.0/0': 'tgw-1' })
      .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2, ['main', 'hub'], [`${ec2} ALIAS vpce-hub-x1.ec2.us-east-1.vpce.amazonaws.com`])
      .snapshot(),
    { accounts: [spokeAccount, hubAccount], vpcs: { 'vpc-hub': hubAccount }, network: hubAccount },
  );

const filesOf = (snapshot: Snapshot) => {
  const folder = mkdtempSync(join(tmpdir(), 'context-'));
  const fileOf = (account: string): string => {
    const file = join(folder, `${account}.json`);
    const scopes = snapshot.scopes.filter((scope) => scope.account === account);
    writeFileSync(file, JSON.stringify({ schemaVersion: 1, scopes }));

    return file;
  };

  return { spoke: fileOf(spokeAccount), hub: fileOf(hubAccount) };
};

const runWith = async (...argv: readonly string[]) => {
  const fake = fakeStreams();
  const code = await run(argv, fake.streams, {});

  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

const reportOf = async (...argv: readonly string[]) => {
  const { stdout, stderr, code } = await runWith(...argv, '--format', 'json');

  return { report: JSON.parse(stdout), stderr, code };
};

const verdictsIn = ({ paths }: { readonly paths: readonly Readonly<Record<string, string>>[] }): readonly string[] =>
  paths
    .filter(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)
    .map(({ service, verdict }) => `${service} ${verdict}`);

describe('--context', () => {
  it('is what a spoke alone lacks: it names the account that would tell, and what to do', async () => {
    const { spoke } = filesOf(organisation());

    const { report, code } = await reportOf('--snapshot', spoke);
    const { stdout } = await runWith('--snapshot', spoke);

    expect(code).toBe(3);
    expect(verdictsIn(report)).toEqual(['s3 transit', 'dynamodb transit', 'ec2 unknown']);
    expect(report.absentAccounts).toEqual([
      { account: hubAccount, region: 'us-east-1', paths: expect.any(Number), resources: ['Z1', 'tgw-1'] },
    ]);
    expect(report.findings.map((one: { message: string }) => one.message).join('\n')).toContain(
      `Z1 is of account ${hubAccount}, whose facts of this Region are not among these: collect there too, or add a snapshot of it with --context`,
    );
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'other accounts would tell more: collect there too, or add a snapshot of it with --context',
    );
  });

  it('makes verdicts of them, and judges nothing that is its own', async () => {
    const { spoke, hub: context } = filesOf(organisation());

    const { report, code } = await reportOf('--snapshot', spoke, '--context', context);

    expect(verdictsIn(report)).toEqual(['s3 unreachable', 'dynamodb unreachable', 'ec2 private']);
    expect(code).toBe(0);
    expect(report.absentAccounts).toBeUndefined();
    expect(report.scopes).toMatchObject([{ account: spokeAccount }]);
    expect(report.context).toMatchObject([{ account: hubAccount, takenAt: '2026-11-25T00:00:00.000Z' }]);
    for (const records of [report.paths, report.subnets, report.endpoints, report.findings])
      expect(records.filter((one: { vpcId: string }) => one.vpcId === 'vpc-hub')).toEqual([]);
  });
});
