import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { callerPolicy, listerPolicy, readerPolicy } from '../../../src/cli/iam/policies.ts';
import { run } from '../../../src/cli/main.ts';
import type { ScopeSnapshot } from '../../../src/snapshot/schema.ts';
import { everyKind } from '../../support/loopback/every-kind.ts';
import type { Fault } from '../../support/loopback/fault.ts';
import { withEnvironment } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';
import { type Member, root } from '../../support/loopback/organizations.ts';
import { fakeStreams } from '../../support/streams.ts';

const own = everyKind.account ?? '';
const [app, data, closed, barred] = ['222222222222', '333333333333', '444444444444', '555555555555'];

/** An account with a VPC and nothing in it. */
const scopeOf = (account: string): ScopeSnapshot => ({
  ...everyKind,
  account,
  sections: {
    ...Object.fromEntries(Object.keys(everyKind.sections).map((section) => [section, []])),
    vpcs: [{ VpcId: `vpc-${account}`, OwnerId: account, CidrBlock: '10.0.0.0/16' }],
  },
});

const members: readonly Member[] = [
  { id: own },
  { id: app, unit: 'ou-root-workload', tags: { audit: 'yes' } },
  { id: data, unit: 'ou-root-deepdeep', role: { externalId: 'secret-of-ours' } },
  { id: closed, state: 'SUSPENDED' },
  { id: barred, unit: 'ou-root-workload', role: 'denied' },
];
const units = { [root]: ['ou-root-workload'], 'ou-root-workload': ['ou-root-deepdeep'] };

let loopback: Loopback;
afterEach(() => loopback.close());

const cli = async (argv: readonly string[]) => {
  const { streams, stdout, stderr } = fakeStreams();
  const code = await withEnvironment(loopback.environment, () => run(argv, streams, {}));

  return { code, stdout: stdout(), stderr: stderr() };
};

const collect = async (line: string, faults: Readonly<Record<string, Fault>> = {}) => {
  const scopes = [everyKind, ...[app, data, closed, barred].map(scopeOf)];
  loopback = await startLoopback({ scopes, organisation: { members, units }, faults, pageSize: 2 });
  const { code, stdout, stderr } = await cli(['collect', ...line.split(' ')]);
  const read: readonly ScopeSnapshot[] = stdout === '' ? [] : JSON.parse(stdout).scopes;

  return { code, stderr, scopes: read, accounts: read.map(({ account }) => account) };
};

/** The actions of the three roles that `iam-policy --org` prints. */
const allowed = new Set(
  [readerPolicy, listerPolicy, callerPolicy('vpce-audit')].flatMap(({ Statement }) =>
    Statement.flatMap(({ Action }) => Action),
  ),
);

const isUnread = ({ sections }: ScopeSnapshot): boolean => sections.vpcs === undefined;

