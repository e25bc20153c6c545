import type { AuditOptions, Report } from '../audit.ts';
import { Failure } from '../failure.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import type { Context } from './context.ts';
import type { AcceptanceFlags } from './flags.ts';
import type { Settings } from './settings.ts';

/** An audit, and what it was of. */
export interface Audited {
  readonly report: Report;
  readonly snapshot: Snapshot;
  readonly options: AuditOptions;
}

/** A report that accepts more, and what there is to say about how it came to that. */
export interface Accepted {
  readonly report: Report;
  readonly notices: readonly string[];
}

/** Its files are read already: what is wrong with them is said before AWS is asked. */
export type Accept = (audited: Audited) => Accepted;

/** The day in UTC: acceptances end at midnight there, whoever looks. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** What config and tags accept. */
export const acceptBySettings = async ({ inForce: { accept, tags } }: Settings): Promise<readonly Accept[]> => {
  if (accept.value.length === 0 && !tags.value) return [];
  const [{ applyConfig }, { applyTags }, { tagIndex }] = await Promise.all([
    import('../acceptance/config/apply.ts'),
    import('../acceptance/tags/apply.ts'),
    import('../acceptance/tags/tag-index.ts'),
  ]);
  const byConfig: Accept = ({ report, snapshot }) => ({
    report: applyConfig(report, accept.value, tagIndex(snapshot), today()),
    notices: [],
  });
  const byTags: Accept = ({ report, snapshot }) => {
    const { report: accepted, warnings } = applyTags(report, tagIndex(snapshot), today());
    const notices = warnings.map(
      ({ resource, because }) => `${resource}: the tag vpce-audit:accept accepts nothing: ${because}`,
    );
    return { report: accepted, notices };
  };
  return tags.value ? [byConfig, byTags] : [byConfig];
};

const acceptByBaseline = async ({ baseline, prune }: AcceptanceFlags, context: Context): Promise<readonly Accept[]> => {
  if (baseline === undefined) {
    if (prune) throw new Failure('--prune needs a baseline', 'Name it: --baseline FILE --prune');
    return [];
  }
  const { acceptBaseline } = await import('./accept-baseline.ts');
  return [acceptBaseline(baseline, prune ? 'prune' : 'keep', context)];
};

const acceptByEarlier = async ({ newSince }: AcceptanceFlags): Promise<readonly Accept[]> => {
  if (newSince === undefined) return [];
  const { acceptEarlier } = await import('./accept-earlier.ts');
  return [await acceptEarlier(newSince)];
};

/** Config, tags, a baseline and an earlier run, in this order: the first that accepts a finding answers for it. */
export const readAcceptances = async (
  settings: Settings,
  flags: AcceptanceFlags,
  context: Context,
): Promise<readonly Accept[]> => [
  ...(await acceptBySettings(settings)),
  ...(await acceptByBaseline(flags, context)),
  ...(await acceptByEarlier(flags)),
];

export const acceptFindings = (audited: Audited, accepts: readonly Accept[]): Accepted => {
  let { report } = audited;
  const notices: string[] = [];
  for (const accept of accepts) {
    const accepted = accept({ ...audited, report });
    report = accepted.report;
    notices.push(...accepted.notices);
  }
  return { report, notices };
};
