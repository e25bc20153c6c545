import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildPackage } from '../support/built-package.ts';
import { type Registry, startRegistry } from '../support/registry.ts';
import { environment, type Ran, region, runProgram } from './account.ts';
import { type MotoProcess, startLambdaServer } from './moto-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'distributed-'));
/** The third account that moto opens: nobody knows its id before, and so it is the name that the server is told later. */
const lost = 'lost-piece';

let moto: MotoProcess;
let registry: Registry;

const env = (): Record<string, string> => ({
  ...environment(),
  PATH: [resolve('.venv/bin'), process.env.PATH].join(delimiter),
  HOME: folder,
  AWS_ENDPOINT_URL: moto.url,
  AWS_DEFAULT_REGION: region,
  npm_config_registry: registry.url,
});
const aws = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await runProgram('.venv/bin/aws', [...args, '--output', 'json'], env());
  if (code !== 0) throw new Error(stderr);

  return stdout === '' ? {} : JSON.parse(stdout);
};
const opened = async (name: string): Promise<string> => {
  const { CreateAccountStatus } = await aws(
    ...['organizations', 'create-account', '--account-name', name, '--email', `${name}@example.com`],
  );

  return CreateAccountStatus.AccountId;
};

let deployed: Ran;
/** Ids of what the stack made, by their names in the template. */
let resources: Readonly<Record<string, string>> = {};
let accounts: readonly string[] = [];

beforeAll(async () => {
  registry = await startRegistry(await buildPackage());
  moto = await startLambdaServer({ LOST_ACCOUNT_FILE: join(folder, lost) });
  cpSync('examples/distributed', join(folder, 'example'), { recursive: true });
  await aws('organizations', 'create-organization');
  accounts = [await opened('spoke'), await opened('other'), await opened('lost')];
  writeFileSync(join(folder, lost), accounts[2] ?? '');
  const place = ['--create-bucket-configuration', `LocationConstraint=${region}`];
  await aws('s3api', 'create-bucket', '--bucket', 'artefacts', ...place);
  deployed = await runProgram(
    'sh',
    [
      ...[join(folder, 'example', 'deploy.sh'), 'artefacts', 'ExternalId=secret-of-ours', 'SecurityHub=yes'],
      `Scope=--org --region ${region}`,
    ],
    env(),
  );
  if (deployed.code !== 0) throw new Error(`${deployed.stdout}${deployed.stderr}`);
  const { StackResourceSummaries: made } = await aws(
    ...['cloudformation', 'list-stack-resources', '--stack-name', 'vpce-audit'],
  );
  resources = Object.fromEntries(
    made.map((one: { LogicalResourceId: string; PhysicalResourceId: string }) => [
      one.LogicalResourceId,
      one.PhysicalResourceId,
    ]),
  );
}, 300_000);
afterAll(async () => {
  registry.close();
  await moto.stop();
});

/** What CloudFormation makes of the definition, and moto's does not. */
const createStateMachine = (): Promise<{ readonly stateMachineArn: string }> => {
  const { StateMachine } = parse(readFileSync('examples/distributed/template.yaml', 'utf8'), {
    logLevel: 'silent',
  }).Resources;
  const given = Object.keys(StateMachine.Properties.DefinitionSubstitutions);
  const definition = readFileSync('examples/distributed/state-machine.asl.json', 'utf8').replace(
    /\$\{(\w+)\}/g,
    (_, name: string) => {
      expect(given).toContain(name);
      return name === 'SecurityHub' ? 'yes' : (resources[name] ?? '');
    },
  );

  return aws(
    ...['stepfunctions', 'create-state-machine', '--name', 'audit', '--definition', definition],
    ...['--role-arn', 'arn:aws:iam::123456789012:role/vpce-audit'],
  );
};

interface Execution {
  readonly status: string;
  readonly output: string;
}

/** To its end. */
const execute = async (name: string): Promise<Execution> => {
  const { stateMachineArn } = await createStateMachine();
  const { executionArn } = await aws(
    ...['stepfunctions', 'start-execution', '--state-machine-arn', stateMachineArn, '--name', name],
  );
  for (;;) {
    const execution = await aws('stepfunctions', 'describe-execution', '--execution-arn', executionArn);
    if (execution.status !== 'RUNNING') return execution;
    await setTimeout(500);
  }
};

const keysBelow = async (prefix: string): Promise<readonly string[]> => {
  const { Contents = [] } = await aws(
    's3api',
    'list-objects-v2',
    '--bucket',
    resources.Bucket ?? '',
    '--prefix',
    prefix,
  );

  return Contents.map(({ Key }: { Key: string }) => Key);
};
const objectAt = async (bucket: string | undefined, key: string) => {
  const file = join(folder, 'object');
  const { ContentType } = await aws('s3api', 'get-object', '--bucket', bucket ?? '', '--key', key, file);

  return { type: ContentType, text: readFileSync(file, 'utf8') };
};

describe('the stack of the example, deployed to moto', () => {
  it('is what deploy.sh makes of it', () => {
    expect(deployed).toMatchObject({ code: 0 });
    expect(resources).toMatchObject({ StateMachine: expect.stringContaining(':stateMachine:') });
  });

  it('audits the organisation piece by piece, and a piece whose function dies is a gap', async () => {
    const { status, output } = await execute('monday');

    expect({ status, output: JSON.parse(output ?? 'null') }).toEqual({
      status: 'SUCCEEDED',
      output: { exitCode: 3, securityHub: { imported: expect.any(Number), failed: 0, firstFailure: null } },
    });
    const pieces = await keysBelow('runs/monday/pieces/');
    expect(pieces).toHaveLength(3);
    const { scopes, gaps, summary } = JSON.parse((await objectAt(resources.Bucket, 'runs/monday/report.json')).text);
    expect(scopes.map(({ account }: { account: string }) => account).sort()).toEqual(
      ['123456789012', ...accounts].sort(),
    );
    expect(summary.complete).toBe(false);
    expect(gaps).toContainEqual(
      expect.objectContaining({ account: accounts[2], reason: 'the work list names it, and no snapshot holds it' }),
    );
  }, 100_000);

  it('has put the findings into Security Hub, as those of its own account', async () => {
    const [key = ''] = await keysBelow('ocsf/');
    const lines = (await objectAt(resources.Bucket, key)).text.trimEnd().split('\n');
    const { Findings } = await aws('securityhub', 'get-findings', '--max-items', '1000');

    expect(Findings).toHaveLength(lines.length);
    expect(new Set(Findings.map((one: { AwsAccountId: string }) => one.AwsAccountId))).toEqual(
      new Set(['123456789012']),
    );
  }, 60_000);

  it('leaves what Athena, Security Lake and a browser read where they look', async () => {
    const [athena = ''] = await keysBelow('athena/');
    const [ocsf = ''] = await keysBelow('ocsf/');

    expect(athena).toMatch(/^athena\/day=\d{4}-\d\d-\d\d\/report\.ndjson$/);
    expect(ocsf).toMatch(/^ocsf\/day=\d{4}-\d\d-\d\d\/findings\.ndjson$/);
    const page = await objectAt(resources.SiteBucket, 'index.html');
    expect(page.type).toBe('text/html; charset=utf-8');
    expect(page.text).toMatch(/^<!doctype html>/i);
  }, 120_000);
});
