import type { Section } from '../snapshot/schema.ts';
import { sectionNames, sectionSpecs } from '../snapshot/sections.ts';

/** `ways`: those alone that leave names as they are. */
export const sectionsDeciding = (what: 'names' | 'ways'): readonly Section[] =>
  sectionNames.filter((section) => sectionSpecs[section].decides === what);
