import { describe, expect, it } from 'vitest';
import { shellScriptText } from '../../src/changes/languages/shell-script.ts';
import { inSafeOrder } from '../../src/changes/safe-order.ts';
import { allChanges } from '../changes/one-of-each.ts';
import { variants } from '../changes/variants.ts';
import { startAwsCli, type Taken } from './aws-cli.ts';
import { callsOfScript, undoScript } from './printed-script.ts';

/** What the AWS CLI and botocore make of each call, without sending it. */
const takenBy = async (calls: readonly (readonly string[])[]): Promise<readonly Taken[]> => {
  const cli = startAwsCli();
  try {
    return await Promise.all(calls.map((argv) => cli.call(argv)));
  } finally {
    cli.close();
  }
};

const changes = inSafeOrder([...allChanges(), ...variants()]);

const byHand = changes.filter(({ kind }) => kind === 'by-hand').length;

const printed = async (): Promise<readonly (readonly string[])[]> => {
  const script = shellScriptText(changes);
  const tried = await callsOfScript(shellScriptText(inSafeOrder(allChanges())), '--dry-run');
  const run = await callsOfScript(script);
  const undone = await callsOfScript(undoScript(script, run));
  expect([tried, run, undone].map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    [0, 0, 0].map((code) => ({ code, stderr: '' })),
  );
  // Each change is at least one call, and so is its reverse, but for what is deleted for ever.
  expect(run.calls.length).toBeGreaterThanOrEqual(changes.length - byHand);
  expect(undone.calls.length).toBeGreaterThanOrEqual(changes.length - byHand - 1);
  expect(tried.calls.length).toBeGreaterThan(15);

  return [...tried.calls, ...run.calls, ...undone.calls];
};

describe('every command that fix prints, one of each kind of change and their reverses', async () => {
  const calls = await printed();
  const taken = await takenBy(calls);
  const withCalls = taken.map((one, at) => ({ ...one, call: calls[at]?.join(' ') }));

  it('is taken by the parser of the AWS CLI, and by botocore, with words that AWS knows', () => {
    expect(taken).toHaveLength(calls.length);
    expect(
      withCalls.filter(({ code, asked, strays }) => code !== 0 || asked.length !== 1 || strays.length > 0),
    ).toEqual([]);
  });

  it('finds the id of what it creates, and the state of what it waits for, in the answer', () => {
    const captured = withCalls.filter(({ call }) => call?.includes('--query '));

    expect(captured.length).toBeGreaterThan(3);
    for (const { call, stdout } of captured)
      expect(stdout.trim(), call).toMatch(/^(VpcEndpointId|GroupId|Id|Account|State)$/);
  });

  it('says to AWS what the words say', () => {
    const params = (operation: string) =>
      taken.flatMap(({ asked }) => asked).filter((one) => one.operation === operation && !one.params.DryRun);

    expect(params('ModifyVpcAttribute').map((one) => one.params)).toContainEqual({
      VpcId: 'vpc-main',
      EnableDnsSupport: { Value: true },
    });
    expect(params('CreateVpcEndpoint').map((one) => one.params.PrivateDnsEnabled)).toEqual(
      expect.arrayContaining([true, false, undefined]),
    );
    expect(params('CreateNetworkAclEntry').map((one) => one.params.Egress)).toEqual(
      expect.arrayContaining([true, false]),
    );
    expect(params('AuthorizeSecurityGroupIngress').map((one) => one.params.IpPermissions)).toContainEqual([
      { IpProtocol: 'tcp', FromPort: 1400, ToPort: 1499, Ipv6Ranges: [{ CidrIpv6: '2001:db8::/56' }] },
    ]);
  });
});
