import type { Gap, ScopeSnapshot, Sections } from '../snapshot/schema.ts';
import type { SectionSpec } from '../snapshot/section-spec.ts';
import { sectionNames, sectionSpecs } from '../snapshot/sections.ts';
import { missingGap } from './missing-gap.ts';

/** Whether a snapshot of these sections has to hold, or account for, the section that it leaves out. */
export const isMissed = ({ decides, missing, need }: SectionSpec, sections: Sections): boolean => {
  if (missing === 'never' || decides === undefined) return false;
  if (missing !== undefined) return missing(sections);

  const wanted = need === undefined || need.wanted(sections);

  return typeof wanted === 'object' ? wanted.length > 0 : wanted === true;
};

/**
 * Sections that a snapshot neither holds nor accounts for, cut by hand or by another program. They
 * were not read, whatever it says: a gap each, as if the source had told.
 */
export const missingSections = ({ sections, gaps }: ScopeSnapshot): readonly Gap[] => {
  const told = new Set(gaps.map(({ section }) => section));
  // An account that was closed tells so once.
  const { reason = 'the snapshot does not hold it', kind = 'missing' } =
    gaps.find(({ section }) => section === 'regions') ?? {};

  return sectionNames
    .filter((section) => !told.has(section) && !Object.hasOwn(sections, section))
    .filter((section) => isMissed(sectionSpecs[section], sections))
    .map((section) => ({ ...missingGap(section, reason), kind }));
};
