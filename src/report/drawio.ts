import type { VerdictKind } from '../analysis/path.ts';
import { type DiagramEdge, type DiagramGroup, type DiagramNode, diagramOf } from './picture/diagram.ts';
import { plain } from './plain-text.ts';
import type { Reporter } from './style.ts';
import { element } from './xml.ts';

const box = { width: 180, height: 54, gap: 20, column: 270, padding: 40 } as const;

const columnOf: Readonly<Record<DiagramNode['kind'], number>> = {
  subnets: 0,
  nat: 1,
  'dead-end': 1,
  exit: 2,
  service: 0,
};

const shapes: Readonly<Record<DiagramNode['kind'], string>> = {
  subnets: 'rounded=1;fillColor=#F3F4F2;strokeColor=#818B97;',
  nat: 'rounded=1;strokeColor=#818B97;',
  exit: 'rounded=1;strokeWidth=2;strokeColor=#18202A;',
  'dead-end': 'rounded=1;dashed=1;strokeColor=#626C77;',
  service: 'shape=ext;double=1;rounded=1;strokeColor=#18202A;',
};

/** Told apart without colour: by width, dashes and heads. */
const lines: Readonly<Record<VerdictKind, string>> = {
  private: 'strokeColor=#0B6E55;shape=link;',
  public: 'strokeColor=#BC380A;strokeWidth=3;',
  transit: 'strokeColor=#4B4DC0;dashed=1;',
  split: 'strokeColor=#6B4A00;dashed=1;',
  unreachable: 'strokeColor=#626C77;dashed=1;dashPattern=1 3;endArrow=cross;',
  unknown: 'strokeColor=#862370;dashed=1;dashPattern=1 3;endArrow=oval;',
};

/** Labels are text, never HTML. */
const textLabels = 'html=0;whiteSpace=wrap;';

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const geometry = ({ x, y, width, height }: Rect): string =>
  element('mxGeometry', { x, y, width, height, as: 'geometry' });

const nodeCell = ({ id, kind, lines: told }: DiagramNode, parent: string, at: Rect): string =>
  element(
    'mxCell',
    { id, value: told.map(plain).join(' · '), style: `${textLabels}${shapes[kind]}`, vertex: 1, parent },
    [geometry(at)],
  );

/** Each kind in a column of its own, one below the other. */
const placed = (nodes: readonly DiagramNode[], parent: string, top: number): readonly string[] => {
  const filled = [0, 0, 0];

  return nodes.map((node) => {
    const column = columnOf[node.kind];
    const row = filled[column] ?? 0;
    filled[column] = row + 1;
    const x = box.padding + column * box.column;

    return nodeCell(node, parent, { x, y: top + row * (box.height + box.gap), width: box.width, height: box.height });
  });
};

const heightOf = ({ nodes }: DiagramGroup): number => {
  const columns = [0, 1, 2].map((column) => nodes.filter(({ kind }) => columnOf[kind] === column).length);

  return 2 * box.padding + Math.max(1, ...columns) * (box.height + box.gap);
};

const groupWidth = 2 * box.padding + 2 * box.column + box.width;

function* groupCells(groups: readonly DiagramGroup[]): Generator<string> {
  let y = 0;
  for (const group of groups) {
    const { id, label, nodes } = group;
    const height = heightOf(group);
    const style = `${textLabels}swimlane;startSize=26;rounded=1;strokeColor=#818B97;`;
    yield element('mxCell', { id, value: plain(label), style, vertex: 1, parent: '1' }, [
      geometry({ x: 0, y, width: groupWidth, height }),
    ]);
    yield* placed(nodes, id, box.padding + 10);
    y += height + box.padding;
  }
}

const serviceCells = (services: readonly DiagramNode[]): readonly string[] =>
  services.map((node, row) =>
    nodeCell(node, '1', {
      ...{ x: groupWidth + 160, y: box.padding + row * 2 * (box.height + box.gap) },
      ...{ width: box.width, height: box.height },
    }),
  );

const edgeCell = ({ from, to, verdict, services }: DiagramEdge, index: number): string =>
  element(
    'mxCell',
    {
      ...{ id: `e${index}`, value: `${verdict}: ${services.map(plain).join(', ')}` },
      style: `${textLabels}edgeStyle=orthogonalEdgeStyle;rounded=1;fontSize=10;${lines[verdict]}`,
      ...{ edge: 1, parent: '1', source: from, target: to },
    },
    [element('mxGeometry', { relative: 1, as: 'geometry' })],
  );

/** For diagrams.net (draw.io): placed once, to be moved by hand. */
export const drawio: Reporter = (report) => {
  const { groups, services, edges } = diagramOf(report);
  const cells = [
    element('mxCell', { id: '0' }),
    element('mxCell', { id: '1', parent: '0' }),
    ...groupCells(groups),
    ...serviceCells(services),
    ...edges.map(edgeCell),
  ];
  const model = element('mxGraphModel', { grid: 1, page: 0 }, [element('root', {}, cells)]);

  return `${element('mxfile', { host: 'vpce-audit' }, [element('diagram', { name: 'VPC endpoints' }, [model])])}\n`;
};
