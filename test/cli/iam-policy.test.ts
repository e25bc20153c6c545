import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { fakeStreams } from '../support/streams.ts';

const cli = async (line: string) => {
  const { streams, stdout, stderr } = fakeStreams();
  const code = await run(['iam-policy', ...line.split(' ')], streams, {});

  return { code, stdout: stdout(), stderr: stderr() };
};

describe('the roles of an organisation', () => {
  it('are read-only, trust one principal with an external id, and list what is listed', async () => {
    const { member, lister, caller } = JSON.parse((await cli('--org')).stdout);

    for (const action of [...member.policy.Statement[0].Action, ...lister.policy.Statement[0].Action])
      expect(action).toMatch(/^[a-z0-9]+:(Describe|Get|List|Search)\w+$/);
    expect(member.trust.Statement[0].Condition).toEqual({ StringEquals: { 'sts:ExternalId': 'EXTERNAL-ID' } });
    expect(caller.policy.Statement[0].Action).toContain('sts:AssumeRole');
  });

  it('are a template for a StackSet', async () => {
    const { Resources, Parameters } = JSON.parse((await cli('--org --format cloudformation')).stdout);

    expect(Object.keys(Resources)).toEqual(['MemberRole', 'ListerRole']);
    expect(Object.keys(Parameters)).toContain('ExternalId');
    expect(Resources.ListerRole.Condition).toBe('IsLister');
  });

  it('are Terraform with the same actions', async () => {
    const { member } = JSON.parse((await cli('--org')).stdout);
    const { stdout } = await cli('--org --format terraform');

    for (const action of member.policy.Statement[0].Action) expect(stdout).toContain(`"${action}",`);
  });

  it('are asked for by --org', async () => {
    expect(await cli('--format terraform')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--format terraform prints the roles of an organisation'),
    });
  });
});
