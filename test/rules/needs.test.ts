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

/** Whom it concerns, and with that the order of findings, is not for rules to say. */
const saidBy = ({ findings }: Report, rule: string) =>
  findings
    .filter((one) => one.rule === rule)
    .map((one) => ({ ...one, clients: null }))
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

  it('a rule that needs it is inconclusive, the others are not, and the audit is incomplete', () => {
    const inconclusive = without()
      .rules.filter(({ outcome }) => outcome === 'inconclusive')
      .map(({ id }) => id);

    expect(inconclusive).toEqual(rules.filter(({ needs }) => needs.includes(section)).map(({ id }) => id));
    expect(without().summary.complete).toBe(false);
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
