import { audit } from '../../audit.ts';
import { diffReports } from '../../diff/diff-reports.ts';
import { lostScopes } from '../../diff/lost-scopes.ts';
import { getsWorse } from '../../diff/worse.ts';
import { Failure } from '../../failure.ts';
import { diffJson, diffText } from '../../report/diff.ts';
import { placeText } from '../../snapshot/merge.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { assertNoFormat } from '../file-name.ts';
import type { ConfigFlags, OneOutputFlag, ScopeFlags, TerminalFlags } from '../flags.ts';
import { auditOptionsOf, readSettings } from '../settings.ts';
import { readSnapshotFile } from '../snapshot-file.ts';
import { styleOf } from '../terminal.ts';
import { writeNotices } from '../write-notices.ts';
import { writeOutput } from '../write-output.ts';

export type DiffFlags = ConfigFlags &
  Pick<ScopeFlags, 'service'> &
  OneOutputFlag &
  TerminalFlags & { readonly format: 'text' | 'json'; readonly exitCode?: true };

/** Files that stand behind a list of services are the last words of it. */
const operandsOf = (files: readonly (string | undefined)[], flags: DiffFlags) => {
  const own = files.filter((file) => file !== undefined);
  const words = flags.service ?? [];
  const end = words.length - (2 - own.length);
  const [before, after] = [...own, ...words.slice(Math.max(0, end))];
  if (before === undefined || after === undefined)
    throw new Failure('diff takes two snapshots', 'Name them: vpce-audit diff BEFORE AFTER');
  const services = words.slice(0, Math.max(0, end)).flatMap((word) => word.split(',').filter((part) => part !== ''));

  return {
    before,
    after,
    flags: { ...flags, ...(services.length === 0 ? { service: undefined } : { service: services }) },
  };
};

/** No gate unless asked for: what is different is what was asked for. VPCs and subnets are compared as a whole, for some may be on one side only. */
export const runDiff = async (
  files: readonly (string | undefined)[],
  given: DiffFlags,
  context: Context,
): Promise<number> => {
  const { before, after, flags } = operandsOf(files, given);
  if (before === '-' && after === '-')
    throw new Failure('standard input holds one snapshot, not two', 'Name a file for one of them.');
  assertNoFormat(flags.output, ['text', 'json']);
  const settings = await readSettings(flags, context);
  const options = { ...auditOptionsOf(settings, { source: 'snapshot' }), vpcs: [], subnets: [] };
  const [old, young] = [await readSnapshotFile(before, context), await readSnapshotFile(after, context)];
  const difference = diffReports(audit(old, options), audit(young, options), old, young);

  const style = styleOf(context.streams.stdout, context.env, flags);
  await writeOutput(flags.format === 'json' ? diffJson(difference) : diffText(difference, style), flags, context);

  const lost = flags.exitCode ? lostScopes(difference).map(placeText) : [];
  if (lost.length > 0 && !flags.quiet)
    await writeNotices(
      [`nothing is known any more of ${lost.slice(0, 5).join(', ')}${lost.length > 5 ? ', …' : ''}`],
      context,
    );
  if (flags.exitCode && getsWorse(difference)) return exitCodes.findings;
  const isWhole = difference.before.complete && difference.after.complete;

  return isWhole && lost.length === 0 ? exitCodes.clean : exitCodes.incomplete;
};
