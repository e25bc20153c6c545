import { networkOf } from '../../network/network.ts';
import { by } from '../../order.ts';
import type { Snapshot } from '../../snapshot/schema.ts';
import { scopeKey } from '../../snapshot/scope-key.ts';
import type { Audit, AuditOptions, JoinableReport } from '../joinable-report.ts';
import type { Report } from '../report.ts';
import { reportScope } from '../report-scope.ts';
import { summaryOf } from '../summary.ts';
import { rememberTopology } from '../topology.ts';
import { type AlikeScopes, alikeScopes } from './alike-scopes.ts';
import { blueprintOf } from './blueprint.ts';
import { joinPortions, type SourcedPortion } from './join-portions.ts';
import { type Portion, portionsOf, portionText, signed, type Unsigned, unsigned } from './portion.ts';

/** What is said of the first of alike scopes, to be said of the others. */
interface Told extends AlikeScopes {
  readonly said: Unsigned;
}

const keyOf = ({ first: { scope } }: AlikeScopes): string => scopeKey(scope);

/** Null: among the others something else is to be said of it than by itself, so that more of its like may matter, too. */
const toldOf = (
  alike: AlikeScopes,
  among: JoinableReport,
  judge: (snapshot: Snapshot) => JoinableReport,
): Told | null => {
  const alone = judge({ schemaVersion: 1, scopes: [alike.first.scope] });
  const own = portionsOf(alone).get(keyOf(alike));
  const same = portionsOf(among).get(keyOf(alike));
  if (own === undefined || same === undefined || alone.report.absentAccounts !== undefined) return null;
  const said = portionText(own) === portionText(same) ? unsigned(own, alone) : null;

  return said === null ? null : { ...alike, said };
};

function* portionsLike({ first, others, said }: Told): Generator<readonly [key: string, portion: Portion]> {
  const blueprint = blueprintOf(said, first.ids);
  for (const { scope, ids } of others) yield [scopeKey(scope), signed(blueprint(ids))];
}

const withoutOthers = (snapshot: Snapshot, alike: readonly AlikeScopes[]): Snapshot => {
  const others = new Set(alike.flatMap((one) => one.others.map(({ scope }) => scope)));

  return { ...snapshot, scopes: snapshot.scopes.filter((scope) => !others.has(scope)) };
};

const joined = (
  snapshot: Snapshot,
  { source }: AuditOptions,
  judged: JoinableReport,
  told: readonly Told[],
): Report => {
  const scopes = [...snapshot.scopes].sort(by(scopeKey));
  const portions = new Map<string, SourcedPortion>();
  for (const [key, portion] of portionsOf(judged)) portions.set(key, { portion, source: '' });
  for (const one of told) for (const [key, portion] of portionsLike(one)) portions.set(key, { portion, source: key });
  const { harmlessGaps, ...rest } = joinPortions(scopes.flatMap((scope) => portions.get(scopeKey(scope)) ?? []));
  const { report } = judged;
  const counts = new Map<string, number>();
  for (const { rule } of rest.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  rememberTopology(rest, snapshot, networkOf);

  return {
    ...report,
    ...rest,
    scopes: scopes.map((scope) => reportScope(scope, source)),
    rules: report.rules.map((rule) => ({ ...rule, findings: counts.get(rule.id) ?? 0 })),
    ...(harmlessGaps.length === 0 ? {} : { harmlessGaps }),
    summary: summaryOf(rest.subnets, rest.findings, rest.gaps),
  };
};

const isAboutAll = ({ vpcs, subnets, context, mended }: AuditOptions): boolean =>
  vpcs.length + subnets.length + (context?.size ?? 0) === 0 && mended === undefined;

/**
 * Most scopes of an organisation are alike: default VPCs that nobody uses, and what a template makes in each account. One
 * of them is judged among all that are not, and by itself. If that comes to the same, it holds for the others, with their
 * ids: whatever the audit says follows from the facts, and from ids no more than whether they are the same and which one
 * comes first. `test/properties/alike-scopes.test.ts` compares.
 */
export const auditAlike = (snapshot: Snapshot, options: AuditOptions, audit: Audit): Report => {
  const judge = (some: Snapshot): JoinableReport => audit(some, options);
  let alike = isAboutAll(options) ? alikeScopes(snapshot) : [];
  for (;;) {
    const judged = judge(withoutOthers(snapshot, alike));
    const told = alike.flatMap((one) => toldOf(one, judged, judge) ?? []);
    if (told.length === alike.length)
      return alike.length === 0 ? judged.report : joined(snapshot, options, judged, told);
    const kept = new Set(told.map(keyOf));
    alike = alike.filter((one) => kept.has(keyOf(one)));
  }
};
