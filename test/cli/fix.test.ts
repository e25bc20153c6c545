import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { fakeStreams } from '../support/streams.ts';
import { behindNat, type world } from '../support/world.ts';

type Net = ReturnType<typeof world>;

const folder = mkdtempSync(join(tmpdir(), 'fix-'));
const saved = (name: string, value: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));

  return file;
};

const cli = async (...argv: readonly string[]) => {
  const { streams, stdout, stderr } = fakeStreams();
  const code = await run(argv, streams, {});

  return { code, stdout: stdout(), stderr: stderr() };
};

/** Two VPCs in use, each with a NAT gateway. */
const net = (): Net => {
  const two = behindNat()
    .interface('app', 'a')
    .subnet('b', { zone: 'b', routes: { '0.0.0.0/0': 'nat-main' } })
    .interface('job', 'b')
    .vpc('other', '10.9.0.0/16')
    .subnet('o', { vpc: 'other', cidr: '10.9.1.0/24', routes: { '0.0.0.0/0': 'nat-other' } })
    .subnet('opublic', { vpc: 'other', cidr: '10.9.2.0/24', routes: { '0.0.0.0/0': 'igw-other' } })
    .nat('other', 'opublic')
    .interface('far', 'o');
  two.sections.internetGateways.push({
    InternetGatewayId: 'igw-other',
    Attachments: [{ VpcId: 'vpc-other', State: 'available' }],
  });

  return two;
};

const facts = saved('facts.json', net().snapshot());

const fix = async (...argv: readonly string[]) => {
  const { code, stdout, stderr } = await cli('fix', '--snapshot', facts, '--format', 'json', '--no-config', ...argv);
  const plan = stdout === '' ? null : JSON.parse(stdout);
  const changes: readonly { readonly kind: string; readonly change: Record<string, unknown> }[] = plan?.changes ?? [];

  return { code, stderr, plan, changes };
};

const services = (changes: Awaited<ReturnType<typeof fix>>['changes']) =>
  changes.flatMap(({ change }) => (change.serviceName === undefined ? [] : `${change.serviceName} ${change.vpcId}`));

const s3 = 'com.amazonaws.us-east-1.s3';
const dynamodb = 'com.amazonaws.us-east-1.dynamodb';
const ec2 = 'com.amazonaws.us-east-1.ec2';

describe('fix', () => {
  it('mends what it finds, in every VPC, and exits with 0', async () => {
    const { code, changes } = await fix();

    expect(code).toBe(0);
    expect(services(changes).sort()).toEqual([
      `${dynamodb} vpc-main`,
      `${dynamodb} vpc-other`,
      `${ec2} vpc-main`,
      `${ec2} vpc-other`,
      `${s3} vpc-main`,
      `${s3} vpc-other`,
    ]);
  });

  it('mends what --service asks for, and nothing else', async () => {
    expect(services((await fix('--service', 's3')).changes).sort()).toEqual([`${s3} vpc-main`, `${s3} vpc-other`]);
  });

  it('changes no other VPC than that of --vpc', async () => {
    const { changes } = await fix('--vpc', 'vpc-other');

    expect(new Set(changes.map(({ change }) => change.vpcId))).toEqual(new Set(['vpc-other']));
  });

  it('associates no other route table than that of --subnet', async () => {
    const { changes } = await fix('--subnet', 'subnet-b', '--service', 's3');

    expect(changes.map(({ change }) => change.routeTableIds)).toEqual([['rtb-b']]);
  });

  it('mends what --rule finds, and nothing else', async () => {
    const { plan, code } = await fix('--rule', 'idle-gateway-endpoint');

    expect([plan.wanted, plan.changes, code]).toEqual([[], [], 0]);
    expect((await fix('--rule', 'public-path', '--service', 's3')).changes).toHaveLength(2);
  });

  it('exits with 1 where a finding has no proven change, and with 3 where facts are missing', async () => {
    const held = net().zone('ec2.us-east-1.amazonaws.com', ['main'], []);
    const unread = net().gateway('vpce-s3', 's3', ['a', 'b']).unread('resolverRuleAssociations');
    const codeOf = async (one: Net, ...argv: readonly string[]) =>
      (await cli('fix', '--no-config', '--snapshot', saved('other.json', one.snapshot()), ...argv)).code;

    expect(await codeOf(held, '--service', 'ec2')).toBe(1);
    expect(await codeOf(held, '--service', 'ec2', '--fail-on', 'never')).toBe(0);
    expect(await codeOf(unread, '--service', 's3', '--vpc', 'vpc-main')).toBe(3);
  });
});

