import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { compare } from '../../src/order.ts';
import { rules } from '../../src/rules/all.ts';
import type { Section } from '../../src/snapshot/schema.ts';
import { everyFault, everyService } from '../support/every-fault.ts';
import { once } from '../support/once.ts';
import { pathsIn } from '../support/report.ts';
import { emptySections } from '../support/world/sections.ts';

const world = emptySections();
const sections = Object.keys(world).filter((name): name is Section => name in world);
const full = once(() => everyFault().report(everyService));

/**
 * Whom it concerns, and with that the order of findings, is not for rules to say; nor is what proves a remedy, which
 * rests on all of the facts.
 */
const saidBy = ({ findings }: Report, rule: string) =>
  findings
    .filter((one) => one.rule === rule)
    .map(({ remedy: _, command: __, changes: ___, ...one }) => ({ ...one, clients: null }))
    .sort((a, b) => compare(a.fingerprint, b.fingerprint));

/** Asks for a second Region: test/audit/selection.test.ts. */
const elsewhere = new Set(['unoffered-service']);

it('has a world in which every rule fires', () => {
  const silent = rules.filter(({ id }) => !elsewhere.has(id) && saidBy(full(), id).length === 0);

  expect(silent.map(({ id }) => id)).toEqual([]);
});

describe.each(sections)('without %s', (section) => {
  const without = once(() => everyFault().unread(section, 'ec2:DescribeIt').report(everyService));

  it('a rule that does not need it says the same', () => {
    const changed = rules
      .filter(({ needs }) => !needs.includes(section))
      .filter(({ id }) => JSON.stringify(saidBy(without(), id)) !== JSON.stringify(saidBy(full(), id)));

    expect(changed.map(({ id }) => id)).toEqual([]);
  });

  it('a rule that says something else is inconclusive, and none that does not need it', () => {
    const inconclusive = new Set(
      without()
        .rules.filter(({ outcome }) => outcome === 'inconclusive')
        .map(({ id }) => id),
    );
    const bare = (report: Report, id: string) =>
      saidBy(report, id).map(({ severity, fingerprint }) => `${severity} ${fingerprint}`);
    const changed = rules.filter(({ id }) => String(bare(without(), id)) !== String(bare(full(), id)));

    expect(changed.map(({ id }) => id).filter((id) => !inconclusive.has(id))).toEqual([]);
    expect(rules.filter(({ id, needs }) => inconclusive.has(id) && !needs.includes(section))).toEqual([]);
    expect(without().summary.complete && inconclusive.size > 0).toBe(false);
  });

  it('no path becomes private, and no endpoint effective, that was not before', () => {
    const isPrivate = (report: Report) =>
      pathsIn(report)
        .filter(({ verdict }) => verdict === 'private')
        .map(({ subnetId, name, family }) => `${subnetId} ${name} ${family}`);
    const isEffective = ({ endpoints }: Report) =>
      endpoints.filter(({ privateDns }) => privateDns?.status === 'effective').map(({ endpointId }) => endpointId);
    const before = new Set([...isPrivate(full()), ...isEffective(full())]);

    expect([...isPrivate(without()), ...isEffective(without())].filter((one) => !before.has(one))).toEqual([]);
  });
});
