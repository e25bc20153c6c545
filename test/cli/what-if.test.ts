import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { fakeStreams } from '../support/streams.ts';
import { behindNat, type world } from '../support/world.ts';

type Net = ReturnType<typeof world>;

const folder = mkdtempSync(join(tmpdir(), 'what-if-'));
const saved = (net: Net, name = 'facts.json'): string => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(net.snapshot()));

  return file;
};

const cli = async (...argv: readonly string[]) => {
  const { streams, stdout, stderr } = fakeStreams();
  const code = await run(argv, streams, {});

  return { code, stdout: stdout(), stderr: stderr() };
};

const whatIf = (net: Net, ...argv: readonly string[]) =>
  cli('what-if', '--snapshot', saved(net), '--service', 's3', ...argv);

/** The gateway endpoint serves subnet a; nobody needs the NAT gateway for S3. */
const served = () => behindNat().gateway('vpce-s3', 's3', ['a']);

describe('what-if', () => {
  it('lists the services that would lose their way, and from where, and exits with 1', async () => {
    const { code, stdout } = await whatIf(behindNat(), '--delete', 'nat-main');

    expect(code).toBe(1);
    expect(stdout).toContain('if this were done\n  Delete nat-main\n');
    expect(stdout).toContain(
      '1 service would lose its way, from 1 subnet:\n  s3: ✗ public → ⊘ unreachable from subnet-a',
    );
    expect(stdout).toContain('Every connection through nat-main breaks');
    expect(stdout).toContain('became a blackhole');
  });

  it('exits with 0 where nobody would miss it', async () => {
    const { code, stdout } = await whatIf(served(), '--delete', 'nat-main');

    expect(code).toBe(0);
    expect(stdout).toContain('No path would be worse.');
  });

  it('takes several deletions as one', async () => {
    const { code, stdout } = await whatIf(served(), '--delete', 'nat-main', '--delete', 'vpce-s3');

    expect(code).toBe(1);
    expect(stdout).toContain('✓ private → ⊘ unreachable');
  });

  it('takes the route of a table', async () => {
    const { code, stdout } = await whatIf(behindNat(), '--delete', 'rtb-a:0.0.0.0/0');

    expect(code).toBe(1);
    expect(stdout).toContain('Remove the route 0.0.0.0/0 → nat-main from rtb-a');
    expect(stdout).toContain('✗ public → ⊘ unreachable');
  });

  it('is a difference in JSON, with what would be done', async () => {
    const { stdout } = await whatIf(behindNat(), '--delete', 'nat-*', '--format', 'json');
    const { steps, paths } = JSON.parse(stdout);

    expect(steps).toEqual(['Delete nat-main']);
    expect(paths[0]).toMatchObject({ service: 's3', worse: true, after: { verdict: 'unreachable' } });
  });

  it.each([
    [['--delete', 'nat-mian'], '--delete: there is no NAT gateway or endpoint "nat-mian"'],
    [['--delete', 'rtb-a:1.0.0.0/8'], '--delete: rtb-a has no route 1.0.0.0/8'],
    [['--delete', 'rtb-a:10.0.0.0/16'], 'AWS would refuse it. Remove the route 10.0.0.0/16 → local from rtb-a'],
    [[], 'nothing says what would be done'],
  ])('%j is refused', async (argv, message) => {
    const { code, stderr } = await whatIf(behindNat(), ...argv);

    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('is incomplete where what decides was not read', async () => {
    const net = served().unread('resolverRuleAssociations', 'route53resolver:ListResolverRuleAssociations');

    expect((await whatIf(net, '--delete', 'nat-main')).code).toBe(3);
  });
});

describe('what-if --changes', () => {
  const place = { account: '111122223333', region: 'us-east-1', vpcId: 'vpc-main' };
  const associate = { ...place, kind: 'associate-route-tables', endpointId: 'vpce-s3', routeTableIds: ['rtb-a'] };
  const idle = () => behindNat().gateway('vpce-s3', 's3', []);
  const planned = (plan: unknown): string => {
    const file = join(folder, 'plan.json');
    writeFileSync(file, typeof plan === 'string' ? plan : JSON.stringify(plan));

    return file;
  };

  it('takes what fix prints', async () => {
    const used = () => behindNat().interface('app', 'a');
    const plan = await cli('fix', '--snapshot', saved(used()), '--service', 's3', '--format', 'json');
    const { code, stdout } = await whatIf(used(), '--changes', planned(plan.stdout));

    expect(code).toBe(0);
    expect(stdout).toContain('Create a gateway endpoint for S3 in vpc-main for rtb-a');
    expect(stdout).toContain('✗ public nat-main (no-endpoint) → ✓ private vpce-new-s3-vpc-main');
  });

  it('takes a list of changes, and deletions with it, which come last', async () => {
    const { code, stdout } = await whatIf(idle(), '--changes', planned([associate]), '--delete', 'nat-main');

    expect(code).toBe(0);
    expect(stdout).toContain('Associate rtb-a with gateway endpoint vpce-s3\n  Delete nat-main\n');
    expect(stdout).toContain('No path would be worse.');
  });

  it('is 1 where a change makes a path worse', async () => {
    const off = { ...associate, kind: 'disassociate-route-tables' };

    expect((await whatIf(served(), '--changes', planned([off]))).code).toBe(1);
  });

  it('leaves out what only a person can do, and says so', async () => {
    const byHand = { ...place, kind: 'by-hand', imperative: 'Have clients dial another name' };
    const { stderr, stdout } = await whatIf(idle(), '--changes', planned([byHand, associate]));

    expect(stderr).toContain('only a person can do it, and it is left out: Have clients dial another name');
    expect(stdout).not.toContain('Have clients');
  });

  const { routeTableIds: _, ...tableless } = associate;
  const created = { ...associate, endpointId: 'vpce-new-s3-vpc-main' };

  it.each([
    ['{', 'plan.json is cut short'],
    [{ changes: 3 }, 'plan.json holds no changes: a list of them is expected'],
    [[], 'plan.json holds no change that can be made'],
    [[3], 'plan.json: [0]: an object is expected'],
    [[{ ...associate, kind: 'mend' }], 'plan.json: [0].kind: there is no change "mend"'],
    [[{}], 'plan.json: [0].kind: it is missing'],
    [
      { changes: [{ change: tableless }] },
      'plan.json: changes[0].change.routeTableIds: an array is expected, and it is missing',
    ],
    [[{ ...associate, routeTableIds: ['--all'] }], 'plan.json: [0].routeTableIds[0]: an id of AWS is expected'],
    [
      { changes: [{ id: 'c1', kind: 'associate-route-tables', commands: [] }] },
      'changes[0] is told in words and commands alone',
    ],
    [[{ ...associate, region: 'eu-west-1' }], 'change 1: there are no facts of account 111122223333 in eu-west-1'],
    [[{ ...associate, vpcId: 'vpc-gone' }], 'change 1: vpcId: there is no vpc-gone'],
    [[associate, { ...associate, endpointId: 'vpce-gone' }], 'change 2: endpointId: there is no vpce-gone'],
    [[created], 'change 1: endpointId: no change creates vpce-new-s3-vpc-main'],
    [
      [{ ...place, kind: 'create-security-group', id: 'sg-main', name: 'x', description: 'x' }],
      'change 1: id: sg-main is there already',
    ],
  ])('%j is refused, with its place', async (plan, message) => {
    const { code, stderr } = await whatIf(idle(), '--changes', planned(plan));

    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('diff --exit-code', () => {
  const diff = (before: Net, after: Net) =>
    cli('diff', saved(before, 'a.json'), saved(after, 'b.json'), '--service', 's3', '--exit-code');

  it('is 1 where something is worse', async () => {
    expect((await diff(served(), behindNat())).code).toBe(1);
  });

  it('is 3 where an account or Region is not there any more, and says which', async () => {
    const [scope] = served().snapshot().scopes;
    const other = JSON.stringify(scope)
      .replaceAll(scope?.account ?? '', '222233334444')
      .replaceAll(/-(?=main|a"|public)/g, '-x');
    const file = join(mkdtempSync(join(tmpdir(), 'diff-')), 'two.json');
    writeFileSync(file, JSON.stringify({ ...served().snapshot(), scopes: [scope, JSON.parse(other)] }));
    const one = saved(served(), 'one.json');
    const { code, stderr } = await cli('diff', file, one, '--service', 's3', '--exit-code');

    expect(code).toBe(3);
    expect(stderr).toBe('vpce-audit: nothing is known any more of 222233334444 in us-east-1\n');
    expect((await cli('diff', file, one, '--service', 's3')).code).toBe(0);
    expect((await cli('diff', one, file, '--service', 's3', '--exit-code')).code).toBe(0);
  });

  it('is 0 where things are better, or the same', async () => {
    expect((await diff(behindNat(), served())).code).toBe(0);
    expect((await diff(served(), served())).code).toBe(0);
  });
});
