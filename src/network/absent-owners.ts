import type { ScopeSnapshot } from '../snapshot/schema.ts';
import { ownersIn } from './transit-attachment.ts';

type Owned = readonly [id: string | undefined, owner: string | undefined];

const zonesIn = ({ sections }: ScopeSnapshot): readonly Owned[] =>
  (sections.hostedZones ?? []).flatMap(({ HostedZoneSummaries }) =>
    HostedZoneSummaries.map(
      ({ HostedZoneId, Owner }): Owned => [HostedZoneId.replace('/hostedzone/', ''), Owner?.OwningAccount],
    ),
  );

const peersIn = ({ sections }: ScopeSnapshot): readonly Owned[] =>
  (sections.vpcPeeringConnections ?? []).flatMap(
    ({ VpcPeeringConnectionId: id, RequesterVpcInfo, AccepterVpcInfo }): readonly Owned[] =>
      [RequesterVpcInfo, AccepterVpcInfo].flatMap((peer): readonly Owned[] => [
        [id, peer?.OwnerId],
        [peer?.VpcId, peer?.OwnerId],
      ]),
  );

/** What an account sees, and may be another one's. */
const ownedIn = (snapshot: ScopeSnapshot): readonly Owned[] => [
  ...ownersIn(snapshot),
  ...(snapshot.sections.vpcs ?? []).map(({ VpcId, OwnerId }): Owned => [VpcId, OwnerId]),
  ...(snapshot.sections.resolverRules ?? []).map(({ Id, OwnerId }): Owned => [Id, OwnerId]),
  ...zonesIn(snapshot),
  ...peersIn(snapshot),
];

const isAccount = (owner: string | undefined): owner is string => owner !== undefined && /^\d{12}$/.test(owner);

/** By the id of a resource that these facts meet: the account that it is of, where that is none of theirs. */
export const absentOwners = (snapshots: readonly ScopeSnapshot[]): ReadonlyMap<string, string> => {
  const present = new Set(snapshots.map(({ account }) => account));
  const absent = new Map<string, string>();
  for (const snapshot of snapshots)
    for (const [id, owner] of ownedIn(snapshot))
      if (id !== undefined && isAccount(owner) && !present.has(owner)) absent.set(id, owner);

  return absent;
};
