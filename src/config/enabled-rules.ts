import type { Rule, Severity } from '../rules/rule.ts';
import type { EffectiveConfig } from './effective.ts';

const withSeverity = (rule: Rule, severity: Severity): Rule => ({
  ...rule,
  severity,

  *check(audited, network) {
    for (const violation of rule.check(audited, network)) yield { ...violation, severity };
  },
});

/** The rules that are on, each with the severity that was asked for. */
export const enabledRules = (
  rules: readonly Rule[],
  { rules: levels }: Pick<EffectiveConfig, 'rules'>,
): readonly Rule[] =>
  rules.flatMap((rule) => {
    const level = levels[rule.id]?.value ?? 'on';
    if (level === 'off') return [];

    return level === 'on' ? [rule] : [withSeverity(rule, level)];
  });
