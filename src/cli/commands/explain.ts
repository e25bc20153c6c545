import { audit } from '../../audit.ts';
import { explain } from '../../report/explain.ts';
import { explainJson } from '../../report/explain-json.ts';
import { assertServices } from '../assert-services.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import type { SnapshotFlags } from '../flags.ts';
import { loadSnapshot } from '../load-snapshot.ts';
import { styleOf } from '../terminal.ts';
import { version } from '../version.ts';
import { write } from '../write.ts';

export type ExplainFlags = SnapshotFlags & { readonly format: 'text' | 'json' };

/** No gate: a public path that is explained is a success. */
export const runExplain = async (
  subnet: string,
  service: string,
  flags: ExplainFlags,
  context: Context,
): Promise<number> => {
  assertServices([service]);
  const { snapshot, ...facts } = await loadSnapshot(flags, context);
  const report = audit(snapshot, { ...facts, version, services: [service], vpcs: [], subnets: [subnet] });
  const style = styleOf(context.streams.stdout, context.env, flags);
  await write(context.streams.stdout, flags.format === 'json' ? explainJson(report) : explain(report, style));

  return report.summary.complete ? exitCodes.clean : exitCodes.incomplete;
};
