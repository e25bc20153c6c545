import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { auditedServices, type NetworkSpec, networkSpec, worldOf } from '../support/network-spec.ts';
import { pathsIn } from '../support/report.ts';

const ofMain = (report: Report) => ({
  paths: pathsIn(report).filter(({ vpcId }) => vpcId === 'vpc-main'),
  endpoints: report.endpoints.filter(({ vpcId }) => vpcId === 'vpc-main'),
  // Changes are numbered by the report.
  findings: report.findings.filter(({ vpcId }) => vpcId === 'vpc-main').map(({ changes: _, ...finding }) => finding),
});

const reported = (spec: NetworkSpec) => ofMain(worldOf(spec).report(auditedServices));

const domain = fc.constantFrom('.', 'com', 'amazonaws.com', 'us-east-1.amazonaws.com', 's3.us-east-1.amazonaws.com');

describe('what does not concern a VPC', () => {
  it('changes nothing there: another VPC with all that goes with it', () => {
    fc.assert(
      fc.property(networkSpec, domain, fc.boolean(), (spec, name, isTaken) => {
        const net = worldOf(spec)
          .vpc('other', isTaken ? '10.0.0.0/16' : '10.9.0.0/16')
          .subnet('o', { vpc: 'other', cidr: isTaken ? '10.0.1.0/24' : '10.9.1.0/24', zone: 'c' })
          .endpoint('vpce-other', 's3', { vpc: 'other', subnets: ['o'] })
          .endpoint('vpce-other-ec2', 'ec2', { vpc: 'other', subnets: ['o'], privateDns: false })
          .gateway('vpce-gw-other', 'dynamodb', ['o'], 'available', 'other')
          .zone(name === '.' ? 'com' : name, ['other'], [])
          .rule('rslvr-rr-other', name, 'FORWARD', ['10.0.1.50'], 'other')
          .dns('other', '192.168.0.2')
          .attribute('EnableDnsSupport', false, 'other');

        expect(ofMain(net.report(auditedServices))).toEqual(reported(spec));
      }),
      { numRuns: 80 },
    );
  });

  it('changes nothing there: zones, rules, lists, Profiles, tables and firewalls that nobody associated', () => {
    fc.assert(
      fc.property(networkSpec, domain, (spec, name) => {
        const net = worldOf(spec)
          .zone(name === '.' ? 'com' : name, [], [])
          .list('pl-mine', '52.216.0.0/15');
        const { resolverRules, routeTables, firewallRules, firewallDomains } = net.sections;
        resolverRules.push({
          Id: 'rslvr-rr-idle',
          DomainName: name,
          RuleType: 'FORWARD',
          TargetIps: [{ Ip: '192.168.0.2' }],
        });
        routeTables.push({
          RouteTableId: 'rtb-idle',
          VpcId: 'vpc-main',
          Associations: [],
          Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-main', State: 'active' }],
        });
        firewallRules.push({
          FirewallRuleGroupId: 'rslvr-frg-idle',
          FirewallRules: [{ Priority: 1, Action: 'BLOCK', FirewallDomainListId: 'rslvr-fdl-idle' }],
        });
        firewallDomains.push({ FirewallDomainListId: 'rslvr-fdl-idle', Domains: ['*'] });
        net.sections.profileResourceAssociations.push({
          ProfileId: 'rp-idle',
          ProfileResourceAssociations: [
            { ResourceArn: 'arn:aws:route53resolver:us-east-1:111122223333:resolver-rule/rslvr-rr-idle' },
          ],
        });

        expect(ofMain(net.report(auditedServices))).toEqual(reported(spec));
      }),
      { numRuns: 80 },
    );
  });

  it('changes nothing there: that only it was asked for, or only some of its subnets', () => {
    fc.assert(
      fc.property(networkSpec, (spec) => {
        const whole = worldOf(spec).report(auditedServices);
        const part = worldOf(spec).report(auditedServices, { subnets: ['subnet-s0'] });

        expect(pathsIn(part)).toEqual(pathsIn(whole).filter(({ subnetId }) => subnetId === 'subnet-s0'));
        expect(worldOf(spec).report(auditedServices, { vpcs: ['vpc-main'] }).findings).toEqual(whole.findings);
      }),
      { numRuns: 40 },
    );
  });
});
