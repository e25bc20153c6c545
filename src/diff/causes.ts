import type { ReportPath } from '../audit.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import { accountWide } from './records-of.ts';
import type { ResourceChange } from './resource-change.ts';

/** One path on both sides; either may be missing. */
export interface PathPair {
  readonly before: ReportPath | undefined;
  readonly after: ReportPath | undefined;
}

const wordsOf = (text: string): readonly string[] => text.split(/[\s,()]+/).map((word) => word.replace(/[:;.]$/, ''));

/** Every id and destination that the evidence of either side names. */
const namedBy = ({ before, after }: PathPair): ReadonlySet<string> => {
  const named = new Set<string>();
  for (const path of [before, after]) {
    if (path === undefined) continue;
    const { subnetId, vpcId, via, through, parts, hops, doubts } = path;
    const nextHops = [via, ...through, ...parts.flatMap((part) => [part.via, ...part.through])];
    const texts = [...hops.flatMap(({ at, because }) => [at, because]), ...doubts];
    for (const id of [subnetId, vpcId, ...nextHops.flatMap((nextHop) => nextHop?.id ?? [])]) named.add(id);
    for (const text of texts) {
      for (const word of wordsOf(text)) named.add(word);
      if (text.includes(accountWide)) named.add(accountWide);
    }
  }

  return named;
};

type Index = ReadonlyMap<string, readonly ResourceChange[]>;

const indexBy = (changes: readonly ResourceChange[], keysOf: (change: ResourceChange) => Iterable<string>): Index => {
  const index = new Map<string, ResourceChange[]>();
  for (const change of changes)
    for (const key of new Set(keysOf(change))) {
      const present = index.get(key);
      if (present === undefined) index.set(key, [change]);
      else present.push(change);
    }

  return index;
};

/** A DHCP option set is named by nobody but the VPCs that have it. */
const usersOf = (snapshots: readonly Snapshot[]): ReadonlyMap<string, readonly string[]> => {
  const users = new Map<string, string[]>();
  for (const { scopes } of snapshots)
    for (const { sections } of scopes)
      for (const { VpcId, DhcpOptionsId = '' } of sections.vpcs ?? []) {
        const known = users.get(DhcpOptionsId);
        if (known === undefined) users.set(DhcpOptionsId, [VpcId]);
        else known.push(VpcId);
      }

  return users;
};

type CausesOf = (pair: PathPair) => readonly ResourceChange[];

/**
 * Which changes did it: those of what the evidence of either side names, the lines that it has met before all others;
 * else those that name something of it; else all of the account and Region.
 */
export const causeFinder = (changes: readonly ResourceChange[], ...snapshots: readonly Snapshot[]): CausesOf => {
  const users = usersOf(snapshots);
  const byResource = indexBy(changes, ({ resource }) => [resource, ...(users.get(resource) ?? [])]);
  const byMention = indexBy(changes, ({ mentions }) => mentions);
  const byScope = indexBy(changes, ({ account, region }) => [`${account} ${region}`]);
  const places = new Map(changes.map((change, place) => [change, place]));
  const among = (index: Index, keys: Iterable<string>): readonly ResourceChange[] =>
    [...new Set([...keys].flatMap((key) => index.get(key) ?? []))].sort(
      (a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0),
    );

  return (pair) => {
    const named = namedBy(pair);
    const own = among(byResource, named);
    const exact = own.filter(({ needs }) => needs.every((id) => named.has(id)));
    if (exact.length > 0) return exact;
    if (own.length > 0) return own;
    const mentioning = among(byMention, named);
    const path = pair.after ?? pair.before;

    return mentioning.length > 0 ? mentioning : (byScope.get(`${path?.account} ${path?.region}`) ?? []);
  };
};
