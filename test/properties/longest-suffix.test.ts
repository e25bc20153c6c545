import fc from 'fast-check';
import { expect, it } from 'vitest';
import { world } from '../support/world.ts';

const name = 'ec2.us-east-1.amazonaws.com';
const suffixes = ['.', 'com', 'amazonaws.com', 'us-east-1.amazonaws.com', name];
const strangers = [
  'aws',
  'c2.us-east-1.amazonaws.com',
  'us-east-2.amazonaws.com',
  `www.${name}`,
  'sts.us-east-1.amazonaws.com',
  'east-1.amazonaws.com',
];

// Few enough that several owners often claim one.
const domain = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('amazonaws.com', name) },
  fc.constantFrom(...suffixes),
  fc.constantFrom(...strangers),
);

/** Whose it is: the VPC's own, or a Profile's of this priority. */
const owner = fc.constantFrom(0, 100, 200, 200);
const ofOneOwner = (one: { readonly domain: string; readonly owner: number }) => `${one.domain} ${one.owner}`;

const namespace = fc.record({
  zones: fc.uniqueArray(fc.record({ domain: domain.filter((one) => one !== '.'), owner }), {
    maxLength: 5,
    selector: ofOneOwner,
  }),
  rules: fc.uniqueArray(fc.record({ domain, owner, type: fc.constantFrom('FORWARD', 'FORWARD', 'SYSTEM') }), {
    maxLength: 5,
    selector: ofOneOwner,
  }),
  hasEndpoint: fc.boolean(),
});

interface Candidate {
  readonly domain: string;
  readonly id: string;
  readonly kind: 'FORWARD' | 'SYSTEM' | 'zone';
  readonly owner: number;
}

const covers = (suffix: string): boolean => suffix === '.' || name === suffix || name.endsWith(`.${suffix}`);
const labels = (suffix: string): number => (suffix === '.' ? 0 : suffix.split('.').length);

const beats = (one: Candidate, other: Candidate): boolean => {
  if (labels(one.domain) !== labels(other.domain)) return labels(one.domain) > labels(other.domain);
  if (one.owner !== other.owner) return one.owner < other.owner;

  return one.kind !== 'zone' && other.kind === 'zone';
};

/**
 * The most labels win; for one domain what the VPC has itself, then the Profile of the lowest priority; of one owner a
 * rule comes before a zone; a SYSTEM rule leaves it to the zones.
 */
const winnerOf = (candidates: readonly Candidate[]): string => {
  let best: Candidate | null = null;
  for (const one of candidates) if (covers(one.domain) && (best === null || beats(one, best))) best = one;
  if (best === null) return 'public DNS';

  return best.kind === 'SYSTEM' ? winnerOf(candidates.filter(({ kind }) => kind === 'zone')) : best.id;
};

it('the rule or zone with the longest suffix answers', () => {
  fc.assert(
    fc.property(namespace, ({ zones, rules, hasEndpoint }) => {
      // AWS refuses a zone of the same domain as an endpoint's own.
      const kept = zones.filter((zone) => !(hasEndpoint && zone.domain === name && zone.owner === 0));
      const net = world().subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } });
      if (hasEndpoint) net.endpoint('vpce-ec2', 'ec2');
      for (const zone of kept) net.zone(zone.domain, zone.owner === 0 ? ['main'] : [], []);
      rules.forEach((rule, i) => {
        const targets = rule.type === 'FORWARD' ? ['192.168.0.2'] : [];
        net.rule(`rslvr-rr-${i}`, rule.domain, rule.type, targets, rule.owner === 0 ? 'main' : 'other');
      });
      for (const priority of [200, 100])
        net.profile(
          `rp-${priority}`,
          [
            ...kept.flatMap((zone, i) => (zone.owner === priority ? [`arn:aws:route53:::hostedzone/Z${i + 1}`] : [])),
            ...rules.flatMap((rule, i) =>
              rule.owner === priority ? [`arn:aws:route53resolver:us-east-1:1:resolver-rule/rslvr-rr-${i}`] : [],
            ),
          ],
          'main',
          priority,
        );
      const path = net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary);
      const winner = winnerOf([
        ...kept.map((zone, i): Candidate => ({ ...zone, id: `Z${i + 1}`, kind: 'zone' })),
        ...rules.map(
          (rule, i): Candidate => ({
            ...rule,
            id: `rslvr-rr-${i}`,
            kind: rule.type === 'SYSTEM' ? 'SYSTEM' : 'FORWARD',
          }),
        ),
        ...(hasEndpoint ? [{ domain: name, id: 'vpce-ec2', kind: 'zone', owner: 0 } as const] : []),
      ]);
      const answer = path?.hops.filter(({ at }) => /^(Z|rslvr-rr-|vpce-|public DNS)/.test(at)).at(-1)?.at;

      expect(answer).toBe(winner);
      expect(path?.verdict).toBe(
        winner === 'vpce-ec2'
          ? 'private'
          : winner === 'public DNS'
            ? 'public'
            : winner.startsWith('Z')
              ? 'unreachable'
              : 'unknown',
      );
    }),
    { numRuns: 300 },
  );
});
