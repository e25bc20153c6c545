import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AuditOptions, audit, type Report } from '../../src/audit.ts';
import type { ScopeSnapshot, Section, Snapshot } from '../../src/snapshot/schema.ts';
import { auditedServices, networkSpec, worldOf } from '../support/network-spec.ts';
import { pathsIn } from '../support/report.ts';
import { world } from '../support/world.ts';

const all = world().sections;
const section = fc.constantFrom(...Object.keys(all).filter((name): name is Section => name in all));
const options: AuditOptions = {
  source: 'snapshot',
  version: '0.0.0',
  services: auditedServices,
  vpcs: [],
  subnets: [],
};

const judged = ({ schemaVersion, scopes }: Snapshot, change: (scope: ScopeSnapshot) => ScopeSnapshot): Report =>
  audit({ schemaVersion, scopes: scopes.map(change) }, options);

const without = (snapshot: Snapshot, name: Section): Report =>
  judged(snapshot, ({ sections: { [name]: _, ...sections }, gaps, ...scope }) => ({
    ...scope,
    sections,
    gaps: [...gaps, { section: name, action: 'ec2:DescribeIt', reason: 'not allowed', kind: 'denied' }],
  }));

/** Every verdict and every finding. */
const saidBy = (report: Report): readonly string[] => [
  ...pathsIn(report).map(({ subnetId, name, family, verdict }) => `${subnetId} ${name} ${family} ${verdict}`),
  ...report.findings.map(({ severity, fingerprint }) => `${severity} ${fingerprint}`),
];

it('an audit without a section is complete only where no contents of that section would change what it says', () => {
  fc.assert(
    fc.property(networkSpec, networkSpec, section, (spec, other, name) => {
      const snapshot = worldOf(spec).snapshot();
      const report = without(snapshot, name);
      if (!report.summary.complete) return;
      const contents = worldOf(other).snapshot().scopes[0]?.sections[name];

      for (const records of [snapshot.scopes[0]?.sections[name], contents]) {
        const whole = judged(snapshot, (scope) => ({ ...scope, sections: { ...scope.sections, [name]: records } }));
        expect([name, saidBy(whole)]).toEqual([name, saidBy(report)]);
      }
    }),
    { numRuns: 200 },
  );
});

/** A clean account: every path is private, and nothing refers to what is asked about below. */
const clean = () =>
  world()
    .subnet('a')
    .gateway('vpce-s3', 's3', ['a'])
    .gateway('vpce-ddb', 'dynamodb', ['a'])
    .endpoint('vpce-ec2', 'ec2');

it.each([
  'firewallConfigs',
  'internetGateways',
  'egressOnlyInternetGateways',
  'transitGateways',
  'transitGatewayRouteTables',
  'natGateways',
  'blockPublicAccessOptions',
  'blockPublicAccessExclusions',
  'resolverEndpoints',
  'resolverRules',
  'instances',
] as const)('an account whose paths are private is complete without %s', (name) => {
  const report = clean()
    .unread(name)
    .report([], { subnets: ['subnet-a'] });

  expect([report.summary.primary, report.summary.complete]).toEqual([{ private: 3 }, true]);
  expect(report.harmlessGaps?.map((gap) => gap.section)).toEqual([name]);
});

it.each(['vpcAttributes', 'hostedZones'] as const)(
  'a VPC without subnets makes no audit incomplete: %s of it',
  (name) => {
    const net = clean().vpc('bare', '10.77.0.0/16');
    const snapshot = net.snapshot();
    const report = judged(snapshot, ({ sections, ...scope }) => ({
      ...scope,
      sections: {
        ...sections,
        vpcAttributes: (sections.vpcAttributes ?? []).filter(({ VpcId }) => VpcId !== 'vpc-bare'),
        hostedZones: (sections.hostedZones ?? []).filter(({ VPCId }) => VPCId !== 'vpc-bare'),
      },
      gaps: [{ section: name, action: 'it', reason: 'not allowed', kind: 'denied', resource: 'vpc-bare' }],
    }));

    expect([report.gaps, report.harmlessGaps?.length]).toEqual([[], 1]);
  },
);

it('endpoints that were not read leave every path unknown, and nothing says that there is none', () => {
  const report = world()
    .subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } })
    .unread('vpcEndpoints', 'ec2:DescribeVpcEndpoints')
    .report(['s3', 'ec2'], { subnets: ['subnet-a'] });

  expect(new Set(pathsIn(report).map(({ verdict, reason }) => `${verdict} ${reason}`))).toEqual(
    new Set(['unknown unread-facts']),
  );
  expect(report.findings.map(({ message }) => message).join()).not.toContain('has no endpoint');
});
