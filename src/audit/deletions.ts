import type { Change } from '../changes/change.ts';
import { destinationOfRoute } from '../changes/route-record.ts';
import { Failure } from '../failure.ts';
import type { ScopeSnapshot, Snapshot } from '../snapshot/schema.ts';
import { selectIds } from './matching.ts';

interface Deletable {
  readonly id: string;
  readonly name: string | null;
  readonly change: Change;
}

interface Tagged {
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[];
}

const nameIn = ({ Tags = [] }: Tagged): string | null => Tags.find(({ Key }) => Key === 'Name')?.Value ?? null;

const resourcesIn = ({ account, region, sections }: ScopeSnapshot): readonly Deletable[] => {
  const { natGateways = [], vpcEndpoints = [] } = sections;

  return [
    ...natGateways.map((gateway): Deletable => {
      const { NatGatewayId: natGatewayId, VpcId: vpcId = '' } = gateway;

      return {
        id: natGatewayId,
        name: nameIn(gateway),
        change: { kind: 'delete-nat-gateway', account, region, vpcId, natGatewayId },
      };
    }),
    ...vpcEndpoints.map((endpoint): Deletable => {
      const { VpcEndpointId: endpointId, VpcId: vpcId = '' } = endpoint;
      const place = { account, region, vpcId };

      return {
        id: endpointId,
        name: nameIn(endpoint),
        change: { kind: 'delete-endpoint', ...place, endpointId, recreation: null, condition: null },
      };
    }),
  ];
};

type Table = NonNullable<ScopeSnapshot['sections']['routeTables']>[number];

interface NamedTable {
  readonly id: string;
  readonly name: string | null;
  readonly scope: ScopeSnapshot;
  readonly table: Table;
}

const tablesIn = (scope: ScopeSnapshot): readonly NamedTable[] =>
  (scope.sections.routeTables ?? []).map((table) => ({ id: table.RouteTableId, name: nameIn(table), scope, table }));

/** `rtb-0abc:0.0.0.0/0`, `private:::/0`, `rtb-0abc:pl-0abc` */
const routeWord = /^(.+?):([\d.]+\/\d+|[\da-f:]*::?[\da-f:]*\/\d+|pl-[\w-]+)$/i;

const routeDeletion = ({ scope, table }: NamedTable, destination: string): Change => {
  const { Routes = [], RouteTableId: routeTableId, VpcId: vpcId = '' } = table;
  const route = Routes.find((one) => destinationOfRoute(one) === destination);
  if (route === undefined)
    throw new Failure(
      `--delete: ${routeTableId} has no route ${destination}`,
      `It has ${Routes.map(destinationOfRoute).join(', ') || 'none'}.`,
    );
  const { account, region } = scope;

  return { kind: 'delete-route', account, region, vpcId, routeTableId, route, why: 'release' };
};

const routeDeletions = ({ scopes }: Snapshot, word: string, destination: string): readonly Change[] => {
  const tables = scopes.flatMap(tablesIn);
  const ids = selectIds([word], { noun: 'route table', place: '--delete' }, tables);

  return tables.filter(({ id }) => ids.includes(id)).map((table) => routeDeletion(table, destination));
};

const resourceDeletions = ({ scopes }: Snapshot, word: string): readonly Change[] => {
  const all = scopes.flatMap(resourcesIn);
  const ids = selectIds([word], { noun: 'NAT gateway or endpoint', place: '--delete' }, all);

  return all.filter(({ id }) => ids.includes(id)).map(({ change }) => change);
};

/**
 * What it takes to delete what the words name: NAT gateways and endpoints by id, the start of one, Name tag or pattern,
 * routes by table and destination. Throws a `Failure` where a word names nothing, or several things at once.
 */
export const deletionsOf = (words: readonly string[], snapshot: Snapshot): readonly Change[] =>
  [...new Set(words)].flatMap((word) => {
    const [, table, destination] = routeWord.exec(word) ?? [];

    return table === undefined || destination === undefined
      ? resourceDeletions(snapshot, word)
      : routeDeletions(snapshot, table, destination);
  });
