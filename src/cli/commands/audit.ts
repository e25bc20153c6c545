import { audit } from '../../audit.ts';
import type { Context } from '../context.ts';
import { deliver } from '../deliver.ts';
import { exitCodeOf } from '../exit-code.ts';
import { readFacts } from '../facts.ts';
import type { GateFlags, OutputFlags, ScopeFlags, SourceFlags, TerminalFlags } from '../flags.ts';
import { loadFormat } from '../formats.ts';
import { styleOf } from '../terminal.ts';
import { version } from '../version.ts';

export type AuditFlags = SourceFlags & ScopeFlags & OutputFlags & TerminalFlags & GateFlags;

export const runAudit = async (flags: AuditFlags, context: Context): Promise<number> => {
  const [{ snapshot, source }, format] = await Promise.all([readFacts(flags, context), loadFormat(flags.format)]);
  const { service: services = [], vpc: vpcs = [], subnet: subnets = [] } = flags;
  const report = audit(snapshot, { source, version, services, vpcs, subnets });
  await deliver(format(report, styleOf(context.streams.stdout, context.env, flags)), flags, context);
  return exitCodeOf(report, flags.failOn);
};
