import { type AuditOptions, audit, type Finding, type PlannedChange, type Release, type Report } from '../../audit.ts';
import { kindOf } from '../../changes/kinds.ts';
import { commentOf } from '../../changes/languages/comment.ts';
import { costOf, type Prices } from '../../changes/prices.ts';
import { inSafeOrder } from '../../changes/safe-order.ts';
import { Failure } from '../../failure.ts';
import { type FixPlan, fixJson, fixText, planLines } from '../../report/fix.ts';
import { incompleteness } from '../../report/headline.ts';
import { rules } from '../../rules/all.ts';
import { shellLine } from '../../shell.ts';
import type { Snapshot } from '../../snapshot/schema.ts';
import type { Acceptor } from '../acceptor.ts';
import { applyAcceptors, readAcceptors } from '../acceptors.ts';
import { assertServices } from '../assert-services.ts';
import { assertWritable } from '../assert-writable.ts';
import type { Context } from '../context.ts';
import { exitCodes, failsOn, gateOf } from '../exit-code.ts';
import { type FixFormat, languages } from '../fix-formats.ts';
import type { AcceptanceFlags, GateFlags, OneOutputFlag, TerminalFlags } from '../flags.ts';
import { loadConfiguredSnapshot } from '../load-snapshot.ts';
import { readPrices } from '../read-prices.ts';
import { accountsOf, auditOptionsOf, readSettings, type SettingFlags, sayAccounts } from '../settings.ts';
import { styleOf } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

export type FixFlags = SettingFlags &
  TerminalFlags &
  OneOutputFlag &
  Pick<GateFlags, 'failOn'> &
  Pick<AcceptanceFlags, 'baseline' | 'newSince'> & {
    /** What somebody accepts is mended, too. */
    readonly accepted?: true;
    /** What carries none of it then is let go, too. */
    readonly release?: true;
    readonly rule?: readonly string[];
    readonly format: FixFormat;
    readonly prices?: string;
  };

const assertRules = (ids: readonly string[] = []): void => {
  const unknown = ids.find((id) => rules.every((rule) => rule.id !== id));
  if (unknown !== undefined)
    throw new Failure(`--rule: there is no rule ${JSON.stringify(unknown)}`, 'vpce-audit rules lists them.');
};

/** Notes are no more than worth knowing: they are mended where somebody asks for them. */
const isWanted = ({ rule, severity }: Finding, { rule: asked, failOn }: FixFlags): boolean =>
  asked === undefined ? severity !== 'note' || failOn === 'note' : asked.includes(rule);

const inOrder = (changes: readonly PlannedChange[]): readonly PlannedChange[] => {
  const byText = new Map(changes.map((one) => [JSON.stringify(one.change), one]));

  return inSafeOrder(changes.map(({ change }) => change)).flatMap((change) => byText.get(JSON.stringify(change)) ?? []);
};

/** As planned changes: they mend nothing, and only who asked for them knows what else goes out there. */
const releasedBy = (releases: readonly Release[]): readonly PlannedChange[] =>
  releases.flatMap(({ changes, natGatewayId, clients }, at) =>
    changes.map((change, step): PlannedChange => {
      const { words, calls, consequences } = kindOf(change);
      const others = `Whatever else goes out by ${natGatewayId} goes nowhere then: of other services, and of the internet, nothing is known here`;

      return {
        ...{ id: `r${at + 1}.${step + 1}`, kind: change.kind, words: words(change) },
        commands: calls(change).map(({ command }) => shellLine(command)),
        ...{ fixes: [], turns: {}, needs: [], unread: [], clients: clients ?? 0, change },
        consequences: [...(consequences?.(change) ?? []), ...(change.kind === 'delete-nat-gateway' ? [others] : [])],
      };
    }),
  );

interface Audits {
  readonly findings: readonly Finding[];
  /** Their fingerprints. */
  readonly wanted: ReadonlySet<string>;
  /** How many findings are left as they are, as somebody accepts them. */
  readonly accepted: number;
  readonly report: Report;
}

const planOf = ({ report, wanted, accepted }: Audits, { release }: FixFlags, prices: Prices): FixPlan => {
  const { releases } = report;
  const proven = inOrder([
    ...report.changes.filter(({ kind }) => kind !== 'by-hand'),
    ...(release === true ? releasedBy(releases) : []),
  ]);
  const gone = new Set(proven.flatMap(({ fixes }) => fixes));

  return {
    tool: report.tool,
    wanted: [...wanted].sort(),
    mended: [...wanted].filter((one) => gone.has(one)).sort(),
    accepted,
    incomplete: report.summary.complete ? null : incompleteness(report),
    changes: proven,
    remains: report.changes.filter(({ kind }) => kind === 'by-hand'),
    releases: release === true ? [] : releases.map((one) => ({ ...one, cost: costOf(one.changes, prices) })),
    outlook: report.outlook,
    cost: costOf(
      proven.map(({ change }) => change),
      prices,
    ),
  };
};

/** Once for what was found and who accepts it, and once to prove what mends the rest, and nothing else. */
const auditsOf = (
  snapshot: Snapshot,
  options: AuditOptions,
  flags: FixFlags,
  acceptors: readonly Acceptor[],
): Audits => {
  const seen = audit(snapshot, { ...options, mended: new Set() });
  const { report } = applyAcceptors({ report: seen, snapshot, options }, acceptors);
  const meant = report.findings.filter((finding) => isWanted(finding, flags));
  const findings = flags.accepted === true ? meant : meant.filter(({ accepted }) => accepted === undefined);
  const wanted = new Set(findings.map(({ fingerprint }) => fingerprint));

  return {
    findings,
    wanted,
    accepted: meant.length - findings.length,
    report: audit(snapshot, { ...options, mended: wanted, seeksReleases: true }),
  };
};

const codeOf = async (plan: FixPlan, format: keyof typeof languages): Promise<string> => {
  const { mark, load } = languages[format];
  const write = await load();
  const code = write([...plan.changes, ...plan.remains].map(({ change }) => change));
  const [first = '', ...rest] = code.split('\n');
  const said = planLines(plan).map((line) => commentOf(mark, line));

  return first.startsWith('#!') ? [first, ...said, '', ...rest].join('\n') : [...said, '', code].join('\n');
};

const textOf = async (plan: FixPlan, flags: FixFlags, context: Context): Promise<string> => {
  const { format } = flags;
  if (format === 'json') return fixJson(plan);
  if (format === 'text') return fixText(plan, styleOf(context.streams.stdout, context.env, flags));

  return codeOf(plan, format);
};

/** The gate is what no proven change mends: a finding at or above `--fail-on`. */
export const runFix = async (flags: FixFlags, context: Context): Promise<number> => {
  assertRules(flags.rule);
  assertWritable([flags.output]);
  const prices = readPrices(flags.prices);
  const settings = await readSettings(flags, context);
  assertServices(settings.effective.services.value);
  const acceptors = await readAcceptors(settings, flags, context);
  const { snapshot, ...facts } = await loadConfiguredSnapshot(flags, settings, context);
  await sayAccounts(settings, snapshot, flags, context);
  const audits = auditsOf(snapshot, auditOptionsOf(settings, facts), flags, acceptors);
  const { findings, report } = audits;
  const plan = { ...planOf(audits, flags, prices), ...accountsOf(settings, snapshot) };
  await writeOutput(await textOf(plan, flags, context), flags, context);
  const mended = new Set(plan.mended);
  const left = findings.filter(({ fingerprint }) => !mended.has(fingerprint));
  const gate = gateOf(settings.effective);
  if (left.some(({ account, severity }) => failsOn(gate(account), severity))) return exitCodes.findings;

  return report.summary.complete ? exitCodes.clean : exitCodes.incomplete;
};
