import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditedServices, networkSpec, worldOf } from '../support/network-spec.ts';
import { pathsIn } from '../support/report.ts';

describe('a report', () => {
  it('has one path a (subnet, name, family), and one primary a (subnet, service, family)', () => {
    fc.assert(
      fc.property(networkSpec, (spec) => {
        const paths = worldOf(spec).paths(auditedServices);
        const named = paths.map(({ subnetId, name, family }) => `${subnetId} ${name} ${family}`);
        const served = new Set(paths.map(({ subnetId, service, family }) => `${subnetId} ${service} ${family}`));
        const primary = paths.filter((path) => path.primary);

        expect(new Set(named).size).toBe(named.length);
        expect(primary.map(({ subnetId, service, family }) => `${subnetId} ${service} ${family}`).sort()).toEqual(
          [...served].sort(),
        );
        expect(served.size).toBe(
          auditedServices.length * (1 + spec.subnets.length + spec.subnets.filter(({ ipv6 }) => ipv6).length),
        );
      }),
      { numRuns: 80 },
    );
  });

  it('never gives two findings one fingerprint', () => {
    fc.assert(
      fc.property(networkSpec, (spec) => {
        const { findings } = worldOf(spec).report(auditedServices);

        expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps fingerprints and verdicts through every renaming', () => {
    fc.assert(
      fc.property(networkSpec, fc.string(), (spec, name) => {
        const net = worldOf(spec);
        const essence = () => {
          const report = net.report(auditedServices);
          const { findings } = report;

          return [
            findings.map(({ fingerprint }) => fingerprint),
            pathsIn(report).map(({ verdict, reason }) => [verdict, reason]),
          ];
        };
        const before = essence();
        const { subnets, vpcs, vpcEndpoints, routeTables, natGateways } = net.sections;
        for (const record of [...subnets, ...vpcs, ...vpcEndpoints, ...routeTables, ...natGateways])
          record.Tags = [{ Key: 'Name', Value: name }];

        expect(essence()).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('counts what it lists', () => {
    fc.assert(
      fc.property(networkSpec, (spec) => {
        const report = worldOf(spec).report(auditedServices);
        const { findings, rules, summary } = report;
        const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);

        expect(total(summary.findings)).toBe(findings.length);
        expect(total(summary.paths)).toBe(pathsIn(report).length);
        expect(total(summary.primary)).toBe(pathsIn(report).filter(({ primary }) => primary).length);
        expect(rules.reduce((sum, rule) => sum + rule.findings, 0)).toBe(findings.length);
      }),
      { numRuns: 30 },
    );
  });
});
