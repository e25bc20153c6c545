import { sectionsDeciding } from '../network/deciding-sections.ts';
import type { Section } from '../snapshot/schema.ts';

/** What decides an answer of DNS: subnets say which families are asked for, interfaces whose address a record holds. */
export const dnsSections: readonly Section[] = sectionsDeciding('names');

/** What every verdict on a path rests on: DNS, then routing, then access. */
export const pathSections: readonly Section[] = [...dnsSections, ...sectionsDeciding('ways')];