describe('an organisation', () => {
  it('is read account by account: the own one as it is, the others by a role; what fails costs itself alone', async () => {
    const { code, accounts, scopes, stderr } = await collect('--org --external-id secret-of-ours');

    expect(accounts).toEqual([own, app, data, barred].sort());
    expect(scopes.map(({ accountName }) => accountName)).toEqual(accounts.map((id) => `account ${id}`));
    expect(scopes.filter(isUnread).map(({ account }) => account)).toEqual([barred]);
    expect(stderr).toContain(`left out, for they are not active: ${closed} (SUSPENDED)`);
    expect(stderr).toContain(`The role arn:aws:iam::${barred}:role/vpce-audit cannot be assumed`);
    expect(code).toBe(3);
    const assumed = loopback.calls.filter(({ operation }) => operation === 'AssumeRole');
    expect(assumed.map(({ params }) => params.RoleArn).sort()).toEqual(
      [app, data, barred].map((id) => `arn:aws:iam::${id}:role/vpce-audit`),
    );
  });

  it.each([
    ['what is below an organizational unit', '--ou ou-root-workload', [app, data, barred]],
    ['all but some', `--not-account ${barred},${own},${data}`, [app]],
    ['what has a tag', '--account-tag audit=yes', [app]],
  ])(
    'can be cut down to %s, and is asked for nothing but what the printed roles allow',
    async (_what, flags, expected) => {
      const { accounts } = await collect(`--org --external-id secret-of-ours ${flags}`);

      expect(accounts).toEqual(expected);
      expect(loopback.calls.map(({ action }) => action).filter((action) => !allowed.has(action))).toEqual([]);
    },
  );

  it('asks for what is the same for all accounts once, and tells on request what each of them took', async () => {
    const { stderr, scopes } = await collect(
      `--org --external-id secret-of-ours --not-account ${barred} --region us-east-1 --verbose`,
    );
    const asked = (operation: string) => loopback.calls.filter((call) => call.operation === operation);

    expect(stderr).toMatch(new RegExp(`^vpce-audit: ${app}: \\d+ requests made, 0 throttled, 0 saved$`, 'm'));
    expect(stderr).toMatch(/^vpce-audit: 3 accounts: \d+ requests made, 0 throttled, \d+ saved$/m);
    expect(asked('DescribeVpcEndpointServices').length).toBeGreaterThan(0);
    expect(scopes.every(({ sections }) => sections.vpcEndpointServices !== undefined)).toBe(true);
  });

  it('of which no account is meant could not be read', async () => {
    const { code, stderr } = await collect('--org --account-tag audit=no');

    expect(code).toBe(2);
    expect(stderr).toContain('None of the 5 accounts that AWS Organizations lists is meant');
  });

  it('that may not be listed names the action', async () => {
    const { code, stderr } = await collect('--org', { 'organizations:ListAccounts': { kind: 'denied' } });

    expect(code).toBe(2);
    expect(stderr).toContain('Allow organizations:ListAccounts, or name the accounts with --account.');
  });

  it.each([
    ['ListAccountsForParent', '--ou ou-root-workload'],
    ['ListOrganizationalUnitsForParent', '--ou ou-root-workload'],
    ['ListTagsForResource', '--account-tag audit=yes'],
  ])('of which %s is denied says so', async (operation, flags) => {
    const action = `organizations:${operation}`;
    const { code, stderr } = await collect(`--org ${flags}`, { [action]: { kind: 'denied' } });

    expect(code).toBe(2);
    expect(stderr).toContain(`Allow ${action}, or name the accounts with --account.`);
  });

  it.each<Fault>([
    { kind: 'no-body' },
    { kind: 'half' },
    { kind: 'wrong-root' },
    { kind: 'no-list' },
    { kind: 'html', status: 200 },
    { kind: 'repeating-token' },
    { kind: 'error', status: 400, code: 'AWSOrganizationsNotInUseException' },
  ])('of which AWS tells with fault $kind ends the run, and is no bug', async (fault) => {
    const { code, stderr } = await collect('--org', { 'organizations:ListAccounts': fault });

    expect(code).toBe(2);
    expect(stderr).toMatch(/^vpce-audit: Cannot tell which accounts there are/);
    expect(stderr).not.toMatch(/\bbug\b|^\s+at /m);
  });

  it('is waited for no longer than the run', async () => {
    const startedAt = performance.now();
    const { code, stderr } = await collect('--org --timeout 1', { 'organizations:ListAccounts': { kind: 'hang' } });

    expect(code).toBe(2);
    expect(stderr).toContain('not read within the 1 s of --timeout');
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('loses no account to another that is cut off', async () => {
    const { scopes, stderr } = await collect(`--account ${app},${data} --external-id secret-of-ours`, {
      [data]: { kind: 'html', status: 500 },
    });

    expect(stderr).toContain(`vpce-audit: ${data} in ${everyKind.region}: The EC2 API of ${everyKind.region} gives no`);
    expect(scopes.map((scope) => [scope.account, isUnread(scope)])).toEqual([
      [app, false],
      [data, true],
    ]);
  }, 60_000);
});

describe('profiles', () => {
  it('that come to no credentials are a gap each, of accounts that nobody knows', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'profiles-')), 'credentials');
    const closedBy = (name: string) => `[${name}]\ncredential_process = false ${name}\n`;
    writeFileSync(
      file,
      `${closedBy('bad')}[good]\naws_access_key_id = AKIALOOPBACK\naws_secret_access_key = secret\n${closedBy('worse')}`,
    );
    loopback = await startLoopback({ scopes: [everyKind] });
    const { streams, stdout, stderr } = fakeStreams();
    const code = await withEnvironment({ ...loopback.environment, AWS_SHARED_CREDENTIALS_FILE: file }, () =>
      run('collect --profile bad --profile good --profile worse'.split(' '), streams, {}),
    );

    const { scopes }: { scopes: readonly ScopeSnapshot[] } = JSON.parse(stdout());
    const reasons = new Set(scopes[1]?.gaps.map(({ reason }) => /"(\w+)"/.exec(reason)?.[1]));
    expect({ code, accounts: scopes.map(({ account }) => account) }).toEqual({ code: 3, accounts: [own, null] });
    expect([...reasons].sort()).toEqual(['bad', 'worse']);
    expect(stderr()).not.toContain('reached in two ways');
  });

  it('of one account read it once, and say so', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'profiles-')), 'credentials');
    const keys = 'aws_access_key_id = AKIALOOPBACK\naws_secret_access_key = secret\n';
    writeFileSync(file, `[one]\n${keys}[two]\n${keys}`);
    loopback = await startLoopback({ scopes: [everyKind] });
    const { streams, stdout, stderr } = fakeStreams();
    await withEnvironment({ ...loopback.environment, AWS_SHARED_CREDENTIALS_FILE: file }, () =>
      run('collect --profile one --profile two'.split(' '), streams, {}),
    );

    expect(JSON.parse(stdout()).scopes).toHaveLength(1);
    expect(stderr()).toBe(`vpce-audit: ${own} in ${everyKind.region} is reached in two ways, and read once\n`);
  });
});

