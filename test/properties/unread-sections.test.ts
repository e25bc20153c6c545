import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import type { Section } from '../../src/snapshot/schema.ts';
import { auditedServices, networkSpec, worldOf } from '../support/network-spec.ts';
import { pathsIn } from '../support/report.ts';
import { world } from '../support/world.ts';

const all = world().sections;
const section = fc.constantFrom(...Object.keys(all).filter((name): name is Section => name in all));
const kind = fc.constantFrom('denied' as const, 'failed' as const, 'missing' as const);

const privateIn = (report: Report): ReadonlySet<string> =>
  new Set([
    ...pathsIn(report)
      .filter(({ verdict }) => verdict === 'private')
      .map(({ subnetId, name, family }) => `${subnetId} ${name} ${family}`),
    ...report.endpoints
      .filter(({ privateDns }) => privateDns?.status === 'effective')
      .map(({ endpointId }) => endpointId),
  ]);

/** Every verdict and every finding. */
const saidBy = (report: Report): readonly string[] => [
  ...pathsIn(report).map(({ subnetId, name, family, verdict }) => `${subnetId} ${name} ${family} ${verdict}`),
  ...report.findings.map(({ severity, fingerprint }) => `${severity} ${fingerprint}`),
];

it('a section that was not read turns nothing private, and an audit is complete only where it changes nothing', () => {
  fc.assert(
    fc.property(networkSpec, section, kind, (spec, name, why) => {
      const whole = worldOf(spec).report(auditedServices);
      const before = privateIn(whole);
      const report = worldOf(spec).unread(name, 'ec2:DescribeIt', why).report(auditedServices);

      if (report.summary.complete) expect(saidBy(report)).toEqual(saidBy(whole));
      expect([...privateIn(report)].filter((one) => !before.has(one))).toEqual([]);
    }),
    { numRuns: 250 },
  );
});
