import type { Finding } from '../../audit.ts';
import type { Snapshot } from '../../snapshot/schema.ts';

interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface TaggedResource {
  readonly id: string;
  readonly tags: readonly Tag[];
}

/** The tagged resources that a finding concerns, the nearest first: its own, the subnet's route table, the VPC. */
export type TagsOf = (finding: Finding) => readonly TaggedResource[];

interface TaggedRecord {
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[];
}

type Index = Map<string, readonly Tag[]>;

type Place = Pick<Finding, 'account' | 'region'>;

const keyOf = ({ account, region }: Place, id: string): string => `${account} ${region} ${id}`;

const tagsIn = ({ Tags = [] }: TaggedRecord): readonly Tag[] =>
  Tags.flatMap(({ Key, Value }) => (Key === undefined ? [] : [{ key: Key, value: Value ?? '' }]));

const addAll = <T extends TaggedRecord>(
  index: Index,
  place: Place,
  records: readonly T[],
  idOf: (record: T) => string,
) => {
  for (const record of records) {
    const tags = tagsIn(record);
    if (tags.length > 0) index.set(keyOf(place, idOf(record)), tags);
  }
};

/** Tags as the account sees them that the finding is of: those of a shared subnet are its owner's alone. */
export const tagIndex = (snapshot: Snapshot): TagsOf => {
  const index: Index = new Map();
  for (const scope of snapshot.scopes) {
    const { subnets = [], routeTables = [], vpcs = [], vpcEndpoints = [] } = scope.sections;
    addAll(index, scope, subnets, ({ SubnetId }) => SubnetId);
    addAll(index, scope, routeTables, ({ RouteTableId }) => RouteTableId);
    addAll(index, scope, vpcs, ({ VpcId }) => VpcId);
    addAll(index, scope, vpcEndpoints, ({ VpcEndpointId }) => VpcEndpointId);
  }

  return (finding) => {
    const ids = new Set([finding.resource, finding.routeTableId ?? finding.resource, finding.vpcId]);

    return [...ids].flatMap((id) => {
      const tags = index.get(keyOf(finding, id));

      return tags === undefined ? [] : [{ id, tags }];
    });
  };
};