describe('roles', () => {
  it('are assumed by their ARNs, with the external id, and with tags', async () => {
    const { accounts } = await collect(
      `--role-arn arn:aws:iam::${data}:role/team/reader --external-id secret-of-ours --session-tag team=net --role-session-name gate`,
    );

    const [assumed] = loopback.calls.filter(({ operation }) => operation === 'AssumeRole');
    expect(accounts).toEqual([data]);
    expect(assumed?.params).toMatchObject({
      RoleArn: `arn:aws:iam::${data}:role/team/reader`,
      RoleSessionName: 'gate',
      ExternalId: 'secret-of-ours',
      'Tags.member.1.Key': 'team',
      'Tags.member.1.Value': 'net',
    });
  });

  it('that nobody may assume end the run where there is no other account', async () => {
    const { code, stderr, scopes } = await collect(`--role-arn arn:aws:iam::${barred}:role/reader`);

    expect({ code, scopes }).toEqual({ code: 2, scopes: [] });
    expect(stderr).toContain(`The role arn:aws:iam::${barred}:role/reader cannot be assumed`);
    expect(stderr).toContain('--external-id');
  });

  it.each<Fault>([{ kind: 'half' }, { kind: 'html', status: 200 }, { kind: 'no-body' }, { kind: 'no-list' }])(
    'of which STS answers with fault $kind leave a gap, and name no field of the SDK',
    async (fault) => {
      const { code, stderr } = await collect(`--account ${own},${app}`, { 'sts:AssumeRole': fault });

      expect(code).toBe(3);
      expect(stderr).toContain(`The role arn:aws:iam::${app}:role/vpce-audit cannot be assumed: `);
      expect(stderr).not.toMatch(/hidden field|\$response/);
    },
  );

  it.each([
    ['--ou ou-root-workload', '--ou chooses among the accounts of an organisation'],
    ['--role-name reader', '--role-name is assumed in accounts that nothing names'],
    ['--external-id abc', '--external-id is for roles, and none is assumed'],
    [`--account ${app} --profile a --profile b`, 'roles are assumed from one --profile, and several are given'],
    ['--account 12', 'It takes an account id of 12 digits.'],
    ['--role-arn reader', 'It takes an ARN such as'],
  ])('%s is refused', async (line, message) => {
    const { code, stderr } = await collect(line);

    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(loopback.calls).toEqual([]);
  });
});

