import type { Severity } from '../rules/rule.ts';

/** Gravest first. */
export const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };
