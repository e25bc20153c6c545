import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/changes/change.ts';
import { shellScriptText } from '../../src/changes/languages/shell-script.ts';
import { pasted } from '../support/pasted.ts';
import { runScript } from '../support/run-script.ts';
import { account, stranger } from '../support/world/sections.ts';
import { oneOfEach } from './one-of-each.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcAttribute.html */
it('tries with --dry-run what EC2 can try: no attribute of a VPC, and nothing of another API', () => {
  const each = oneOfEach();
  const script = shellScriptText([each['set-dns-attribute'], each['associate-resolver-rule'], each['delete-route']]);
  const tries = script.split('\n').filter((line) => line.startsWith('  try '));

  expect(tries.map((line) => pasted(line.replace('  try ', '')))).toEqual([
    [
      [
        ...['ec2', 'delete-route', '--route-table-id', 'rtb-a', '--destination-cidr-block', '52.0.0.0/8'],
        ...['--region', 'us-east-1'],
      ],
    ],
  ]);
});

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverRule.html */
it('asks for each Resolver rule in a word of its own, as AWS makes one of a word', () => {
  const rule = oneOfEach()['create-system-rule'];
  const { calls } = runScript(shellScriptText([rule, { ...rule, vpcId: 'vpc-other' }]), account);
  const words = calls.map((call) => / --creator-request-id (\S+)/.exec(call)?.[1]);

  expect(new Set(words).size).toBe(2);
});

it.each([
  ['active', '# aws ec2 create-route '],
  ['blackhole', '# by hand: Add the route 52.0.0.0/8 → '],
])('tells how to undo the deletion of a route that was %s, with no call that AWS refuses', (State, line) => {
  const change = oneOfEach()['delete-route'];
  const [, undo = ''] = shellScriptText([{ ...change, route: { ...change.route, State } }]).split('To undo it');

  expect(undo).toContain(line);
  expect(undo.includes('create-route')).toBe(State === 'active');
});

/**
 * An endpoint is `pending` while it is made or changed, and a second change of it is answered with OperationInProgress.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/3382
 */
describe('a script waits until AWS is done with an endpoint', () => {
  const each = oneOfEach();
  const called = (...changes: readonly Change[]): readonly string[] =>
    runScript(shellScriptText(changes), account).calls.map((call) => call.split(' ')[2] ?? '');
  const groups = each['set-endpoint-groups'];
  const names = { ...each['set-private-dns'], endpointId: groups.endpointId };

  it('before it changes it a second time', () => {
    expect(called(groups, names)).toEqual(['modify-vpc-endpoint', 'describe-vpc-endpoints', 'modify-vpc-endpoint']);
    expect(called(groups, { ...names, endpointId: 'vpce-other' })).not.toContain('describe-vpc-endpoints');
  });

  it('before it lets go of what the endpoint takes the place of', () => {
    const unused = { ...each['delete-route'], why: 'release' } as const;
    const calls = called(unused, each['delete-nat-gateway'], each['create-interface-endpoint']);

    expect(calls).toEqual(['create-vpc-endpoint', 'describe-vpc-endpoints', 'delete-route', 'delete-nat-gateway']);
  });

  it('not before a deletion that it leaves to a person, nor after one', () => {
    const conditional = { ...each['delete-endpoint'], condition: 'unless somebody dials it' };

    expect(called(each['create-interface-endpoint'], conditional)).toEqual(['create-vpc-endpoint']);
    expect(called(each['delete-nat-gateway'])).toEqual(['delete-nat-gateway']);
  });

  it('also where another account lets go only later', () => {
    const env = { [`PROFILE_${account}`]: account, [`PROFILE_${stranger}`]: stranger };
    const changes = [groups, { ...each['delete-nat-gateway'], account: stranger }];
    const { calls } = runScript(shellScriptText(changes), 'none', { env });

    expect(calls.map((call) => call.split(' ').slice(0, 3).join(' '))).toEqual([
      `${account} ec2 modify-vpc-endpoint`,
      `${account} ec2 describe-vpc-endpoints`,
      `${stranger} ec2 delete-nat-gateway`,
    ]);
  });
});

