import type { Report } from '../audit.ts';
import type { Difference } from '../diff/difference.ts';
import { groupBy } from '../group-by.ts';
import { jsonText } from '../json-text.ts';
import { counted } from './counted.ts';
import { diffText } from './diff.ts';
import { wrap } from './plain-text.ts';
import { columnsOf, glyphs, paintOf, type Style } from './style.ts';
import { verdictWord } from './verdict-word.ts';

/** A world that is not yet. */
export interface WhatIf {
  /** What would be done, an imperative each. */
  readonly steps: readonly string[];
  /** What is to be known of it that no verdict tells, a line each. */
  readonly consequences: readonly string[];
  readonly difference: Difference;
  /** Whose paths they are. */
  readonly subnets: Report['subnets'];
}

type PathChange = Difference['paths'][number];

const indent = '  ';
const shownSubnets = 12;

const isLoss = ({ worse, primary }: PathChange): boolean => worse && primary;

const verdictsOf = ({ before, after }: PathChange): string =>
  [before, after].map((side) => (side === null ? 'not there' : verdictWord(side.verdict))).join(' → ');

const clientsIn = (ids: ReadonlySet<string>, subnets: Report['subnets']): number | null => {
  let total = 0;
  for (const { subnetId, clients } of subnets) {
    if (!ids.has(subnetId)) continue;
    if (clients === null) return null;
    total += clients.total;
  }

  return total;
};

interface Loss {
  readonly service: string;
  readonly verdicts: string;
  readonly names: readonly string[];
  /** Null: not known. */
  readonly clients: number | null;
}

const lossesOf = ({ difference, subnets }: WhatIf): readonly Loss[] => {
  const groups = groupBy(difference.paths.filter(isLoss), (path) => `${path.service} ${verdictsOf(path)}`);
  const losses = [...groups.values()].flatMap((paths) => {
    const [first] = paths;
    if (first === undefined) return [];
    const byId = new Map(paths.map(({ subnetId, subnetName }) => [subnetId, subnetName ?? subnetId]));

    return {
      service: first.service,
      verdicts: verdictsOf(first),
      names: [...byId.values()],
      clients: clientsIn(new Set(byId.keys()), subnets),
    };
  });

  return losses.sort((a, b) => (b.clients ?? 0) - (a.clients ?? 0));
};

const subnetsText = (names: readonly string[], { detail }: Style): string => {
  const shown = detail === 'verbose' ? names : names.slice(0, shownSubnets);
  const hidden = names.length - shown.length;

  return `${shown.join(', ')}${hidden > 0 ? ` and ${hidden} more` : ''}`;
};

const lossLines = (losses: readonly Loss[], style: Style): readonly string[] =>
  losses.flatMap(({ service, verdicts, names, clients }) => {
    const who = clients === null ? 'clients unknown' : counted(clients, 'client');
    const text = `${service}: ${verdicts} from ${subnetsText(names, style)} (${who})`;

    return wrap(text, columnsOf(style) - 2 * indent.length).map((line, at) => indent.repeat(at === 0 ? 1 : 2) + line);
  });

const headOf = (losses: readonly Loss[]): string => {
  if (losses.length === 0) return 'No path would be worse.';
  const services = new Set(losses.map(({ service }) => service)).size;
  const subnets = new Set(losses.flatMap(({ names }) => names)).size;

  return `${counted(services, 'service')} would lose their way, from ${counted(subnets, 'subnet')}:`.replace(
    /^1 service would lose their/,
    '1 service would lose its',
  );
};

const bulleted = (title: string, lines: readonly string[], style: Style): readonly string[] =>
  lines.length === 0
    ? []
    : [
        paintOf(style).bold(title),
        ...lines.flatMap((line) => wrap(line, columnsOf(style) - indent.length).map((part) => indent + part)),
      ];

/** What would be done, who would lose what, and then all that would be different, as `diff` tells it. */
export const whatIfText = (whatIf: WhatIf, style: Style): string => {
  const losses = lossesOf(whatIf);
  const sections = [
    bulleted('if this were done', whatIf.steps, style),
    [paintOf(style).bold(headOf(losses)), ...lossLines(losses, style)],
    bulleted('what no verdict tells', whatIf.consequences, style),
  ];
  const head = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));

  return glyphs(`${head.join('\n\n')}\n\n${diffText(whatIf.difference, style)}`, style);
};

export const whatIfJson = ({ steps, consequences, difference }: WhatIf): string =>
  `${jsonText({ ...difference, steps, consequences }, 2)}\n`;
