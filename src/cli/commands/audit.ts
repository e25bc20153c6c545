import { audit } from '../../audit.ts';
import { undecidedPaths } from '../../report/headline.ts';
import { applyAcceptors, readAcceptors } from '../acceptors.ts';
import { assertServices } from '../assert-services.ts';
import { assertWritable } from '../assert-writable.ts';
import type { Context } from '../context.ts';
import { exitCodeOf } from '../exit-code.ts';
import type {
  AcceptanceFlags,
  ConfigFlags,
  GateFlags,
  OutputFlags,
  ScopeFlags,
  ScreenFlags,
  SourceFlags,
  TerminalFlags,
} from '../flags.ts';
import { loadConfiguredSnapshot } from '../load-snapshot.ts';
import { outputsOf } from '../outputs.ts';
import { overruled } from '../overruled.ts';
import { auditOptionsOf, readSettings, reportConfigOf } from '../settings.ts';
import { writeReport } from '../write-report.ts';

export type AuditFlags = SourceFlags &
  ScopeFlags &
  ConfigFlags &
  AcceptanceFlags &
  OutputFlags &
  ScreenFlags &
  TerminalFlags &
  GateFlags & { readonly printConfig?: true };

export const runAudit = async (flags: AuditFlags, context: Context): Promise<number> => {
  const settings = await readSettings(flags, context);
  if (flags.printConfig) return (await import('./print-config.ts')).printConfig(settings, context);
  const outputs = outputsOf(flags);
  assertWritable(outputs.map(({ output }) => output));
  assertServices(settings.effective.services.value);
  const acceptors = await readAcceptors(settings, flags, context);

  const { snapshot, ...facts } = await loadConfiguredSnapshot(flags, settings, context);
  const options = auditOptionsOf(settings, facts);
  const judged = { ...audit(snapshot, options), config: reportConfigOf(settings) };
  const { report, notices } = applyAcceptors({ report: judged, snapshot, options }, acceptors);

  await writeReport(report, outputs, flags, context);
  const [code, overrules] = overruled(
    { code: exitCodeOf(report, settings.effective.failOn.value), undecided: undecidedPaths(report) },
    flags,
  );
  const said = [...(flags.quiet ? [] : notices), ...overrules];
  if (said.length > 0) await (await import('../write-notices.ts')).writeNotices(said, context);

  return code;
};
