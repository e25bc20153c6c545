import { describe, expect, it } from 'vitest';
import { effectiveConfig } from '../../src/config/effective.ts';
import { enabledRules } from '../../src/config/enabled-rules.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { rules } from '../../src/rules/all.ts';
import { behindNat } from '../support/world.ts';

const withLevels = (levels: Readonly<Record<string, string>>) => {
  const ids = rules.map(({ id }) => id);
  const config = parseConfig({ rules: levels }, 'c.json', ids);

  return enabledRules(rules, effectiveConfig({}, { path: 'c.json', config }, rules));
};
const reportWith = (levels: Readonly<Record<string, string>>) =>
  behindNat().report(['s3'], { rules: withLevels(levels) });

describe('a rule', () => {
  it('that is off finds nothing, and is not among those that were checked', () => {
    const { findings, rules: checked } = reportWith({ 'public-path': 'off' });

    expect(findings.some(({ rule }) => rule === 'public-path')).toBe(false);
    expect(checked.some(({ id }) => id === 'public-path')).toBe(false);
  });

  it('gives all its findings the severity that was asked for, and keeps their fingerprints', () => {
    const { findings, rules: checked } = reportWith({ 'public-path': 'note' });
    const before = reportWith({}).findings;

    expect(findings.filter(({ rule }) => rule === 'public-path').map(({ severity }) => severity)).toEqual(['note']);
    expect(checked.find(({ id }) => id === 'public-path')?.severity).toBe('note');
    expect(findings.map(({ fingerprint }) => fingerprint).sort()).toEqual(
      before.map(({ fingerprint }) => fingerprint).sort(),
    );
  });

  it('that is on is as it is', () => {
    expect(withLevels({ 'public-path': 'on' })).toEqual(rules);
  });
});
