import { isForOthersOnly, type SectionSpec } from '../../snapshot/section-spec.ts';
import { sectionNames, sectionSpecs } from '../../snapshot/sections.ts';

export interface ReadAction {
  readonly action: string;
  /** What the audit learns from it, as the end of "lets vpce-audit see …". */
  readonly why: string;
  /** Only asked where something refers to it, or where the command line wants it. */
  readonly optional: boolean;
}

/** Every account has VPCs, and the prefix lists of AWS. */
const always = new Set(['vpcs', 'managedPrefixLists']);

/** What a section takes. What asking for it takes besides is asked before. */
export const actionsOf = ({ action, why, need, alsoAsks }: SectionSpec): readonly ReadAction[] => {
  const optional = need !== undefined && (isForOthersOnly({ need }) || !always.has(need.hangsOn));

  return [...(alsoAsks === undefined ? [] : [alsoAsks]), { action, why }].map((one) => ({ ...one, optional }));
};

/** The least that a live audit needs: what is of no section, and what the sections take. */
export const readActions: readonly ReadAction[] = [
  { action: 'sts:GetCallerIdentity', why: 'which account this is', optional: false },
  { action: 'ec2:DescribeRegions', why: 'which Regions are enabled, for `--region all`', optional: true },
  ...sectionNames.flatMap((section) => actionsOf(sectionSpecs[section])),
];
