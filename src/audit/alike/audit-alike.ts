import { networkOf } from '../../network/network.ts';
import { by } from '../../order.ts';
import type { Snapshot } from '../../snapshot/schema.ts';
import { scopeKey } from '../../snapshot/scope-key.ts';
import { joinedAbsentAccounts } from '../absent-accounts.ts';
import { isDivisible, type JudgedPart, judgeApart, usualPart } from '../apart/judge-apart.ts';
import { joinedRules } from '../findings.ts';
import type { Audit, AuditOptions, JoinableReport } from '../joinable-report.ts';
import type { Report } from '../report.ts';
import { reportScope } from '../report-scope.ts';
import { assertOffered } from '../selection.ts';
import { summaryOf } from '../summary.ts';
import { rememberTopology } from '../topology.ts';
import { type AlikeScopes, alikeScopes } from './alike-scopes.ts';
import { type Blueprint, blueprintOf } from './blueprint.ts';
import { joinPortions, type SourcedPortion } from './join-portions.ts';
import { placeholderOf, withPlaceholders } from './name-tags.ts';
import { type Portion, portionsOf, portionText, signed, type Unsigned, unsigned } from './portion.ts';

/** What is said of the first of alike scopes, to be said of the others. */
interface Told extends AlikeScopes {
  readonly said: Blueprint<Unsigned>;
}

const keyOf = ({ first: { scope } }: AlikeScopes): string => scopeKey(scope);

type Portions = ReadonlyMap<string, Portion>;

const portionsIn = (parts: readonly JudgedPart[]): Portions => new Map(parts.flatMap(({ portions }) => [...portions]));

/** Null: among the others something else is to be said of it than by itself, so that more of its like may matter, too. */
const toldOf = (alike: AlikeScopes, among: Portions, judge: (snapshot: Snapshot) => JoinableReport): Told | null => {
  const { scope, ids, names } = alike.first;
  const alone = judge({ schemaVersion: 1, scopes: [withPlaceholders(scope)] });
  const own = portionsOf(alone).get(keyOf(alike));
  const same = among.get(keyOf(alike));
  if (own === undefined || same === undefined || alone.report.absentAccounts !== undefined) return null;
  const plan = unsigned(own, alone);
  if (plan === null) return null;
  const said = blueprintOf(plan, [...ids, ...names.map((_, place) => placeholderOf(place))]);

  return portionText(signed(said([...ids, ...names]))) === portionText(same) ? { ...alike, said } : null;
};

function* portionsLike({ others, said }: Told): Generator<readonly [key: string, portion: Portion]> {
  for (const { scope, ids, names } of others) yield [scopeKey(scope), signed(said([...ids, ...names]))];
}

const withoutOthers = (snapshot: Snapshot, alike: readonly AlikeScopes[]): Snapshot => {
  const others = new Set(alike.flatMap((one) => one.others.map(({ scope }) => scope)));

  return others.size === 0 ? snapshot : { ...snapshot, scopes: snapshot.scopes.filter((scope) => !others.has(scope)) };
};

/** What several parts say, and of alike scopes each. */
const joined = (
  snapshot: Snapshot,
  { source, version }: AuditOptions,
  parts: readonly JudgedPart[],
  told: readonly Told[],
): Report => {
  const scopes = [...snapshot.scopes].sort(by(scopeKey));
  const portions = new Map<string, SourcedPortion>();
  for (const [at, part] of parts.entries())
    for (const [key, portion] of part.portions) portions.set(key, { portion, source: String(at) });
  for (const one of told) for (const [key, portion] of portionsLike(one)) portions.set(key, { portion, source: key });
  const { findings, harmlessGaps, gaps, ...placed } = joinPortions(
    scopes.flatMap((scope) => portions.get(scopeKey(scope)) ?? []),
  );
  const absent = joinedAbsentAccounts(parts.map(({ absentAccounts }) => absentAccounts));
  rememberTopology(placed, snapshot, networkOf);

  return {
    schemaVersion: 2,
    tool: { name: 'vpce-audit', version },
    scopes: scopes.map((scope) => reportScope(scope, source)),
    ...placed,
    findings,
    rules: joinedRules(
      parts.map(({ rules }) => rules),
      findings,
    ),
    gaps,
    ...(absent.length === 0 ? {} : { absentAccounts: absent }),
    ...(harmlessGaps.length === 0 ? {} : { harmlessGaps }),
    summary: summaryOf(placed.subnets, findings, gaps),
  };
};

const isAboutAll = ({ vpcs, subnets, context, mended }: AuditOptions): boolean =>
  vpcs.length + subnets.length + (context?.size ?? 0) === 0 && mended === undefined;

/** Of a few scopes, and where some are asked for: together, as they are. */
const judgeWhole = (snapshot: Snapshot, judge: (snapshot: Snapshot) => JoinableReport): Report => {
  const { report, lacking } = judge(snapshot);
  assertOffered(lacking);

  return report;
};

/**
 * Most scopes of an organisation are alike: default VPCs that nobody uses, and what a template makes in each account. One
 * of them is judged among all that are not, and by itself. If that comes to the same, it holds for the others, with their
 * ids: whatever the audit says follows from the facts, and from ids no more than whether they are the same and which one
 * comes first. `test/properties/alike-scopes.test.ts` compares. What is left of a large one is judged in parts.
 */
export const auditAlike = (snapshot: Snapshot, options: AuditOptions, audit: Audit): Report => {
  const { partSize = usualPart } = options;
  const judge = (some: Snapshot): JoinableReport => audit(some, options);
  if (!isAboutAll(options)) return judgeWhole(snapshot, judge);
  let alike = alikeScopes(snapshot);
  for (;;) {
    const some = withoutOthers(snapshot, alike);
    if (alike.length === 0 && !isDivisible(some, partSize)) return judgeWhole(snapshot, judge);
    const parts = judgeApart(some, judge, partSize);
    const among = portionsIn(parts);
    const told = alike.flatMap((one) => toldOf(one, among, judge) ?? []);
    if (told.length === alike.length) {
      assertOffered(parts.flatMap(({ lacking }) => lacking).sort(by(scopeKey)));
      return joined(snapshot, options, parts, told);
    }
    const kept = new Set(told.map(keyOf));
    alike = alike.filter((one) => kept.has(keyOf(one)));
  }
};