describe('whose credentials a script takes', () => {
  const each = oneOfEach();
  const route = each['delete-route'];
  const hub = { ...each['authorize-zone'], account: stranger };
  const spoke = { ...each['associate-zone'], authorized: true };
  const words = (calls: readonly string[]): readonly string[] =>
    calls.map((call) => call.split(' ').slice(0, 3).join(' '));
  const opened = `${stranger} route53 create-vpc-association-authorization`;
  const associated = `${account} route53 associate-vpc-with-hosted-zone`;

  it('are those of the account, or nothing is done', () => {
    const script = shellScriptText([route]);

    expect(runScript(script, account)).toMatchObject({ code: 0, calls: [expect.stringContaining('ec2 delete-route')] });
    expect(runScript(script, stranger)).toMatchObject({
      code: 1,
      calls: [],
      stderr: `what comes next is for account ${account}, and the credentials are of ${stranger}\n`,
    });
    expect(runScript(script, stranger, { args: ['--dry-run'] })).toMatchObject({ code: 1, calls: [] });
  });

  it('are those of each account in turn, by profile: the zone is opened before anybody has it', () => {
    const env = { [`PROFILE_${account}`]: account, [`PROFILE_${stranger}`]: stranger };
    const { code, calls } = runScript(shellScriptText([spoke, hub]), 'none', { env });

    expect({ code, calls: words(calls) }).toEqual({ code: 0, calls: [opened, associated] });
  });

  it('are asked for before anything is changed', () => {
    const { code, calls, stderr } = runScript(shellScriptText([spoke, hub]), stranger);

    expect({ code, calls }).toEqual({ code: 1, calls: [] });
    expect(stderr).toContain(`for account ${account}, and the credentials are of ${stranger}`);
    expect(stderr).toContain(`PROFILE_${account}=NAME sh FILE takes those of a profile`);
  });

  it('are of one account alone where that is named', () => {
    const script = shellScriptText([spoke, hub]);

    expect(words(runScript(script, stranger, { args: [stranger] }).calls)).toEqual([opened]);
    expect(words(runScript(script, account, { args: [account] }).calls)).toEqual([associated]);
    expect(runScript(script, account, { args: ['222222222222'] })).toMatchObject({ code: 2, calls: [] });
  });

  it('are tried under each account', () => {
    const env = { [`PROFILE_${account}`]: account, [`PROFILE_${stranger}`]: stranger };
    const script = shellScriptText([route, { ...route, account: stranger }]);
    const { code, calls } = runScript(script, 'none', { args: ['--dry-run'], env });

    expect({ code, calls: words(calls) }).toEqual({
      code: 0,
      calls: [`${account} ec2 delete-route`, `${stranger} ec2 delete-route`],
    });
  });

  it('are nobody’s business where all is left to a person, or where no account is known', () => {
    expect(shellScriptText([each['by-hand']])).not.toContain('in_account');
    expect(shellScriptText([{ ...route, account: null }])).not.toContain('in_account');
    expect(shellScriptText([{ ...route, account: '$(reboot)' }])).not.toContain('in_account');
  });
});

describe('the names that a script gives', () => {
  const each = oneOfEach();
  const script = (...changes: readonly Parameters<typeof shellScriptText>[0][number][]): readonly string[] =>
    runScript(shellScriptText(changes), account).calls;

  it('are those of Terraform and CloudFormation', () => {
    expect(script(each['create-gateway-endpoint'], each['create-security-group'])).toEqual([
      expect.stringContaining(
        ' --tag-specifications ResourceType=security-group,Tags=[{Key=Name,Value=vpc-endpoints}] --query',
      ),
      expect.stringContaining(
        ' --tag-specifications ResourceType=vpc-endpoint,Tags=[{Key=Name,Value=dynamodb endpoint}] --query',
      ),
    ]);
    expect(script(each['create-system-rule'])).toEqual([
      expect.stringContaining(' --name amazonaws-com stays local --query'),
    ]);
  });

  it('are text, whatever is in them', () => {
    const hostile = `x}],Tags=[{Key=a,Value="'$(reboot)\n`;
    const [call = ''] = script({ ...each['create-security-group'], name: hostile }).slice(-2);
    const all = script({ ...each['create-security-group'], name: hostile }).join('\n');

    expect(call).toContain('ec2 create-security-group');
    expect(all).toContain(
      JSON.stringify([{ ResourceType: 'security-group', Tags: [{ Key: 'Name', Value: hostile }] }]),
    );
  });

  it('are no longer than AWS takes', () => {
    const [rule = ''] = script({ ...each['create-system-rule'], domain: `${'a'.repeat(200)}.amazonaws.com` });

    expect(/ --name (.+?) --query/.exec(rule)?.[1]).toHaveLength(64);
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html */
it('says that a group can be deleted only once the endpoint behind it is gone', () => {
  const each = oneOfEach();
  const undone = (...changes: Parameters<typeof shellScriptText>[0]): readonly string[] => {
    const [, undo = ''] = shellScriptText(changes).split('To undo it');

    return undo.split('\n').flatMap((line) => /delete-[\w-]+|once the endpoint/.exec(line) ?? []);
  };

  expect(undone(each['create-security-group'], each['create-interface-endpoint'])).toEqual([
    ...['delete-vpc-endpoints', 'once the endpoint', 'delete-security-group'],
  ]);
  expect(undone(each['create-security-group'])).toEqual(['delete-security-group']);
});
