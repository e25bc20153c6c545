import { deletionsOf } from '../../audit/deletions.ts';
import { assertKnown } from '../../audit/known-changes.ts';
import { type AuditOptions, audit } from '../../audit.ts';
import { attempt, type Refusal } from '../../changes/apply.ts';
import type { Change } from '../../changes/change.ts';
import { kindOf } from '../../changes/kinds.ts';
import { parseChanges } from '../../changes/parse-changes.ts';
import { inSafeOrder } from '../../changes/safe-order.ts';
import { diffReports } from '../../diff/diff-reports.ts';
import { getsWorse } from '../../diff/worse.ts';
import { Failure } from '../../failure.ts';
import { type WhatIf, whatIfJson, whatIfText } from '../../report/what-if.ts';
import type { Snapshot } from '../../snapshot/schema.ts';
import { assertServices } from '../assert-services.ts';
import { assertWritable } from '../assert-writable.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { assertNoFormat } from '../file-name.ts';
import type { ConfigFlags, OneOutputFlag, ScopeFlags, SnapshotFlags } from '../flags.ts';
import { loadConfiguredSnapshot } from '../load-snapshot.ts';
import { readText } from '../read-text.ts';
import { auditOptionsOf, readSettings } from '../settings.ts';
import { styleOf } from '../terminal.ts';
import { writeNotices } from '../write-notices.ts';
import { writeOutput } from '../write-output.ts';

export type WhatIfFlags = SnapshotFlags &
  ScopeFlags &
  ConfigFlags &
  OneOutputFlag & {
    readonly delete?: readonly string[];
    readonly changes?: string;
    readonly format: 'text' | 'json';
  };

const isByHand = ({ kind }: Change): boolean => kind === 'by-hand';

const readChanges = (file: string, snapshot: Snapshot): readonly Change[] => {
  const changes = parseChanges(readText(file), file);
  assertKnown(snapshot, changes, file);
  if (changes.every(isByHand))
    throw new Failure(`${file} holds no change that can be made`, 'vpce-audit fix says what a person has to do.');

  return changes;
};

/** All of them as one, in the order that is safe: what is let go comes last. */
const changesOf = ({ delete: words = [], changes: file }: WhatIfFlags, snapshot: Snapshot): readonly Change[] => {
  if (words.length === 0 && file === undefined)
    throw new Failure(
      'nothing says what would be done',
      'Name what would be deleted, --delete nat-0abc, or a file of changes, --changes plan.json.',
    );
  const planned = file === undefined ? [] : readChanges(file, snapshot);

  return inSafeOrder([...planned, ...deletionsOf(words, snapshot)]);
};

const refusalText = ({ change, statement }: Refusal): string => `${kindOf(change).words(change)}: ${statement}`;

/** What AWS would not do cannot be looked at as if it were done. */
const assertTaken = (refusals: readonly Refusal[]): void => {
  const [refused] = refusals.filter(({ isCertain }) => isCertain);
  if (refused) throw new Failure(`AWS would refuse it. ${refusalText(refused)}`, `See ${refused.page}.`);
};

interface Comparison {
  readonly whatIf: WhatIf;
  readonly complete: boolean;
}

const compare = (
  snapshot: Snapshot,
  after: Snapshot,
  changes: readonly Change[],
  options: AuditOptions,
): Comparison => {
  const [today, then] = [audit(snapshot, options), audit(after, options)];
  const consequences = changes.flatMap((change) => kindOf(change).consequences?.(change) ?? []);

  return {
    whatIf: {
      steps: changes.map((change) => kindOf(change).words(change)),
      consequences: [...new Set(consequences)],
      difference: diffReports(today, then, snapshot, after),
      subnets: today.subnets,
    },
    complete: today.summary.complete && then.summary.complete,
  };
};

const byHandText = (change: Change): string =>
  `only a person can do it, and it is left out: ${kindOf(change).words(change)}`;

const doubtText = (refusal: Refusal): string => `whether AWS would take it was not read. ${refusalText(refusal)}`;

/** What would become of every path. The gate is the comparison: anything that gets worse. */
export const runWhatIf = async (flags: WhatIfFlags, context: Context): Promise<number> => {
  assertNoFormat(flags.output, ['text', 'json']);
  assertWritable([flags.output]);
  const settings = await readSettings(flags, context);
  assertServices(settings.effective.services.value);
  const { snapshot, ...facts } = await loadConfiguredSnapshot(flags, settings, context);
  const wanted = changesOf(flags, snapshot);
  const changes = wanted.filter((change) => !isByHand(change));
  const { snapshot: after, refusals } = attempt(snapshot, changes);
  assertTaken(refusals);
  const notices = [...wanted.filter(isByHand).map(byHandText), ...refusals.map(doubtText)];
  if (notices.length > 0 && !flags.quiet) await writeNotices(notices, context);

  const { whatIf, complete } = compare(snapshot, after, changes, auditOptionsOf(settings, facts));
  const style = styleOf(context.streams.stdout, context.env, flags);
  await writeOutput(flags.format === 'json' ? whatIfJson(whatIf) : whatIfText(whatIf, style), flags, context);
  if (getsWorse(whatIf.difference)) return exitCodes.findings;

  return complete ? exitCodes.clean : exitCodes.incomplete;
};
