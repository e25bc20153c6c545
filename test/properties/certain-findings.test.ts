import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditOptions, audit, type Report } from '../../src/audit.ts';
import type { Section, Snapshot } from '../../src/snapshot/schema.ts';
import { everyFault, everyService } from '../support/every-fault.ts';
import { faultsOnly } from '../support/faults-only.ts';
import { auditedServices, networkSpec, worldOf } from '../support/network-spec.ts';
import { once } from '../support/once.ts';
import { emptySections } from '../support/world/sections.ts';

const world = emptySections();
const sections = Object.keys(world).filter((name): name is Section => name in world);
const options: AuditOptions = {
  source: 'snapshot',
  version: '0.0.0',
  services: auditedServices,
  vpcs: [],
  subnets: [],
  rules: faultsOnly,
};

/** What nobody can tell for what was not read is certainly unknown: every other finding is of the network. */
const ofNetwork = ({ findings }: Report) => findings.filter(({ rule }) => rule !== 'unknown-path');

const certainIn = (report: Report): readonly string[] =>
  ofNetwork(report)
    .filter(({ confidence }) => confidence === 'certain')
    .map(({ rule, fingerprint }) => `${rule} ${fingerprint}`);

const foundIn = (report: Report): ReadonlySet<string> =>
  new Set(ofNetwork(report).map(({ rule, fingerprint }) => `${rule} ${fingerprint}`));

const withSection = ({ scopes, ...rest }: Snapshot, name: Section, from: Snapshot): Report =>
  audit(
    {
      ...rest,
      scopes: scopes.map((scope) => ({
        ...scope,
        sections: { ...scope.sections, [name]: from.scopes[0]?.sections[name] },
      })),
    },
    options,
  );

it('a finding that is certain without a section stands whatever the section holds', () => {
  fc.assert(
    fc.property(networkSpec, networkSpec, fc.constantFrom(...sections), (spec, other, name) => {
      const certain = certainIn(audit(worldOf(spec).unread(name, 'ec2:DescribeIt').snapshot(), options));
      if (certain.length === 0) return;
      const own = worldOf(spec).snapshot();
      for (const contents of [own, worldOf(other).snapshot()]) {
        const found = foundIn(withSection(own, name, contents));
        expect([name, certain.filter((one) => !found.has(one))]).toEqual([name, []]);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);

const full = once(() => foundIn(everyFault().report(everyService)));

describe('where every rule fires', () => {
  it.each(sections)('what is certain without %s is found with it', (name) => {
    const certain = certainIn(everyFault().unread(name, 'ec2:DescribeIt').report(everyService));

    expect(certain.filter((one) => !full().has(one))).toEqual([]);
  });
});
