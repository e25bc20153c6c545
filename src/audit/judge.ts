import { memoize } from '../memoize.ts';
import { type Network, networkOf } from '../network/network.ts';
import type { AuditedScope, Rule } from '../rules/rule.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import { type Found, findingsOf } from './findings.ts';
import { isAuditedWhole, judgedScopes, reachOf } from './judged.ts';
import { type Move, movesBetween } from './moves.ts';
import type { OccupancyLevels } from './occupancy.ts';
import { rank } from './rank.ts';
import type { Trial } from './trial.ts';

/** What an audit looked at, and what it found. */
export interface Facts {
  readonly snapshot: Snapshot;
  readonly network: Network;
  readonly scopes: readonly AuditedScope[];
  readonly rules: readonly Rule[];
  readonly found: readonly Found[];
  /** What findings come to where nobody calls from; null: whatever the rules say. */
  readonly levels: OccupancyLevels | null;
}

export interface Judgement {
  readonly moves: readonly Move[];
  /** All that the rules find then in reach of the changes, with what they would propose. */
  readonly found: readonly Found[];
  /** Fingerprints of all findings that are left or come to no less, in reach or not. */
  readonly left: ReadonlySet<string>;
  /** Fingerprints of all more than notes that are found today, there and wherever the audit looked. */
  readonly known: ReadonlySet<string>;
  /** As they are then. */
  readonly facts: Facts;
}

const fingerprintsIn = (found: readonly Found[]): ReadonlySet<string> =>
  new Set(found.map(({ finding }) => finding.fingerprint));

export const isGrave = ({ finding }: Found): boolean => finding.severity !== 'note';

const graveIn = (found: readonly Found[]): ReadonlySet<string> => fingerprintsIn(found.filter(isGrave));

const knownTo = memoize(({ found }: Facts): ReadonlySet<string> => graveIn(found));

/** What comes of no change. */
export const untouched = (facts: Facts): Judgement => ({
  moves: [],
  found: [],
  left: new Set(),
  known: new Set(),
  facts,
});

const foundIn = memoize(({ found }: Facts): ReadonlySet<string> => fingerprintsIn(found));

const keyOf = ({ finding: { vpcId, resource, service } }: Found): string => `${vpcId} ${resource} ${service}`;

/** A subnet that another fault then keeps from the same service, and no lighter one, is not helped: what was found there is left. */
const replacedIn = (facts: Facts, after: readonly Found[]): readonly Found[] => {
  const known = foundIn(facts);
  const gravest = new Map<string, number>();
  for (const one of after) {
    const { fingerprint, severity } = one.finding;
    if (!known.has(fingerprint))
      gravest.set(keyOf(one), Math.min(rank[severity], gravest.get(keyOf(one)) ?? rank.note));
  }
  if (gravest.size === 0) return [];

  return facts.found.filter(({ finding, ...one }) => {
    const least = finding.routeTableId === undefined ? undefined : gravest.get(keyOf({ finding, ...one }));

    return least !== undefined && least <= rank[finding.severity];
  });
};

/** The same engine over what AWS would list then, as far as the changes reach. */
export const judge = (facts: Facts, { snapshot, changes }: Trial): Judgement => {
  const network = networkOf(snapshot);
  const reach = reachOf(network, [...new Set(changes.map(({ vpcId }) => vpcId))]);
  const isWhole = isAuditedWhole(facts.scopes, reach);
  const before = isWhole ? facts.scopes : judgedScopes(facts.network, facts.scopes, reach);
  const after = judgedScopes(network, facts.scopes, reach);
  const inReach = before.map((one) => ({
    ...one,
    paths: one.paths.filter(({ subnets: [{ vpc }] }) => reach.vpcIds.has(vpc.id)),
  }));

  const found = findingsOf(facts.rules, after, network, facts.levels);
  const all = [...found, ...facts.found.filter(({ finding }) => !reach.vpcIds.has(finding.vpcId))];
  const known = isWhole
    ? knownTo(facts)
    : graveIn([...findingsOf(facts.rules, before, facts.network, facts.levels), ...facts.found]);

  return {
    moves: movesBetween(inReach, after),
    found,
    left: fingerprintsIn([...all, ...replacedIn(facts, found)]),
    known,
    facts: { ...facts, snapshot, network, scopes: after, found: all },
  };
};
