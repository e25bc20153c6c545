import { existsSync } from 'node:fs';
import type { Baseline, BaselineEntry } from '../../acceptance/baseline/baseline.ts';
import { parseBaseline } from '../../acceptance/baseline/parse.ts';
import { baselineOf, baselineText } from '../../acceptance/baseline/write.ts';
import { audit } from '../../audit.ts';
import { hasExpired, isDay } from '../../day.ts';
import { Failure } from '../../failure.ts';
import { counted } from '../../report/counted.ts';
import { applyAcceptors, settingsAcceptors } from '../acceptors.ts';
import { assertServices } from '../assert-services.ts';
import { assertWritable } from '../assert-writable.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { assertNoFormat } from '../file-name.ts';
import type { OneOutputFlag, TerminalFlags } from '../flags.ts';
import { loadConfiguredSnapshot } from '../load-snapshot.ts';
import { isLaidByOthers, skippedNotice } from '../ownership.ts';
import { readText } from '../read-text.ts';
import { auditOptionsOf, readSettings, type SettingFlags } from '../settings.ts';
import { today } from '../today.ts';
import { writeNotices } from '../write-notices.ts';
import { writeOutput } from '../write-output.ts';

export type BaselineFlags = SettingFlags &
  TerminalFlags &
  OneOutputFlag & { readonly reason?: string; readonly expires?: string };

export const defaultBaseline = 'vpce-audit.baseline.json';

const assertFuture = (expires: string | undefined): void => {
  if (expires === undefined) return;
  if (!isDay(expires)) throw new Failure(`--expires: ${JSON.stringify(expires)} is no day`, 'Write it as YYYY-MM-DD.');
  if (hasExpired(expires, today()))
    throw new Failure(`--expires: ${expires} is not in the future`, 'Name a day after today (UTC).');
};

/** One that is only found has to be the user's own. */
const readPrevious = async (
  file: string,
  { output, quiet }: BaselineFlags,
  context: Context,
): Promise<Baseline | undefined> => {
  if (file === '-' || !existsSync(file)) return undefined;
  if (output !== undefined || !isLaidByOthers(file)) return parseBaseline(readText(file), file);
  if (!quiet) await writeNotices([skippedNotice(file, '--output')], context);

  return undefined;
};

const summaryOf = ({ accepted }: Baseline, previous: Baseline | undefined, file: string): string => {
  const termsOf = ({ fingerprint, reason, expires }: BaselineEntry) => JSON.stringify([fingerprint, reason, expires]);
  const before = new Set(previous?.accepted.map(termsOf));
  const kept = accepted.filter((entry) => before.has(termsOf(entry))).length;
  const detail = previous === undefined ? '' : `: ${kept} as they were, ${accepted.length - kept} written anew`;

  return `${file === '-' ? 'the baseline' : file} accepts ${counted(accepted.length, 'finding')}${detail}`;
};

/** What an earlier reader wrote of an entry is not this run's to overwrite. */
const termsHint = ({ reason, expires }: BaselineFlags, previous: Baseline | undefined): string =>
  previous !== undefined && (reason !== undefined || expires !== undefined)
    ? '; --reason and --expires are for new entries alone'
    : '';

/** A baseline of an incomplete audit accepts what was found; what could not be seen is not its to accept. */
export const runBaseline = async (flags: BaselineFlags, context: Context): Promise<number> => {
  const { output = defaultBaseline, expires } = flags;
  assertFuture(expires);
  assertNoFormat(flags.output, []);
  assertWritable([output]);
  const settings = await readSettings(flags, context);
  assertServices(settings.effective.services.value);
  const acceptors = await settingsAcceptors(settings);
  const previous = await readPrevious(output, flags, context);

  const { snapshot, ...facts } = await loadConfiguredSnapshot(flags, settings, context);
  const options = auditOptionsOf(settings, facts);
  const { report } = applyAcceptors({ report: audit(snapshot, options), snapshot, options }, acceptors);
  const day = today();
  const reason = flags.reason ?? `there when the baseline was written on ${day}`;
  const baseline = baselineOf(report, {
    reason,
    expires,
    ...(previous && { previous: { baseline: previous, today: day } }),
  });

  await writeOutput(baselineText(baseline), { output }, context);
  if (!flags.quiet) await writeNotices([summaryOf(baseline, previous, output) + termsHint(flags, previous)], context);

  return report.summary.complete ? exitCodes.clean : exitCodes.incomplete;
};
