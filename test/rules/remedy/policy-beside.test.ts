import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../src/network/network.ts';
import { policyBeside } from '../../../src/rules/remedy/policy-beside.ts';
import type { RecordOf } from '../../../src/snapshot/schema.ts';
import { world } from '../../support/world.ts';

const askingFor = (organization: string, Action = '*'): string =>
  JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: '*',
        Action,
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } },
      },
    ],
  });
const ours = askingFor('o-ours');
const open = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] });

type Extra = Partial<RecordOf<'vpcEndpoints'>>;

/** The policy that a new endpoint is given in a VPC that has endpoints like these. */
const given = (extras: readonly Extra[], service = 'ec2') => {
  const net = world().subnet('a');
  extras.forEach((extra, at) => {
    net.endpoint(`vpce-${at}`, 'kms', { privateDns: false });
    Object.assign(net.sections.vpcEndpoints.at(-1) ?? {}, extra);
  });
  const vpc = networkOf(net.snapshot()).vpcs.get('vpc-main');
  if (vpc === undefined) throw new Error('no VPC');

  return policyBeside(vpc, service);
};

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
describe('a new endpoint', () => {
  it.each<[string, readonly Extra[]]>([
    ['of the only other endpoint', [{ PolicyDocument: ours }]],
    ['on which all others agree', [{ PolicyDocument: ours }, { PolicyDocument: ours }]],
    ['of the others, beside one that has none', [{ PolicyDocument: ours }, {}]],
    [
      'of the others, beside one that lets everybody do everything',
      [{ PolicyDocument: ours }, { PolicyDocument: open }],
    ],
    [
      'of the others, beside one whose policy is about its own service',
      [{ PolicyDocument: ours }, { PolicyDocument: askingFor('o-ours', 'kms:Decrypt') }],
    ],
    [
      'of the others, beside another of a service of AWS',
      [{ PolicyDocument: ours }, { PolicyDocument: askingFor('o-aws'), RequesterManaged: true }],
    ],
  ])('has the policy %s', (_, extras) => {
    expect(given(extras)).toBe(ours);
  });

  it.each<[string, readonly Extra[]]>([
    ['no other endpoint is there', []],
    ['the others have none', [{}]],
    ['the others disagree', [{ PolicyDocument: ours }, { PolicyDocument: askingFor('o-theirs') }]],
    ['the other’s lets everybody do everything', [{ PolicyDocument: open }]],
    ['the other’s is about its own service', [{ PolicyDocument: askingFor('o-ours', 'kms:Decrypt') }]],
    ['the other is a gateway endpoint', [{ PolicyDocument: ours, VpcEndpointType: 'Gateway' }]],
    ['the other failed', [{ PolicyDocument: ours, State: 'failed' }]],
    ['the other belongs to a service of AWS', [{ PolicyDocument: ours, RequesterManaged: true }]],
  ])('has the policy that AWS gives where %s', (_, extras) => {
    expect(given(extras)).toBeNull();
  });

  it.each(['s3', 's3express', 'sts', 'cognito-idp', 'cognito-identity', 'execute-api', 'sso', 'oidc'])(
    'of %s has the policy that AWS gives: some of its calls nobody signs',
    (service) => {
      expect(given([{ PolicyDocument: ours }], service)).toBeNull();
    },
  );

  it('has the policy that AWS gives where the other endpoints were not read', () => {
    const vpc = networkOf(world().subnet('a').unread('vpcEndpoints').snapshot()).vpcs.get('vpc-main');

    expect(vpc && policyBeside(vpc, 'ec2')).toBeNull();
  });
});
