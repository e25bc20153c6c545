import type { Outcome } from '../analysis/path.ts';
import type { Network, Subnet } from '../network/network.ts';
import { by } from '../order.ts';
import type { AuditedScope } from '../rules/rule.ts';
import type { AbsentAccount } from './report.ts';

const isOpen = (verdict: string): boolean => verdict === 'transit' || verdict === 'unknown';

/** What a path that nobody sees the end of has met, and the VPC that it starts in. */
const metBy = ({ verdict, via, through, parts, hops }: Outcome, { vpc }: Subnet): readonly string[] =>
  isOpen(verdict) || parts.some((part) => isOpen(part.verdict))
    ? [
        ...[via, ...through, ...parts.map((part) => part.via)].flatMap((one) => one?.id ?? []),
        ...hops.map(({ at }) => at),
        vpc.id,
      ]
    : [];

interface Tally {
  readonly account: string;
  readonly region: string;
  readonly resources: Set<string>;
  paths: number;
}

const absentAmong = (network: Network, ids: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const id of new Set(ids)) {
    const owner = network.absentOwnerOf(id);
    if (owner !== null) found.set(owner, [...(found.get(owner) ?? []), id]);
  }

  return found;
};

/** Those of most paths first. */
const sorted = (tallies: Iterable<Tally>): readonly AbsentAccount[] =>
  [...tallies]
    .map(({ resources, ...rest }) => ({ ...rest, resources: [...resources].sort() }))
    .sort(by(({ paths, account, region }) => `${String(1e12 - paths).padStart(13, '0')} ${account} ${region}`));

/** Whose facts would tell what becomes of paths that these facts lose sight of, those of most paths first. */
export const absentAccounts = (scopes: readonly AuditedScope[], network: Network): readonly AbsentAccount[] => {
  const tallies = new Map<string, Tally>();
  for (const { scope, paths: groups } of scopes)
    for (const { subnets, paths } of groups)
      for (const { outcome } of paths)
        for (const [account, ids] of absentAmong(network, metBy(outcome, subnets[0]))) {
          const key = `${account} ${scope.region}`;
          const tally = tallies.get(key) ?? { account, region: scope.region, resources: new Set(), paths: 0 };
          tally.paths += subnets.length;
          for (const id of ids) tally.resources.add(id);
          tallies.set(key, tally);
        }

  return sorted(tallies.values());
};

/** What several audits say of different paths. */
export const joinedAbsentAccounts = (all: readonly (readonly AbsentAccount[])[]): readonly AbsentAccount[] => {
  const tallies = new Map<string, Tally>();
  for (const { resources, paths, ...place } of all.flat()) {
    const key = `${place.account} ${place.region}`;
    const known = tallies.get(key);
    tallies.set(key, {
      ...place,
      resources: new Set([...(known?.resources ?? []), ...resources]),
      paths: paths + (known?.paths ?? 0),
    });
  }

  return sorted(tallies.values());
};
