import { groupBy } from '../group-by.ts';
import type { RecordOf, ScopeSnapshot, Section } from '../snapshot/schema.ts';
import { scopeKey } from '../snapshot/scope-key.ts';
import type { ScopeDraft } from './scope.ts';
import type { Subnet, Vpc } from './topology.ts';

/** What participants have in a shared VPC, by the field that tells one from another. */
const participants = {
  networkInterfaces: 'NetworkInterfaceId',
  securityGroups: 'GroupId',
  instances: 'InstanceId',
} as const satisfies Partial<Record<Section, string>>;

type Theirs = keyof typeof participants;

const fieldOf = (record: RecordOf<Theirs>, field: string): unknown =>
  (record as Readonly<Record<string, unknown>>)[field];

/** Interfaces and groups in those VPCs. An instance that is in no known one does no harm. */
const isIn = (vpcIds: ReadonlySet<string>, record: RecordOf<Theirs>): boolean => {
  const vpcId = fieldOf(record, 'VpcId');

  return vpcId === undefined ? !('GroupId' in record) : vpcIds.has(String(vpcId));
};

const withSection = (
  owner: ScopeSnapshot,
  others: readonly ScopeSnapshot[],
  section: Theirs,
  vpcIds: ReadonlySet<string>,
): ScopeSnapshot => {
  const own: readonly RecordOf<Theirs>[] | undefined = owner.sections[section];
  if (own === undefined) return owner;
  const field = participants[section];
  const known = new Set(own.map((record) => fieldOf(record, field)));
  const fresh = new Map<unknown, RecordOf<Theirs>>();
  for (const other of others)
    for (const record of other.sections[section] ?? [])
      if (!known.has(fieldOf(record, field)) && isIn(vpcIds, record)) fresh.set(fieldOf(record, field), record);

  return fresh.size === 0
    ? owner
    : { ...owner, sections: { ...owner.sections, [section]: [...own, ...fresh.values()] } };
};

const withTheirs = (owner: ScopeSnapshot, others: readonly ScopeSnapshot[]): ScopeSnapshot => {
  const vpcIds = new Set((owner.sections.vpcs ?? []).map(({ VpcId }) => VpcId));

  return (['networkInterfaces', 'securityGroups', 'instances'] as const).reduce(
    (whole, section) => withSection(whole, others, section, vpcIds),
    owner,
  );
};

/** The Regions in which accounts use VPCs of others, and these others. */
const lendersOf = ({ account, region, sections }: ScopeSnapshot): readonly string[] =>
  (sections.vpcs ?? []).flatMap(({ OwnerId }) =>
    OwnerId === undefined || OwnerId === account ? [] : [`${OwnerId} ${region}`],
  );

/**
 * Owners of shared VPCs with what participants have in them, as far as they were not shown it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html
 */
export const withParticipants = (scopes: readonly ScopeSnapshot[]): readonly ScopeSnapshot[] => {
  const borrowers = new Map<string, ScopeSnapshot[]>();
  for (const scope of scopes)
    for (const lender of new Set(lendersOf(scope))) borrowers.set(lender, [...(borrowers.get(lender) ?? []), scope]);
  if (borrowers.size === 0) return scopes;

  return scopes.map((scope) => {
    const others = borrowers.get(`${scope.account} ${scope.region}`);

    return others === undefined ? scope : withTheirs(scope, others);
  });
};

const borrowedFrom = (vpc: Vpc, own: Vpc): readonly Subnet[] =>
  vpc.subnets.flatMap(({ id }) => own.subnetsById.get(id) ?? []);

/** Of VPCs that one account of these facts shares with another, the owner's word counts: the participant borrows its subnets. */
export const takeOwnersWord = (scopes: readonly ScopeDraft[]): void => {
  const shared = scopes.filter(({ vpcs }) => vpcs.some(({ isShared }) => isShared));
  if (shared.length === 0) return;
  const owned = groupBy(
    scopes.flatMap(({ region, vpcs }) => vpcs.filter(({ isShared }) => !isShared).map((vpc) => ({ region, vpc }))),
    ({ region, vpc }) => `${vpc.id} ${region}`,
  );
  const present = new Set(scopes.map(scopeKey));
  for (const scope of shared) {
    const ownerOf = (vpc: Vpc): Vpc | undefined =>
      vpc.isShared
        ? owned.get(`${vpc.id} ${scope.region}`)?.find((one) => one.vpc.scope.account === vpc.ownerId)?.vpc
        : undefined;
    scope.borrowedSubnets = scope.vpcs.flatMap((vpc) => {
      const own = ownerOf(vpc);

      return own === undefined ? [] : borrowedFrom(vpc, own);
    });
    scope.vpcs = scope.vpcs.filter((vpc) => ownerOf(vpc) === undefined);
    scope.untoldVpcIds = new Set(
      scope.vpcs.flatMap(({ id, isShared, ownerId }) =>
        isShared && present.has(`${ownerId} ${scope.region}`) ? id : [],
      ),
    );
  }
};