describe('what somebody accepts', () => {
  const baseline = async (...argv: readonly string[]): Promise<string> => {
    const file = join(folder, `baseline-${argv.length}.json`);
    await cli('baseline', '--snapshot', facts, '--no-config', '-o', file, '--reason', 'known', ...argv);

    return file;
  };

  it('is left as it is, and counted', async () => {
    const { plan, code, stderr } = await fix('--service', 's3', '--baseline', await baseline('--service', 's3'));

    expect(stderr).toBe('');
    expect([code, plan.changes, plan.accepted]).toEqual([0, [], 5]);
  });

  it('is mended where somebody asks for it', async () => {
    const file = await baseline('--service', 's3');
    const { plan } = await fix('--service', 's3', '--baseline', file, '--accepted');

    expect([services(plan.changes).sort(), plan.accepted]).toEqual([[`${s3} vpc-main`, `${s3} vpc-other`], 0]);
  });

  it('is said in the plan', async () => {
    const file = await baseline('--service', 's3');
    const { stdout } = await cli('fix', '--snapshot', facts, '--no-config', '--service', 's3', '--baseline', file);

    expect(stdout).toContain(
      'There is nothing to fix.\n5 findings are left as they are, as somebody accepts them (--accepted: mend that, too).',
    );
  });

  it('may be accepted by the settings', async () => {
    const accept = [{ vpc: 'vpc-other', reason: 'it goes away' }];
    const config = saved('vpce-audit.config.json', { accept });
    const { stdout } = await cli('fix', '--snapshot', facts, '--config', config, '--service', 's3', '--format', 'json');

    expect(services(JSON.parse(stdout).changes)).toEqual([`${s3} vpc-main`]);
  });

  it('may be what an earlier run found', async () => {
    const { stdout } = await cli('--snapshot', facts, '--no-config', '--service', 's3', '--format', 'json');
    const { plan } = await fix('--service', 's3', 'dynamodb', '--new-since', saved('earlier.json', stdout));

    expect(services(plan.changes).sort()).toEqual([`${dynamodb} vpc-main`, `${dynamodb} vpc-other`]);
  });
});

it('never says that there is nothing to fix where something was not read', async () => {
  const scope = { account: '111122223333', region: 'us-east-1', takenAt: null, sections: {}, gaps: [] };
  const file = saved('unread.json', { schemaVersion: 1, scopes: [scope] });

  const text = await cli('fix', '--snapshot', file, '--no-config');
  const json = await cli('fix', '--snapshot', file, '--no-config', '--format', 'json');
  const script = await cli('fix', '--snapshot', file, '--no-config', '--format', 'cli');

  expect([text.code, json.code, script.code]).toEqual([3, 3, 3]);
  expect(text.stdout).toMatch(/^Of what could be read, there is nothing to fix\.\nThe audit is incomplete: /);
  expect(JSON.parse(json.stdout).incomplete).toContain('unanswered');
  expect(script.stdout).toContain('# The audit is incomplete: ');
});

describe('a NAT gateway that carries none of it then', () => {
  const script = async (...argv: readonly string[]): Promise<string> =>
    (await cli('fix', '--snapshot', facts, '--no-config', '--format', 'cli', ...argv)).stdout;

  const executed = (text: string): readonly string[] =>
    text.split('\n').filter((line) => line.startsWith('aws ') && line.includes(' delete-'));

  it('is named in the plan, and let go by no line of the script', async () => {
    const text = await script();

    expect(text).toContain('# - nat-main of vpc-main carries none of s3, dynamodb and ec2 any more.');
    expect(executed(text)).toEqual([]);
  });

  it('is let go after all else where somebody asks for it, its routes first', async () => {
    const text = await script('--release');

    expect(executed(text).map((line) => line.split(' ').slice(2, 5).join(' '))).toEqual([
      ...['delete-route --route-table-id rtb-a', 'delete-route --route-table-id rtb-b'],
      'delete-nat-gateway --nat-gateway-id nat-main',
      ...['delete-route --route-table-id rtb-o', 'delete-nat-gateway --nat-gateway-id nat-other'],
    ]);
    expect(text.indexOf('\naws ec2 delete-route')).toBeGreaterThan(text.lastIndexOf('=$(aws ec2 create-vpc-endpoint'));
    expect(text).toContain('Whatever else goes out by nat-main goes nowhere then');
  });
});

it('gives what only a person can tell as no command to paste with the rest', async () => {
  const twice = behindNat().endpoint('vpce-ec2', 'ec2').endpoint('vpce-second', 'ec2', { privateDns: false });
  const file = saved('twice.json', twice.snapshot());
  const { stdout } = await cli(...['fix', '--snapshot', file, '--fail-on', 'note', '--no-config']);

  expect(stdout).toContain('\n# aws ec2 delete-vpc-endpoints --vpc-endpoint-ids vpce-second ');
});
