import { describe, expect, it } from 'vitest';
import { applyConfig } from '../../src/acceptance/apply-config.ts';
import { exitCodeOf, gateOf } from '../../src/cli/exit-code.ts';
import { accountsOf } from '../../src/cli/settings.ts';
import type { FailOn } from '../../src/config/config.ts';
import { effectiveConfig } from '../../src/config/effective.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { weakeningsOf } from '../../src/config/weakenings.ts';
import { rules } from '../../src/rules/all.ts';
import { reportOf } from '../support/report.ts';

const [shop, data] = ['111122223333', '222233334444'];
const effectiveOf = (config: unknown, failOn?: FailOn) =>
  effectiveConfig(
    failOn === undefined ? {} : { failOn },
    { path: 'c.yaml', config: parseConfig(config, 'c.yaml', []) },
    rules,
  );
const warningIn = (account: string) => reportOf({ findings: [{ account, severity: 'warning' }] });
const errorIn = (account: string) => reportOf({ findings: [{ account, severity: 'error' }] });

describe('accounts of a config', () => {
  const strict = { accounts: { [shop]: { failOn: 'warning' } } };

  it('are held to a gate of their own', () => {
    const gate = gateOf(effectiveOf(strict));

    expect([exitCodeOf(warningIn(shop), gate), exitCodeOf(warningIn(data), gate)]).toEqual([1, 0]);
    expect([exitCodeOf(errorIn(shop), gate), exitCodeOf(errorIn(data), gate)]).toEqual([1, 1]);
  });

  it('are held to the flag where there is one', () => {
    const gate = gateOf(effectiveOf(strict, 'error'));

    expect(exitCodeOf(warningIn(shop), gate)).toBe(0);
  });

  it('fail by nothing that is accepted, and pass nothing that is incomplete', () => {
    const gate = gateOf(effectiveOf(strict));
    const accepted = { by: 'config', reason: 'known' };
    const findings = [{ account: shop, severity: 'warning', accepted } as const];

    expect(exitCodeOf(reportOf({ findings }), gate)).toBe(0);
    expect(exitCodeOf(reportOf({ findings, complete: false }), gate)).toBe(3);
  });

  it.each<[string, object, FailOn | undefined, readonly string[]]>([
    ['a stricter one', { accounts: { [shop]: { failOn: 'note' } } }, undefined, []],
    [
      'one that fails for less',
      { failOn: 'warning', accounts: { [shop]: { failOn: 'error' } } },
      undefined,
      ['from severity error on'],
    ],
    ['one that never fails', { accounts: { [shop]: { failOn: 'never' } } }, undefined, [`no finding of ${shop} fails`]],
    ['one that a flag outranks', { accounts: { [shop]: { failOn: 'never' } } }, 'error', []],
  ])('tell as weakened: %s', (_, config, flag, effects) => {
    const found = weakeningsOf(effectiveOf(config, flag), 'c.yaml', rules);

    expect(found.map(({ setting, kind }) => [setting, kind])).toEqual(
      effects.map(() => [`accounts.${shop}.failOn`, 'gate']),
    );
    for (const [at, text] of effects.entries()) expect(found[at]?.effect).toContain(text);
  });

  it('are told with their owners, those that were read', () => {
    const owner = { name: 'shop', team: 'Payments', email: 'payments@example.com', unit: 'ou-ab12-11111111' };
    const effective = effectiveOf({ accounts: { [shop]: { ...owner, failOn: 'note' }, [data]: { name: 'data' } } });
    const scope = { account: shop, region: 'us-east-1', takenAt: null, sections: {}, gaps: [] };

    expect(accountsOf({ effective }, { schemaVersion: 1, scopes: [scope] })).toEqual({
      accounts: [{ account: shop, ...owner }],
    });
    expect(accountsOf({ effective: effectiveOf({}) }, { schemaVersion: 1, scopes: [scope] })).toEqual({});
  });

  it('are called what AWS Organizations calls them where the config gives no name', () => {
    const scopes = [shop, data].map((account) => ({
      ...{ account, accountName: `account ${account}`, region: 'us-east-1', takenAt: null, sections: {}, gaps: [] },
    }));
    const effective = effectiveOf({ accounts: { [shop]: { team: 'Payments' }, [data]: { name: 'data' } } });
    const nobodys = effectiveOf({});
    const told = (config: typeof effective) =>
      accountsOf({ effective: config }, { schemaVersion: 1, scopes }).accounts?.map(({ account, name }) => [
        account,
        name,
      ]);

    expect(told(effective)).toEqual(
      [
        [shop, `account ${shop}`],
        [data, 'data'],
      ].sort(),
    );
    expect(told(nobodys)).toEqual([shop, data].sort().map((id) => [id, `account ${id}`]));
  });

  it('are accepted by their unit', () => {
    const report = {
      ...reportOf({ findings: [{ account: shop }, { account: data }] }),
      accounts: [
        { account: shop, unit: 'ou-ab12-sandbox' },
        { account: data, unit: 'ou-ab12-prod' },
      ],
    };
    const entry = { match: { unit: ['*-sandbox'] }, reason: 'nobody works there' };
    const { report: accepted } = applyConfig(report, [entry], () => [], '2026-12-01');

    expect(accepted.findings.map((one) => [one.account, one.accepted?.reason])).toEqual([
      [shop, 'nobody works there'],
      [data, undefined],
    ]);
  });

  it.each([
    [{ shop: {} }, 'accounts.shop is no account id'],
    [{ [shop]: { owner: 'me' } }, `accounts.${shop}.owner is not known`],
    [{ [shop]: { failOn: 'always' } }, `accounts.${shop}.failOn cannot be "always"`],
    [[], 'accounts must be an object, not a list'],
  ])('have to be what they are: %j', (accounts, message) => {
    expect(() => parseConfig({ accounts }, 'c.yaml', [])).toThrow(message);
  });
});
