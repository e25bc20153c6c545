import type { Report } from '../../src/audit.ts';
import type { Style } from '../../src/report/style.ts';
import { table } from '../../src/report/table.ts';

/** As a screen of 80 columns shows it, unless something else is said. */
export const draw = (report: Report, style: Partial<Style> = {}): string =>
  table(report, { columns: 80, color: false, ...style });

export const lineWith = (text: string, part: string): string =>
  text.split('\n').find((line) => line.includes(part)) ?? '';

export const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';

export const many = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