describe('a work list', () => {
  const flags = ['--external-id', 'secret-of-ours'];
  const started = async () => {
    const scopes = [everyKind, ...[app, data, closed, barred].map(scopeOf)];
    loopback = await startLoopback({ scopes, organisation: { members, units } });
  };
  const undated = (scopes: readonly ScopeSnapshot[]) => scopes.map(({ takenAt: _, ...scope }) => scope);

  it('is done piece by piece to what one run brings back, with a gap for a piece that fails', async () => {
    await started();
    const shards: readonly object[] = JSON.parse((await cli(['shards', '--org', ...flags])).stdout);
    const pieces: ScopeSnapshot[] = [];
    for (const shard of shards) {
      const { stdout, code } = await cli(['collect', '--shard', JSON.stringify(shard), ...flags]);
      expect([0, 3]).toContain(code);
      pieces.push(...JSON.parse(stdout).scopes);
    }
    const whole = JSON.parse((await cli(['collect', '--org', ...flags])).stdout).scopes;

    expect(shards).toHaveLength(4);
    expect(undated(pieces)).toEqual(undated(whole));
    expect(pieces.filter(isUnread).map(({ account }) => account)).toEqual([barred]);
  }, 60_000);

  it.each([
    ['the Regions that are meant', ['us-east-1', 'ap-northeast-2'], ['us-east-1', 'ap-northeast-2']],
    ['all Regions, whichever these are', ['all'], ['ap-northeast-2', 'us-east-1']],
  ])('has %s of an account that is closed while it is made, and open when it is done', async (_, regions, expected) => {
    const scopes = ['ap-northeast-2', 'us-east-1'].map((region) => ({ ...scopeOf(app), region }));
    const organisation = { members: [{ id: own }, { id: app, role: 'denied' as const }], units };
    loopback = await startLoopback({ scopes: [everyKind, ...scopes], organisation });
    const { stdout } = await cli(['shards', '--account', app, '--region', ...regions]);
    await loopback.close();
    loopback = await startLoopback({ scopes: [everyKind, ...scopes], organisation: { members: [{ id: app }], units } });
    const done = await cli(['collect', '--shard', stdout]);

    expect(JSON.parse(stdout).map(({ region }: { region: string }) => region)).toEqual(regions);
    expect(JSON.parse(done.stdout).scopes.map(({ region }: ScopeSnapshot) => region)).toEqual(expected);
    expect(done.code).toBe(0);
  });

  it('is refused where the credentials are of another account', async () => {
    await started();

    const { stdout, code } = await cli(['collect', '--shard', `{"account":"${app}","region":"ap-northeast-2"}`]);

    const [scope] = JSON.parse(stdout).scopes;
    expect({ code, isUnread: isUnread(scope), account: scope.account }).toEqual({
      code: 3,
      isUnread: true,
      account: app,
    });
    expect(scope.gaps[0].reason).toContain(`These credentials are of account ${own}`);
  });

  it.each([
    ['[]', '--shard holds no shard'],
    ['{"account":"1"}', '--shard.account is not an account id'],
    [`{"account":"${app}","region":"eu west"}`, '--shard.region is not the name of a Region'],
    [`[{"account":"${app}","region":"eu-west-1","roleArn":"x"}]`, '--shard[0].roleArn is not the ARN of a role'],
    ['absent.json', 'cannot read absent.json'],
  ])('%s is refused', async (given, message) => {
    await started();

    const { code, stderr } = await cli(['collect', '--shard', given]);

    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
