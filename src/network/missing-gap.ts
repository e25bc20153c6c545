import type { Gap, Section } from '../snapshot/schema.ts';
import { sectionSpecs } from '../snapshot/sections.ts';

/** The gap of what nobody refused and nobody told. It names the IAM action that would tell. */
export const missingGap = (section: Section, reason: string, resource?: string): Gap => ({
  section,
  action: sectionSpecs[section].action,
  reason,
  kind: 'missing',
  ...(resource === undefined ? {} : { resource }),
});
