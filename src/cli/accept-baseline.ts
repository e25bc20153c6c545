import { applyBaseline } from '../acceptance/baseline/apply.ts';
import type { Baseline, BaselineEntry } from '../acceptance/baseline/baseline.ts';
import { parseBaseline } from '../acceptance/baseline/parse.ts';
import { pruneBaseline, staleEntries } from '../acceptance/baseline/stale.ts';
import { baselineText } from '../acceptance/baseline/write.ts';
import { shellLine } from '../shell.ts';
import type { Acceptor } from './acceptor.ts';
import type { Context } from './context.ts';
import { readText } from './read-text.ts';
import { refusalNotices } from './refusal-notices.ts';
import { today } from './today.ts';
import { writeWhole } from './write-whole.ts';

type Entries = readonly BaselineEntry[];

const countOf = ({ length }: Entries): string => (length === 1 ? '1 entry' : `${length} entries`);

const shown = 5;

const named = (entries: Entries): string => {
  const names = entries.map(({ rule, resource, service }) => [rule, resource, service ?? []].flat().join(' '));

  return names.slice(0, shown).join(', ') + (names.length > shown ? ` … and ${names.length - shown} more` : '');
};

const prunedNotices = (stale: Entries): readonly string[] => [
  stale.length === 0 ? 'there was nothing to take out' : `${countOf(stale)} taken out: ${named(stale)}`,
];

const staleNotices = (stale: Entries, { argv }: Context): readonly string[] => {
  if (stale.length === 0) return [];
  const command = shellLine(['vpce-audit', ...argv, '--prune']);

  return [
    `${countOf(stale)} ${stale.length === 1 ? 'matches' : 'match'} nothing any more: ${named(stale)}`,
    `to take what is stale out: ${command}`,
  ];
};

const expiredNotices = (expired: Entries): readonly string[] =>
  expired.length === 0 ? [] : [`${countOf(expired)} expired; what they accepted counts again: ${named(expired)}`];

const formNotices = ({ schemaVersion, accepted }: Baseline): readonly string[] =>
  schemaVersion === 1 && accepted.length > 0
    ? [
        'its entries accept any severity and any exit, as version 1 has them; vpce-audit baseline writes what there is today',
      ]
    : [];

/** What a baseline accepts. Entries that match nothing any more are reported, or taken out of the file. */
export const acceptBaseline = (file: string, stale: 'prune' | 'keep', context: Context): Acceptor => {
  const text = readText(file);
  const baseline = parseBaseline(text, file);

  return ({ report, options }) => {
    const { report: accepted, expired, refused } = applyBaseline(report, baseline, today());
    const unmatched = staleEntries(report, baseline, options);
    if (stale === 'prune' && unmatched.length > 0) writeWhole(file, baselineText(pruneBaseline(baseline, unmatched)));
    const onStale = stale === 'prune' ? prunedNotices(unmatched) : staleNotices(unmatched, context);
    const notices = [
      ...formNotices(baseline),
      ...refusalNotices(refused, text),
      ...expiredNotices(expired),
      ...onStale,
    ].map((notice) => `${file}: ${notice}`);

    return { report: accepted, notices };
  };
};
