import type { PlannedChange, Release, Report, VpcOutlook } from '../audit.ts';
import type { Cost } from '../changes/prices.ts';
import { jsonText } from '../json-text.ts';
import { list } from '../wording.ts';
import { counted } from './counted.ts';
import { ownerLines } from './owner.ts';
import { plain, wrap } from './plain-text.ts';
import { columnsOf, paintOf, type Style } from './style.ts';

/** What is to be done about some findings, and what is not. */
export interface FixPlan extends Pick<Report, 'accounts'> {
  readonly tool: Report['tool'];
  /** Fingerprints of the findings that were asked for. */
  readonly wanted: readonly string[];
  /** Those of them that are gone once all changes are made. */
  readonly mended: readonly string[];
  /** How many more are left as they are, as somebody accepts them. */
  readonly accepted: number;
  /** What keeps the audit from being complete, and so may hide more to fix; null where nothing does. */
  readonly incomplete: string | null;
  /** In the order that is safe. */
  readonly changes: readonly PlannedChange[];
  /** What no change of ours brings about, and why. */
  readonly remains: readonly PlannedChange[];
  /** What may be let go then, and what that saves. */
  readonly releases: readonly (Release & { readonly cost: Cost })[];
  readonly outlook: readonly VpcOutlook[];
  readonly cost: Cost;
}

type Counts = VpcOutlook['before'];

const countsText = (counts: Counts): string =>
  Object.entries(counts)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ') || 'no path';

const vpcText = ({ vpcId, vpcName, before, after }: VpcOutlook): string => {
  const [now, then] = [countsText(before), countsText(after)];
  const name = vpcName === null ? vpcId : `${vpcName} (${vpcId})`;

  return now === then ? `${name}: ${now}, as before` : `${name}: ${now} → ${then}`;
};

const costText = ({ monthly, gigabyte, currency, date, guessed }: Cost): string => {
  const sum =
    monthly === 0 ? 'nothing' : `${Math.abs(monthly).toFixed(2)} ${currency} ${monthly < 0 ? 'less' : 'more'}`;
  const traffic = gigabyte === null ? '' : `, and ${gigabyte} ${currency} for each gigabyte through new interfaces`;
  const doubt =
    guessed.length === 0 ? '' : `; ${guessed.join(', ')} at the prices of us-east-1 (--prices FILE has others)`;

  return `${sum} a month${traffic} (prices of ${date}${doubt})`;
};

const others = 'Whether anything else goes out by it, other services or the internet, only you can tell';

/** As many as anybody reads. */
const few = (services: readonly string[]): string =>
  list(services.length <= 8 ? services : [...services.slice(0, 7), `${services.length - 7} more services`]);

const releaseLines = ({ natGatewayId, natName, vpcId, services, clients, cost }: FixPlan['releases'][number]) => {
  const name = natName === null ? natGatewayId : `${natName} (${natGatewayId})`;
  const who = clients === null ? 'clients that are not known' : counted(clients, 'client');

  return [
    `- ${name} of ${vpcId} carries none of ${few(services)} any more. Without it: ${costText(cost)}.`,
    `  ${others}: the route tables of ${who} lead there. --release plans its deletion.`,
  ];
};

const turnsText = ({ turns }: PlannedChange): string =>
  Object.entries(turns)
    .map(([turn, count]) => `${turn} × ${count}`)
    .join(', ');

/** What there is to say of a change besides its words. */
const detailsOf = (plan: FixPlan, change: PlannedChange): readonly string[] => [
  [
    turnsText(change),
    change.fixes.length === 0 ? '' : `mends ${counted(change.fixes.length, 'finding')}`,
    change.clients === 0 ? '' : counted(change.clients, 'client'),
  ]
    .filter((part) => part !== '')
    .join(' · '),
  ...ownerLines(plan, change.change.account),
  ...change.unread.map((statement) => `not read: ${statement}`),
  ...change.consequences,
];

const headline = ({ wanted, mended, changes, incomplete }: FixPlan): string => {
  if (wanted.length === 0)
    return incomplete === null ? 'There is nothing to fix.' : 'Of what could be read, there is nothing to fix.';
  if (changes.length === 0) return `No change that is proven mends any of ${counted(wanted.length, 'finding')}.`;

  return `${counted(changes.length, 'change')} for ${mended.length} of ${counted(wanted.length, 'finding')}, applied to a copy of the facts and judged.`;
};

const acceptedLines = ({ accepted }: FixPlan): readonly string[] => {
  if (accepted === 0) return [];
  const left =
    accepted === 1 ? 'is left as it is, as somebody accepts it' : 'are left as they are, as somebody accepts them';

  return [`${counted(accepted, 'finding')} ${left} (--accepted: mend that, too).`];
};

/** The plan in plain lines, for comments and screens alike. */
export const planLines = (plan: FixPlan): readonly string[] => [
  headline(plan),
  ...acceptedLines(plan),
  ...(plan.incomplete === null ? [] : [`The audit is incomplete: ${plan.incomplete}. There may be more to fix.`]),
  ...(plan.changes.length === 0 ? [] : ['', ...plan.outlook.map(vpcText), `Cost: ${costText(plan.cost)}`]),
  ...plan.changes.flatMap((change, at) => [
    ...(at === 0 ? ['', 'What to do, in this order:'] : []),
    `${at + 1}. ${change.words}`,
    ...detailsOf(plan, change)
      .filter((text) => text !== '')
      .map((text) => `   ${text}`),
  ]),
  ...(plan.releases.length === 0 ? [] : ['', 'What may be let go then:', ...plan.releases.flatMap(releaseLines)]),
  ...(plan.remains.length === 0 ? [] : ['', 'What remains, for a person to do:']),
  ...plan.remains.flatMap(({ words, change: { account } }) => [
    `- ${words}`,
    ...ownerLines(plan, account).map((text) => `  ${text}`),
  ]),
];

const heading = /^(What |There is |Of what |No change |\d+ changes? )/;

/** What only a person can tell is not to be pasted with the rest. */
const commandLines = ({ change, commands }: PlannedChange): readonly string[] => {
  const mark = change.kind === 'delete-endpoint' && change.condition !== null ? '#' : '$';

  return commands.map((one) => `${mark} ${plain(one)}`);
};

export const fixText = (plan: FixPlan, style: Style): string => {
  const paint = paintOf(style);
  const room = columnsOf(style);
  const commands = plan.changes.flatMap(commandLines);
  const lines = planLines(plan).flatMap((line) => {
    if (line === '') return [''];
    const margin = /^ *(?:\d+\. |- )?/.exec(line)?.[0] ?? '';
    const wrapped = wrap(plain(line.slice(margin.length)), room - margin.length);

    return wrapped.map((text, at) => {
      const whole = `${at === 0 ? margin : ' '.repeat(margin.length)}${text}`;

      return heading.test(line) ? paint.bold(whole) : whole;
    });
  });

  return `${[...lines, ...(commands.length === 0 ? [] : ['', ...commands])].join('\n')}\n`;
};

const planned = ({ change, ...record }: PlannedChange): object => ({ ...record, change });

export const fixJson = ({ changes, remains, ...plan }: FixPlan): string =>
  `${jsonText({ schemaVersion: 1, ...plan, changes: changes.map(planned), remains: remains.map(planned) }, 2)}\n`;
