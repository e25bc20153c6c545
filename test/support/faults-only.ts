import { advise } from '../../src/changes/remedy.ts';
import { rules } from '../../src/rules/all.ts';
import type { Rule } from '../../src/rules/rule.ts';

/** Every rule, without the remedies, which take long to prove: for tests of what is found, and in what audits. */
export const faultsOnly: readonly Rule[] = rules.map((rule) => ({
  ...rule,
  *check(audited, network) {
    for (const violation of rule.check(audited, network)) yield { ...violation, remedy: advise('') };
  },
}));
