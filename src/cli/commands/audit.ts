import { audit, type Report } from '../../audit.ts';
import { undecidedPaths } from '../../report/headline.ts';
import { applyAcceptors, readAcceptors } from '../acceptors.ts';
import { assertServices } from '../assert-services.ts';
import { assertWritable } from '../assert-writable.ts';
import type { Context, Environment } from '../context.ts';
import { exitCodeOf, gateOf } from '../exit-code.ts';
import type {
  AcceptanceFlags,
  ConfigFlags,
  GateFlags,
  OutputFlags,
  ScopeFlags,
  ScreenFlags,
  SourceFlags,
  SplitFlag,
  TerminalFlags,
} from '../flags.ts';
import { loadConfiguredSnapshot } from '../load-snapshot.ts';
import { type Output, outputsOf } from '../outputs.ts';
import { overruled } from '../overruled.ts';
import { accountsOf, auditOptionsOf, readSettings, reportConfigOf, sayAccounts } from '../settings.ts';
import { writeReport } from '../write-report.ts';

export type AuditFlags = SourceFlags &
  ScopeFlags &
  ConfigFlags &
  AcceptanceFlags &
  OutputFlags &
  ScreenFlags &
  SplitFlag &
  TerminalFlags &
  GateFlags & { readonly printConfig?: true };

/** The summary of a GitHub step is that of the whole report. */
const withoutSummary = ({ GITHUB_STEP_SUMMARY: _whole, ...env }: Environment): Environment => env;

const writeSplit = async (
  report: Report,
  outputs: readonly Output[],
  flags: AuditFlags,
  context: Context,
): Promise<void> => {
  const { splitReports } = await import('../split-reports.ts');
  for (const part of splitReports(report, outputs))
    await writeReport(part.report, part.outputs, flags, { ...context, env: withoutSummary(context.env) });
};

export const runAudit = async (flags: AuditFlags, context: Context): Promise<number> => {
  const settings = await readSettings(flags, context);
  if (flags.printConfig) return (await import('./print-config.ts')).printConfig(settings, context);
  const outputs = outputsOf(flags);
  assertWritable(outputs.map(({ output }) => output));
  if (flags.splitBy !== undefined) (await import('../split-reports.ts')).assertSplittable(outputs);
  assertServices(settings.effective.services.value);
  const acceptors = await readAcceptors(settings, flags, context);

  const { snapshot, ...facts } = await loadConfiguredSnapshot(flags, settings, context);
  await sayAccounts(settings, snapshot, flags, context);
  const options = auditOptionsOf(settings, facts);
  const judged = {
    ...audit(snapshot, options),
    config: reportConfigOf(settings, snapshot),
    ...accountsOf(settings, snapshot),
  };
  const { report, notices } = applyAcceptors({ report: judged, snapshot, options }, acceptors);

  await writeReport(report, outputs, flags, context);
  if (flags.splitBy !== undefined) await writeSplit(report, outputs, flags, context);
  const [code, overrules] = overruled(
    { code: exitCodeOf(report, gateOf(settings.effective)), undecided: undecidedPaths(report) },
    flags,
  );
  const said = [...(flags.quiet ? [] : notices), ...overrules];
  if (said.length > 0) await (await import('../write-notices.ts')).writeNotices(said, context);

  return code;
};
