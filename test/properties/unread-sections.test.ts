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

it('a section that was not read never gives a complete audit, and turns nothing private', () => {
  fc.assert(
    fc.property(networkSpec, section, kind, (spec, name, why) => {
      const before = privateIn(worldOf(spec).report(auditedServices));
      const report = worldOf(spec).unread(name, 'ec2:DescribeIt', why).report(auditedServices);

      expect(report.summary.complete).toBe(false);
      expect([...privateIn(report)].filter((one) => !before.has(one))).toEqual([]);
    }),
    { numRuns: 250 },
  );
});
