import { groupBy } from '../group-by.ts';
import type { RecordOf, Sections } from '../snapshot/schema.ts';

interface InVpc {
  readonly VpcId?: string | undefined;
  readonly OwnerId?: string | undefined;
}

type Table = RecordOf<'routeTables'>;

/** A route to `local` is there for every CIDR of the VPC. */
const localCidrs = (tables: readonly Table[]): readonly string[] => [
  ...new Set(
    tables
      .flatMap(({ Routes = [] }) => Routes)
      .flatMap(({ GatewayId, DestinationCidrBlock }) =>
        GatewayId === 'local' && DestinationCidrBlock !== undefined ? [DestinationCidrBlock] : [],
      ),
  ),
];

/** The VPCs where they themselves were not read: as far as what stands in them tells. */
export const referredVpcs = ({ subnets = [], routeTables = [], vpcEndpoints = [] }: Sections): RecordOf<'vpcs'>[] => {
  const all: readonly InVpc[] = [...subnets, ...routeTables, ...vpcEndpoints.map(({ VpcId }) => ({ VpcId }))];
  const tables = groupBy(routeTables, ({ VpcId }) => VpcId ?? null);

  return [...groupBy(all, ({ VpcId }) => VpcId ?? null)].flatMap(([VpcId, records]) => {
    if (VpcId === null) return [];
    const owner = records.find(({ OwnerId }) => OwnerId !== undefined)?.OwnerId;

    return [
      {
        VpcId,
        ...(owner === undefined ? {} : { OwnerId: owner }),
        CidrBlockAssociationSet: localCidrs(tables.get(VpcId) ?? []).map((CidrBlock) => ({ CidrBlock })),
      },
    ];
  });
};
