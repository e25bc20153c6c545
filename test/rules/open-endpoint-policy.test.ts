import { describe, expect, it } from 'vitest';
import { allowAll, withPolicy } from '../support/policy.ts';
import { world } from '../support/world.ts';

const rule = 'open-endpoint-policy';

describe(rule, () => {
  it('fires where the policy is AWS’s default', () => {
    const net = withPolicy({ Version: '2008-10-17', Statement: [allowAll] });

    expect(net.findings(rule)).toEqual(['note open-endpoint-policy vpce-ec2']);
    expect(net.says(rule, 'vpce-ec2')).toEqual([
      'The policy of vpce-ec2 for com.amazonaws.us-east-1.ec2 lets everybody do everything',
      'Limit the policy of vpce-ec2 to your own organization and resources',
    ]);
  });

  it.each([
    ['principal {AWS: *}', { ...allowAll, Principal: { AWS: '*' } }],
    ['principal {AWS: [*]}', { ...allowAll, Principal: { AWS: ['*'] } }],
    ['lists of stars', { ...allowAll, Action: ['*'], Resource: ['*'] }],
  ])('fires for %s', (_, statement) => {
    expect(withPolicy({ Statement: statement }).findings(rule)).toEqual(['note open-endpoint-policy vpce-ec2']);
  });

  it.each([
    ['a condition', { Statement: [{ ...allowAll, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }] }],
    ['one account', { Statement: [{ ...allowAll, Principal: { AWS: '111122223333' } }] }],
    ['some actions', { Statement: [{ ...allowAll, Action: 'ec2:Describe*' }] }],
    ['some resources', { Statement: [{ ...allowAll, Resource: 'arn:aws:s3:::mine/*' }] }],
    ['a denial beside it', { Statement: [allowAll, { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }] }],
    ['nothing at all', {}],
    ['what is not JSON', 'allow all'],
    ['what is JSON, but no policy', '[1, null]'],
  ])('is silent where the policy has %s', (_, policy) => {
    expect(withPolicy(policy).findings(rule)).toEqual([]);
  });

  it('fires for the endpoint whose policy it is, not for the other', () => {
    const net = withPolicy({ Statement: [allowAll] }).endpoint('vpce-sts', 'sts');

    expect(net.findings(rule)).toEqual(['note open-endpoint-policy vpce-ec2']);
  });

  it('is silent where the service takes no policy', () => {
    const net = withPolicy({ Statement: [allowAll] });
    for (const service of net.sections.vpcEndpointServices) service.VpcEndpointPolicySupported = false;

    expect(net.findings(rule)).toEqual([]);
  });

  it.each([
    ['an endpoint of a type without such a policy', 'Resource', {}],
    ['an endpoint that takes no traffic', 'Interface', { State: 'failed' }],
    ['an endpoint that a service of AWS manages', 'Interface', { RequesterManaged: true }],
    ['an endpoint whose policy AWS does not give', 'Interface', { PolicyDocument: undefined }],
  ])('is silent about %s', (_, VpcEndpointType, record) => {
    const net = withPolicy({ Statement: [allowAll] });
    for (const endpoint of net.sections.vpcEndpoints) Object.assign(endpoint, { VpcEndpointType, ...record });

    expect(net.findings(rule)).toEqual([]);
  });

  it('fires for a gateway endpoint', () => {
    const net = world().subnet('a').gateway('vpce-s3', 's3', ['a']);
    for (const endpoint of net.sections.vpcEndpoints) endpoint.PolicyDocument = JSON.stringify({ Statement: allowAll });

    expect(net.findings(rule)).toEqual(['note open-endpoint-policy vpce-s3']);
  });

  it('fires where what services take was not read', () => {
    const net = withPolicy({ Statement: [allowAll] });

    expect(net.unread('vpcEndpointServices', 'ec2:DescribeVpcEndpointServices').findings(rule)).toEqual([
      'note open-endpoint-policy vpce-ec2',
    ]);
  });

  it('needs no list of services for a gateway endpoint, which takes a policy anyhow', () => {
    const net = (isGateway: boolean) => {
      const one = world().subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } });
      if (isGateway) one.gateway('vpce-s3', 's3', ['a', 'public']);
      else one.endpoint('vpce-s3', 's3');
      for (const endpoint of one.sections.vpcEndpoints)
        endpoint.PolicyDocument = JSON.stringify({ Statement: allowAll });

      return one.unread('vpcEndpointServices', 'ec2:DescribeVpcEndpointServices');
    };
    const told = (isGateway: boolean) => {
      const { findings, summary } = net(isGateway).report(['s3'], { subnets: ['subnet-a'] });

      return [findings.find((one) => one.rule === rule)?.confidence, net(isGateway).outcome(rule), summary.complete];
    };

    expect(told(true)).toEqual(['certain', 'checked', true]);
    expect(told(false)).toEqual(['likely', 'inconclusive ec2:DescribeVpcEndpointServices', false]);
  });

  it('is inconclusive where endpoints were not read', () => {
    const net = withPolicy({ Statement: [allowAll] }).unread('vpcEndpoints', 'ec2:DescribeVpcEndpoints');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive ec2:DescribeVpcEndpoints']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(
      withPolicy({ Statement: [allowAll] })
        .shared()
        .findings(rule),
    ).toEqual([]);
  });
});
