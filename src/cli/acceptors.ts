import { Failure } from '../failure.ts';
import type { Accepted, Acceptor, Audited } from './acceptor.ts';
import type { Context } from './context.ts';
import type { AcceptanceFlags } from './flags.ts';
import { accountsOf, type Settings } from './settings.ts';
import { today } from './today.ts';

/** Of a part of what the config is for, nobody can say what has nothing to do any more. */
const isWhole = (
  { services, regions, vpcs, subnets }: Settings['effective'],
  options: Pick<Audited['options'], 'vpcs' | 'subnets'>,
): boolean =>
  options.vpcs.length + options.subnets.length === 0 &&
  [services, regions, vpcs, subnets].every(({ from }) => !from.startsWith('--'));

/** What config and tags accept. */
export const settingsAcceptors = async ({ effective, configFile }: Settings): Promise<readonly Acceptor[]> => {
  const { accept, tags } = effective;
  if (accept.value.length === 0 && !tags.value) return [];
  const [{ applyConfig }, { applyTags }, { tagIndex }] = await Promise.all([
    import('../acceptance/apply-config.ts'),
    import('../acceptance/tags/apply.ts'),
    import('../acceptance/tags/tag-index.ts'),
  ]);
  const byConfig: Acceptor = ({ report, snapshot, options }) => {
    const owned = { ...report, ...accountsOf({ effective }, snapshot) };
    const applied = applyConfig(owned, accept.value, tagIndex(snapshot), today());
    const said = [...(isWhole(effective, options) ? applied.warnings : []), ...applied.expired];

    return { report: applied.report, notices: said.map((text) => `${configFile ?? 'config'}: ${text}`) };
  };
  const byTags: Acceptor = ({ report, snapshot }) => {
    const { report: accepted, warnings } = applyTags(report, tagIndex(snapshot), today());
    const notices = warnings.map(
      ({ resource, because }) => `${resource}: the tag vpce-audit:accept accepts nothing: ${because}`,
    );

    return { report: accepted, notices };
  };

  return tags.value ? [byConfig, byTags] : [byConfig];
};

const baselineAcceptors = async (
  { baseline, prune }: AcceptanceFlags,
  context: Context,
): Promise<readonly Acceptor[]> => {
  if (baseline === undefined) {
    if (prune) throw new Failure('--prune needs a baseline', 'Name it: --baseline FILE --prune');
    return [];
  }
  const { acceptBaseline } = await import('./accept-baseline.ts');

  return [acceptBaseline(baseline, prune ? 'prune' : 'keep', context)];
};

const earlierAcceptors = async ({ newSince }: AcceptanceFlags): Promise<readonly Acceptor[]> => {
  if (newSince === undefined) return [];
  const { acceptEarlier } = await import('./accept-earlier.ts');

  return [await acceptEarlier(newSince)];
};

/** Config, tags, a baseline and an earlier run, in this order: the first that accepts a finding answers for it. */
export const readAcceptors = async (
  settings: Settings,
  flags: AcceptanceFlags,
  context: Context,
): Promise<readonly Acceptor[]> => [
  ...(await settingsAcceptors(settings)),
  ...(await baselineAcceptors(flags, context)),
  ...(await earlierAcceptors(flags)),
];

export const applyAcceptors = (audited: Audited, acceptors: readonly Acceptor[]): Accepted => {
  let { report } = audited;
  const notices: string[] = [];
  for (const accept of acceptors) {
    const accepted = accept({ ...audited, report });
    report = accepted.report;
    notices.push(...accepted.notices);
  }

  return { report, notices };
};
