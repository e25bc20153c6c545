import { audit } from '../../audit.ts';
import { acceptFindings, readAcceptances } from '../accept.ts';
import type { Context } from '../context.ts';
import { deliverReport } from '../deliver-report.ts';
import { exitCodeOf, overruled } from '../exit-code.ts';
import { readFactsInForce } from '../facts-in-force.ts';
import type {
  AcceptanceFlags,
  ConfigFlags,
  GateFlags,
  OutputFlags,
  ScopeFlags,
  SourceFlags,
  TerminalFlags,
} from '../flags.ts';
import { outputsOf } from '../outputs.ts';
import { auditOptionsOf, readSettings } from '../settings.ts';

export type AuditFlags = SourceFlags &
  ScopeFlags &
  ConfigFlags &
  AcceptanceFlags &
  OutputFlags &
  TerminalFlags &
  GateFlags & { readonly printConfig?: true };

export const runAudit = async (flags: AuditFlags, context: Context): Promise<number> => {
  const settings = await readSettings(flags);
  if (flags.printConfig) return (await import('./print-config.ts')).printConfig(settings, context);
  const outputs = outputsOf(flags);
  const accepts = await readAcceptances(settings, flags, context);

  const { snapshot, source } = await readFactsInForce(flags, settings, context);
  const options = auditOptionsOf(settings, source);
  const { report, notices } = acceptFindings({ report: audit(snapshot, options), snapshot, options }, accepts);

  await deliverReport(report, outputs, flags, context);
  const [code, overrules] = overruled(exitCodeOf(report, settings.inForce.failOn.value), flags);
  const said = [...(flags.quiet ? [] : notices), ...overrules];
  if (said.length > 0) await (await import('../notify.ts')).notify(said, context);
  return code;
};
