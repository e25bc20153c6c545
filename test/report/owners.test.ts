import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { github } from '../../src/report/github.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import { htmlPage } from '../../src/report/html.ts';
import { junit } from '../../src/report/junit.ts';
import { markdown } from '../../src/report/markdown.ts';
import { ocsf } from '../../src/report/ocsf.ts';
import { accountText } from '../../src/report/owner.ts';
import { sarif } from '../../src/report/sarif.ts';
import { table } from '../../src/report/table.ts';
import { reportOf } from '../support/report.ts';
import { faultsBy } from '../support/schema.ts';

const account = '111122223333';
const shop = { account, name: 'shop', team: 'Payments', email: 'payments@example.com', unit: 'ou-ab12-11111111' };
const style = { columns: 80, color: false } as const;

const ownedBy = (...accounts: NonNullable<Report['accounts']>): Report => ({
  ...reportOf({ paths: [{}], findings: [{}], gaps: [{ resource: 'pl-1' }] }),
  accounts,
});

const ocsfFaults = ['ocsf-1.3.0-compliance-finding.json', 'ocsf-1.6.0-compliance-finding.json'].map(faultsBy);

const nobodys = reportOf({ paths: [{}], findings: [{}], gaps: [{ resource: 'pl-1' }] });

const formats = {
  table: (report: Report) => table(report, style),
  whole: (report: Report) => table(report, { ...style, detail: 'verbose' }),
  github: (report: Report) => github(report, style),
  gitlab: (report: Report) => gitlab(report, style),
  html: (report: Report) => htmlPage(report, style),
  junit: (report: Report) => [...junit(report)].join(''),
  markdown: (report: Report) => markdown(report, style),
  ocsf: (report: Report) => [...ocsf(report)].join(''),
  sarif: (report: Report) => sarif(report, style),
};

describe('owners of accounts', () => {
  it.each(Object.entries(formats))('are named in %s, and only where a config names them', (_, textOf) => {
    const others = { account: '222233334444', name: 'network', team: 'Backbone', email: 'backbone@example.com' };

    for (const told of ['shop', 'Payments', 'payments@example.com']) {
      expect(textOf(ownedBy(shop, others))).toContain(told);
      expect(textOf(nobodys)).not.toContain(told);
      expect(textOf(ownedBy(others))).not.toContain(told);
    }
    expect(textOf(ownedBy(others))).not.toMatch(/network \(|Backbone/);
  });

  it('are properties of SARIF results and of JUnit suites, in which the schema has room for them', () => {
    const log = JSON.parse(formats.sarif(ownedBy(shop)));
    const { account: _, ...owner } = shop;

    expect(faultsBy('sarif-2.1.0.json')(log)).toEqual([]);
    expect(log.runs[0].results[0].properties).toMatchObject({ account, owner });
    expect(formats.junit(ownedBy(shop))).toContain(
      '<properties>\n<property name="account" value="111122223333"/>\n<property name="account.name" value="shop"/>\n' +
        '<property name="account.team" value="Payments"/>\n<property name="account.email" value="payments@example.com"/>\n' +
        '<property name="account.unit" value="ou-ab12-11111111"/>\n</properties>\n<testcase ',
    );
    expect(formats.junit(nobodys)).not.toContain('<propert');
  });

  it.each([
    ['all', shop, { name: 'Payments', email_addr: 'payments@example.com' }],
    ['a name alone', { account, name: 'shop' }, { name: 'shop' }],
    ['an address alone', { account, email: 'p@example.com' }, { name: 'p@example.com', email_addr: 'p@example.com' }],
    ['what is no address', { account, team: 'Payments', email: 'ask Kim' }, { name: 'Payments' }],
    ['a unit alone', { account, unit: 'ou-ab12-11111111' }, undefined],
  ])('answer for resources in OCSF: %s', (_, owner, user) => {
    const [finding, gap] = formats
      .ocsf(ownedBy(owner))
      .trim()
      .split('\n')
      .map((event) => JSON.parse(event));

    for (const faultsOf of ocsfFaults) expect([finding, gap].flatMap(faultsOf)).toEqual([]);
    for (const event of [finding, gap]) {
      expect(event.cloud.account.name).toBe('name' in owner ? owner.name : undefined);
      for (const resource of event.resources) expect(resource.owner).toEqual(user);
    }
  });

  it.each([
    [shop, '111122223333 shop (Payments, payments@example.com)'],
    [{ account, team: 'Payments' }, '111122223333 Payments'],
    [{ account, name: 'shop' }, '111122223333 shop'],
    [{ account }, '111122223333'],
  ])('are told in few words', (owner, text) => {
    expect(accountText({ accounts: [owner] }, account)).toBe(text);
    expect(accountText({}, account)).toBe(account);
    expect(accountText({}, null)).toBe('');
  });
});
