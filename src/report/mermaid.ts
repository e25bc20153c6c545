import type { VerdictKind } from '../analysis/path.ts';
import { type Diagram, type DiagramEdge, type DiagramNode, diagramOf } from './picture/diagram.ts';
import { plain } from './plain-text.ts';
import type { Reporter } from './style.ts';

/** Whatever could mean something to Mermaid, Markdown or HTML is written as its number. */
const label = (text: string): string =>
  `${[...plain(text)].map((sign) => (/^[A-Za-z0-9 .,/:_+-]$/.test(sign) ? sign : `#${sign.codePointAt(0)};`)).join('')}`;

const labels = (lines: readonly string[]): string => `"${lines.map(label).join('<br/>')}"`;

const shapes: Readonly<Record<DiagramNode['kind'], (text: string) => string>> = {
  subnets: (text) => `[${text}]`,
  nat: (text) => `([${text}])`,
  exit: (text) => `{{${text}}}`,
  'dead-end': (text) => `[/${text}/]`,
  service: (text) => `[[${text}]]`,
};

/** Told apart without colour: by width, dashes and heads. */
const arrows: Readonly<Record<VerdictKind, string>> = {
  private: '-->',
  public: '==>',
  transit: '-.->',
  split: '-.->',
  unreachable: '--x',
  unknown: '-.-o',
};

const colors: Readonly<Record<VerdictKind, string>> = {
  private: '#0B6E55',
  public: '#BC380A',
  transit: '#4B4DC0',
  split: '#6B4A00',
  unreachable: '#626C77',
  unknown: '#862370',
};

const verdicts = ['private', 'public', 'transit', 'split', 'unreachable', 'unknown'] as const;

const nodeLine = ({ id, kind, lines }: DiagramNode): string => `${id}${shapes[kind](labels(lines))}`;

const edgeLine = ({ from, to, verdict, services }: DiagramEdge): string =>
  `  ${from} ${arrows[verdict]}|"${label(`${verdict}: ${services.join(', ')}`)}"| ${to}`;

const groupLines = ({ groups }: Diagram): readonly string[] =>
  groups.flatMap(({ id, label: title, nodes }) =>
    nodes.length === 0
      ? []
      : [`  subgraph ${id} [${labels([title])}]`, ...nodes.map((node) => `    ${nodeLine(node)}`), '  end'],
  );

const colorLines = ({ edges }: Diagram): readonly string[] =>
  verdicts.flatMap((verdict) => {
    const numbers = edges.flatMap((edge, index) => (edge.verdict === verdict ? [index] : []));

    return numbers.length === 0 ? [] : [`  linkStyle ${numbers.join(',')} stroke:${colors[verdict]}`];
  });

/** A flowchart for Markdown that shows Mermaid: wikis, GitHub, GitLab. */
export const mermaid: Reporter = (report) => {
  const diagram = diagramOf(report);

  return [
    'flowchart LR',
    ...groupLines(diagram),
    ...diagram.services.map((node) => `  ${nodeLine(node)}`),
    ...diagram.edges.map(edgeLine),
    ...colorLines(diagram),
    '',
  ].join('\n');
};
