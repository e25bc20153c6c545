import type { ScopeSnapshot } from '../snapshot/schema.ts';
import { scopeKey } from '../snapshot/scope-key.ts';
import { ownersIn } from './transit-attachment.ts';

/** Without a Region: an account tells of its zones in each of them. */
type Owned = readonly [id: string | undefined, owner: string | undefined, region?: unknown];

const zonesIn = ({ sections }: ScopeSnapshot): readonly Owned[] =>
  (sections.hostedZones ?? []).flatMap(({ HostedZoneSummaries }) =>
    HostedZoneSummaries.map(
      ({ HostedZoneId, Owner }): Owned => [HostedZoneId.replace('/hostedzone/', ''), Owner?.OwningAccount],
    ),
  );

const peersIn = ({ region, sections }: ScopeSnapshot): readonly Owned[] =>
  (sections.vpcPeeringConnections ?? []).flatMap(
    ({ VpcPeeringConnectionId: id, RequesterVpcInfo, AccepterVpcInfo }): readonly Owned[] =>
      [RequesterVpcInfo, AccepterVpcInfo].flatMap((peer): readonly Owned[] => [
        [id, peer?.OwnerId, peer?.Region ?? region],
        [peer?.VpcId, peer?.OwnerId, peer?.Region ?? region],
      ]),
  );

/** What an account sees, and may be another one's. */
const ownedIn = (snapshot: ScopeSnapshot): readonly Owned[] => [
  ...[
    ...ownersIn(snapshot),
    ...(snapshot.sections.vpcs ?? []).map(({ VpcId, OwnerId }) => [VpcId, OwnerId] as const),
    ...(snapshot.sections.resolverRules ?? []).map(({ Id, OwnerId }) => [Id, OwnerId] as const),
  ].map(([id, owner]): Owned => [id, owner, snapshot.region]),
  ...zonesIn(snapshot),
  ...peersIn(snapshot),
];

const isAccount = (owner: string | undefined): owner is string => owner !== undefined && /^\d{12}$/.test(owner);

/** By the id of a resource that these facts meet: the account that it is of, where nothing of that is here, or nothing of its Region. */
export const absentOwners = (snapshots: readonly ScopeSnapshot[]): ReadonlyMap<string, string> => {
  const present = new Set<unknown>(snapshots.flatMap((scope) => [scope.account, scopeKey(scope)]));
  const absent = new Map<string, string>();
  for (const snapshot of snapshots)
    for (const [id, owner, region] of ownedIn(snapshot))
      if (id !== undefined && isAccount(owner) && !present.has(region === undefined ? owner : `${owner} ${region}`))
        absent.set(id, owner);

  return absent;
};
