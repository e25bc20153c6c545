import type { VerdictKind } from '../analysis/path.ts';
import { type Diagram, type DiagramEdge, type DiagramNode, diagramOf } from './picture/diagram.ts';
import { plain } from './plain-text.ts';
import type { Reporter } from './style.ts';

/** In a quoted string, backslashes begin what Graphviz replaces, and HTML entities are read. */
const quoted = (lines: readonly string[]): string =>
  `"${lines
    .map((line) =>
      plain(line)
        .replace(/[\\"]/g, (sign) => `\\${sign}`)
        .replaceAll('&', '&amp;'),
    )
    .join('\\n')}"`;

const shapes: Readonly<Record<DiagramNode['kind'], string>> = {
  subnets: 'shape=box, style="rounded,filled", fillcolor="#F3F4F2"',
  nat: 'shape=box, style=rounded',
  exit: 'shape=box, penwidth=1.5',
  'dead-end': 'shape=box, style=dashed',
  service: 'shape=box3d',
};

/** Told apart without colour: private is doubled, public is bold, the others are broken. */
const lines: Readonly<Record<VerdictKind, string>> = {
  private: 'color="#0B6E55:#0B6E55"',
  public: 'color="#BC380A", penwidth=2.5',
  transit: 'color="#4B4DC0", style=dashed',
  split: 'color="#6B4A00", style=dashed',
  unreachable: 'color="#626C77", style=dotted, arrowhead=tee',
  unknown: 'color="#862370", style=dotted, arrowhead=odot',
};

const nodeLine = ({ id, kind, lines: told }: DiagramNode): string => `${id} [label=${quoted(told)}, ${shapes[kind]}];`;

const edgeLine = ({ from, to, verdict, services }: DiagramEdge): string =>
  `  ${from} -> ${to} [label=${quoted([`${verdict}: ${services.join(', ')}`])}, ${lines[verdict]}];`;

const groupLines = ({ groups }: Diagram): readonly string[] =>
  groups.flatMap(({ id, label, nodes }) => [
    `  subgraph cluster_${id} {`,
    `    label=${quoted([label])};`,
    ...nodes.map((node) => `    ${nodeLine(node)}`),
    '  }',
  ]);

/** For Graphviz. */
export const dot: Reporter = (report) => {
  const diagram = diagramOf(report);

  return [
    'digraph vpce_audit {',
    '  rankdir=LR;',
    '  node [fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=9];',
    ...groupLines(diagram),
    ...diagram.services.map((node) => `  ${nodeLine(node)}`),
    ...diagram.edges.map(edgeLine),
    '}',
    '',
  ].join('\n');
};
