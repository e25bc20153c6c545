import { describe, expect, it } from 'vitest';
import { allowAll, withPolicy } from '../support/policy.ts';
import { world } from '../support/world.ts';

const rule = 'closed-endpoint-policy';
const denyAll = { ...allowAll, Effect: 'Deny' };

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
describe(rule, () => {
  it('fires where everything is denied, though the way is private', () => {
    const net = withPolicy({ Version: '2012-10-17', Statement: [allowAll, denyAll] });

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2');
    expect(net.findings(rule)).toEqual(['warning closed-endpoint-policy vpce-ec2']);
    expect(net.says(rule, 'vpce-ec2')).toEqual([
      'The policy of vpce-ec2 for com.amazonaws.us-east-1.ec2 lets nobody do anything: every request through it is refused',
      'Allow in the policy of vpce-ec2 what its clients call, or delete the endpoint',
    ]);
  });

  it.each([
    ['has no statement', { Statement: [] }],
    ['has one statement, which denies something', { Statement: { ...denyAll, Action: 'ec2:RunInstances' } }],
    [
      'denies all to {AWS: *} in lists',
      { Statement: [allowAll, { ...denyAll, Principal: { AWS: ['*'] }, Action: ['*'] }] },
    ],
  ])('fires where it %s', (_, policy) => {
    expect(withPolicy(policy).findings(rule)).toEqual(['warning closed-endpoint-policy vpce-ec2']);
  });

  it.each([
    ['allows everything', { Statement: [allowAll] }],
    ['allows something', { Statement: [{ ...allowAll, Action: 'ec2:Describe*' }] }],
    ['denies under a condition', { Statement: [allowAll, { ...denyAll, Condition: { Null: { 'aws:x': 'true' } } }] }],
    ['denies to one account', { Statement: [allowAll, { ...denyAll, Principal: { AWS: '111122223333' } }] }],
    ['denies some actions', { Statement: [allowAll, { ...denyAll, Action: 'ec2:RunInstances' }] }],
    ['denies some resources', { Statement: [allowAll, { ...denyAll, Resource: 'arn:aws:s3:::mine/*' }] }],
    ['denies all but some actions', { Statement: [allowAll, { ...denyAll, Action: undefined, NotAction: 'ec2:*' }] }],
    ['says nothing at all', {}],
    ['is not JSON', 'deny all'],
    ['is JSON, but no policy', '[1, null]'],
  ])('is silent where it %s', (_, policy) => {
    expect(withPolicy(policy).findings(rule)).toEqual([]);
  });

  it('fires for a gateway endpoint, for which no list of services is needed', () => {
    const net = world().subnet('a').gateway('vpce-s3', 's3', ['a']);
    for (const endpoint of net.sections.vpcEndpoints) endpoint.PolicyDocument = JSON.stringify({ Statement: denyAll });

    expect(net.unread('vpcEndpointServices', 'ec2:DescribeVpcEndpointServices').findings(rule)).toEqual([
      'warning closed-endpoint-policy vpce-s3',
    ]);
  });

  it.each([
    ['an endpoint that takes no traffic', { State: 'failed' }],
    ['an endpoint that a service of AWS manages', { RequesterManaged: true }],
    ['an endpoint whose policy AWS does not give', { PolicyDocument: undefined }],
  ])('is silent about %s', (_, record) => {
    const net = withPolicy({ Statement: [denyAll] });
    for (const endpoint of net.sections.vpcEndpoints) Object.assign(endpoint, record);

    expect(net.findings(rule)).toEqual([]);
  });

  it('is inconclusive where endpoints were not read', () => {
    const net = withPolicy({ Statement: [denyAll] }).unread('vpcEndpoints', 'ec2:DescribeVpcEndpoints');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive ec2:DescribeVpcEndpoints']);
  });
});
