import { describe, expect, it } from 'vitest';
import { behindNat } from '../support/world.ts';

const rule = 'stale-zone-record';
const ec2Name = 'ec2.us-east-1.amazonaws.com';
const alias = `${ec2Name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`;
const inState = (state: string) => behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false, state });

describe(rule, () => {
  it('fires where the record points at an endpoint that takes no traffic', () => {
    const net = inState('deleted').zone(ec2Name, ['main'], [alias]);

    expect(net.findings(rule)).toEqual(['warning stale-zone-record Z1 ec2']);
    expect(net.says(rule, 'Z1', 'ec2')).toEqual([
      'ec2.us-east-1.amazonaws.com in hosted zone Z1 of vpc-main points at an endpoint that takes no traffic',
      'Point the records for the EC2 API in Z1 at an endpoint that is available, or delete them',
    ]);
  });

  it('is silent once the endpoint is available', () => {
    expect(inState('available').zone(ec2Name, ['main'], [alias]).findings(rule)).toEqual([]);
  });

  it('is silent about an endpoint that is being changed: it may take traffic', () => {
    expect(inState('pending').zone(ec2Name, ['main'], [alias]).findings(rule)).toEqual([]);
  });

  it('fires on where another endpoint of the service is available', () => {
    const net = inState('deleted').endpoint('vpce-two', 'ec2', { privateDns: false }).zone(ec2Name, ['main'], [alias]);

    expect(net.findings(rule)).toEqual(['warning stale-zone-record Z1 ec2']);
  });

  it('is a note, and not certain, where the endpoint may be another account’s', () => {
    const net = behindNat().zone(ec2Name, ['main'], [alias]);

    expect(net.findings(rule)).toEqual(['note stale-zone-record Z1 ec2']);
    expect(net.says(rule, 'Z1', 'ec2')).toEqual([
      "ec2.us-east-1.amazonaws.com in hosted zone Z1 of vpc-main points at an endpoint that is not among these facts: another account's, or gone",
      'Point the records for the EC2 API in Z1 at an endpoint that is available, or delete them',
      'likely',
    ]);
  });

  it('is silent where the zone is another VPC’s, or has no record of the service', () => {
    const net = inState('deleted').vpc('other', '10.9.0.0/16').zone(ec2Name, ['other'], [alias]);

    expect(net.findings(rule)).toEqual([]);
    expect(
      behindNat()
        .zone('corp.example', ['main'], [`www.corp.example CNAME ${ec2Name}`])
        .findings(rule),
    ).toEqual([]);
  });

  it('is inconclusive where record sets were not read', () => {
    const net = inState('deleted').zone(ec2Name, ['main'], [alias]);
    net.unread('resourceRecordSets', 'route53:ListResourceRecordSets');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive route53:ListResourceRecordSets']);
  });
});
