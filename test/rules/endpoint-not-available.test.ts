import { describe, expect, it } from 'vitest';
import { behindNat } from '../support/world.ts';

const rule = 'endpoint-not-available';
const inState = (state: string) => behindNat().endpoint('vpce-ec2', 'ec2', { state });

describe(rule, () => {
  it('fires where an endpoint was rejected', () => {
    expect(inState('rejected').findings(rule)).toEqual(['warning endpoint-not-available vpce-ec2']);
    expect(inState('rejected').says(rule, 'vpce-ec2')).toEqual([
      'vpce-ec2 for com.amazonaws.us-east-1.ec2 is rejected: nothing goes through it',
      'Delete vpce-ec2, or have the owner of the service accept it',
    ]);
  });

  it.each([
    ['pendingAcceptance', 'Have the owner of the service accept vpce-ec2'],
    ['PendingAcceptance', 'Have the owner of the service accept vpce-ec2'],
    ['expired', 'Delete vpce-ec2 and create it anew'],
    ['Failed', 'Delete vpce-ec2 and create it anew'],
    ['deleting', 'Replace vpce-ec2 if it is still needed'],
  ])('says what state %s asks for', (state, remedy) => {
    expect(inState(state).says(rule, 'vpce-ec2')[1]).toBe(remedy);
  });

  it.each(['available', 'Available', 'pending', 'deleted'])('is silent in state %s', (state) => {
    expect(inState(state).findings(rule)).toEqual([]);
  });

  it('fires for a gateway endpoint too', () => {
    expect(behindNat().gateway('vpce-s3', 's3', [], 'failed').findings(rule)).toEqual([
      'warning endpoint-not-available vpce-s3',
    ]);
  });

  it('fires on where another endpoint of the service is available', () => {
    expect(inState('rejected').endpoint('vpce-two', 'ec2').findings(rule)).toEqual([
      'warning endpoint-not-available vpce-ec2',
    ]);
  });

  it('is silent about an endpoint that a service of AWS manages', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { state: 'failed', requesterManaged: true });

    expect(net.findings(rule)).toEqual([]);
  });

  it('is inconclusive where endpoints were not read', () => {
    const net = inState('rejected').unread('vpcEndpoints', 'ec2:DescribeVpcEndpoints');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive ec2:DescribeVpcEndpoints']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(inState('rejected').shared().findings(rule)).toEqual([]);
  });
});
