import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { environment, resetAccount, runCli, runProgram } from './account.ts';
import { addEc2Endpoint, addS3Endpoint, createCakeVpc, ec2Client } from './cake-vpc.ts';

describe('the collect script, run with the AWS CLI', () => {
  beforeEach(resetAccount);

  it('fills a folder that tells of the network what the live account tells', async () => {
    const ec2 = ec2Client();
    const cake = await createCakeVpc(ec2);
    await addS3Endpoint(ec2, cake, [cake.privateTables[0]]);
    await addEc2Endpoint(ec2, cake, 'on');

    const { facts, stderr } = await collect();
    for (const [name, answer] of Object.entries(unknownToMoto)) {
      await writeFile(join(facts, `${name}.json`), JSON.stringify(answer));
    }

    expect(await routesAndEndpoints('--aws-cli', facts)).toEqual(await routesAndEndpoints());
    expect(await readdir(facts)).toEqual(
      expect.arrayContaining([
        'describe-vpc-endpoint-services.json',
        `describe-vpc-attribute.${cake.vpcId}.enableDnsHostnames.json`,
        `list-hosted-zones-by-vpc.${cake.vpcId}.json`,
      ]),
    );
    // moto answers these with an HTML page.
    expect(stderr).toMatch(/^not read: describe-vpc-block-public-access-options: .+$/m);
    expect(stderr).not.toContain('not read: describe-vpcs');
  });
});

/** What AWS answers where nobody uses these. A folder without them could vouch for no private path. */
const unknownToMoto = {
  'describe-vpc-block-public-access-options': { VpcBlockPublicAccessOptions: { InternetGatewayBlockMode: 'off' } },
  'describe-vpc-block-public-access-exclusions': { VpcBlockPublicAccessExclusions: [] },
  'list-firewall-configs': { FirewallConfigs: [] },
  'list-firewall-rule-group-associations': { FirewallRuleGroupAssociations: [] },
  'list-profile-associations': { ProfileAssociations: [] },
};

/** Runs the printed script in `sh`, into a new folder. */
const collect = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'collect-script-'));
  const { stdout: script } = await runCli('collect-script');
  await writeFile(join(folder, 'collect.sh'), script);
  const facts = join(folder, 'facts');
  const env = { ...environment(), AWS_MAX_ATTEMPTS: '1', PATH: `${resolve('.venv/bin')}:${environment().PATH}` };
  const { code, stdout, stderr } = await runProgram('sh', [join(folder, 'collect.sh'), facts], env);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  return { facts, stderr };
};

interface Report {
  readonly scopes: readonly { readonly account: string; readonly region: string }[];
  readonly paths: readonly {
    readonly hops: readonly object[];
    readonly doubts: unknown;
    readonly confidence: unknown;
  }[];
  readonly endpoints: unknown;
}

/** What an audit says but for its doubts: of the live account, it doubts what moto does not know. */
const routesAndEndpoints = async (...flags: readonly string[]) => {
  const { stdout } = await runCli('--format', 'json', '--fail-on', 'never', ...flags);
  const report: Report = JSON.parse(stdout);
  return {
    scopes: report.scopes.map(({ account, region }) => ({ account, region })),
    endpoints: report.endpoints,
    paths: report.paths.map(({ doubts: _doubts, confidence: _confidence, ...path }) => path),
  };
};
