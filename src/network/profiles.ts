import { by } from '../order.ts';
import type { RecordOf, ScopeSnapshot } from '../snapshot/schema.ts';
import { missingGap } from './missing-gap.ts';
import { type Standing, standingOf } from './standing.ts';
import { type GapOf, type Known, type Unread, unread } from './unread.ts';

interface ProfileResource {
  readonly arn: string;
  readonly properties: string | null;
}

/** A Route 53 Profile as one VPC has it. */
export interface ProfileAssociation {
  readonly profileId: string;
  readonly vpcId: string;
  /** Lower is evaluated first. Null where AWS does not say. */
  readonly priority: number | null;
  /** The priority is known, and not about to change. */
  readonly isSettled: boolean;
  readonly resources: Known<readonly ProfileResource[]>;
}

/** What an association in a state that AWS has added since brings to a VPC is anybody's guess. */
const unclear = (profileId: string | undefined, states: readonly string[]): Unread => ({
  unread: missingGap('profileResourceAssociations', `a state that is not known here: ${states.join(', ')}`, profileId),
});

interface HasStatus {
  readonly Status?: string | undefined;
}

const isOf = ({ Status = 'COMPLETE' }: HasStatus, standing: Standing): boolean => standingOf(Status) === standing;

const unknownStates = (records: readonly HasStatus[]): readonly string[] =>
  records.flatMap((record) => (isOf(record, 'unrecognised') ? (record.Status ?? []) : []));

type ProfileResources = RecordOf<'profileResourceAssociations'>;

const resourcesOf = ({
  ProfileId,
  ProfileResourceAssociations: all,
}: ProfileResources): ProfileAssociation['resources'] => {
  const unknown = unknownStates(all);
  if (unknown.length > 0) return unclear(ProfileId, unknown);

  return all
    .filter((record) => isOf(record, 'effective'))
    .map((record) => ({ arn: record.ResourceArn ?? '', properties: record.ResourceProperties ?? null }))
    .sort(by(({ arn }) => arn));
};

export const profilesOf = ({ sections }: ScopeSnapshot, gapOf: GapOf): Known<readonly ProfileAssociation[]> => {
  if (sections.profileAssociations === undefined) return unread(gapOf, 'profileAssociations');

  const resources = new Map(
    (sections.profileResourceAssociations ?? []).map((record) => [record.ProfileId, resourcesOf(record)]),
  );

  return sections.profileAssociations
    .filter((record) => !isOf(record, 'ineffective'))
    .map((record) => {
      const { ProfileId = '' } = record;
      const unknown = unknownStates([record]);

      return {
        profileId: ProfileId,
        vpcId: record.ResourceId ?? '',
        priority: record.Priority ?? null,
        isSettled: record.Priority !== undefined && record.Status?.toUpperCase() !== 'UPDATING',
        resources:
          unknown.length > 0
            ? unclear(ProfileId, unknown)
            : (resources.get(ProfileId) ?? unread(gapOf, 'profileResourceAssociations', ProfileId)),
      };
    })
    .sort(by(({ profileId }) => profileId));
};
