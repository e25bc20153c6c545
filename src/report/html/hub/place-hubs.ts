import { Graph, layout } from '@dagrejs/dagre';
import type { Connector } from '../../picture/door.ts';
import type { Composite } from './composite.ts';
import { compositeWidth, hubMeasures } from './measures.ts';

export interface PlacedComposite {
  readonly composite: Composite;
  readonly x: number;
  readonly y: number;
}

export interface PlacedConnector {
  readonly connector: Connector;
  readonly x: number;
  readonly middle: number;
}

export interface HubPlaces {
  readonly composites: readonly PlacedComposite[];
  readonly connectors: ReadonlyMap<string, PlacedConnector>;
}

const connectorsOf = (composites: readonly Composite[]): ReadonlyMap<string, Connector> =>
  new Map(
    composites.flatMap(({ doors }) =>
      doors.flatMap(({ crossing }) => (crossing === null ? [] : [[crossing.by.id, crossing.by] as const])),
    ),
  );

const vpcNode = (key: string): string => `vpc ${key}`;
const connectorNode = (id: string): string => `connector ${id}`;

/** VPCs and what connects them, from the left in the direction of their packets: placed by dagre. */
export const placeHubs = (composites: readonly Composite[]): HubPlaces => {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: hubMeasures.nodeGap, ranksep: hubMeasures.rankGap, edgesep: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  const connectors = connectorsOf(composites);
  const keyOf = new Map(composites.flatMap(({ key, vpcs }) => vpcs.map((vpc) => [vpc, key] as const)));
  for (const { key, height } of composites) graph.setNode(vpcNode(key), { width: compositeWidth, height });
  for (const id of connectors.keys())
    graph.setNode(connectorNode(id), { width: hubMeasures.connector, height: hubMeasures.doorHeight });
  for (const { key, doors } of composites)
    for (const { crossing } of doors) {
      if (crossing === null) continue;
      graph.setEdge(vpcNode(key), connectorNode(crossing.by.id));
      graph.setEdge(connectorNode(crossing.by.id), vpcNode(keyOf.get(crossing.into) ?? key));
    }
  layout(graph);
  const centerOf = (id: string): { readonly x: number; readonly y: number } => {
    const { x = 0, y = 0 } = graph.node(id);

    return { x, y };
  };

  return {
    composites: composites.map((composite) => {
      const { x, y } = centerOf(vpcNode(composite.key));

      return { composite, x: x - compositeWidth / 2 + 1, y: y - composite.height / 2 + hubMeasures.top };
    }),
    connectors: new Map(
      [...connectors].map(([id, connector]) => {
        const { x, y } = centerOf(connectorNode(id));

        return [id, { connector, x: x - hubMeasures.connector / 2 + 1, middle: y + hubMeasures.top }];
      }),
    ),
  };
};
