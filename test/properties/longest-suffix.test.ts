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

const domain = fc.oneof(fc.constantFrom(...suffixes), fc.constantFrom(...strangers));

const namespace = fc.record({
  zones: fc.uniqueArray(
    domain.filter((one) => one !== '.'),
    { maxLength: 4 },
  ),
  rules: fc.uniqueArray(fc.record({ domain, type: fc.constantFrom('FORWARD', 'FORWARD', 'SYSTEM') }), {
    maxLength: 4,
    selector: (one) => one.domain,
  }),
  hasEndpoint: fc.boolean(),
});

interface Candidate {
  readonly domain: string;
  readonly id: string;
  readonly kind: 'FORWARD' | 'SYSTEM' | 'zone';
}

const covers = (suffix: string): boolean => suffix === '.' || name === suffix || name.endsWith(`.${suffix}`);
const labels = (suffix: string): number => (suffix === '.' ? 0 : suffix.split('.').length);

/** The most labels win; for one domain a rule comes before a zone; a SYSTEM rule leaves it to the zones. */
const winnerOf = (candidates: readonly Candidate[]): string => {
  let best: Candidate | null = null;
  for (const one of candidates) {
    if (!covers(one.domain)) continue;
    const isLonger = best === null || labels(one.domain) > labels(best.domain);
    const isRuleOfSame = best?.domain === one.domain && best.kind === 'zone' && one.kind !== 'zone';
    if (isLonger || isRuleOfSame) best = one;
  }
  if (best === null) return 'public DNS';

  return best.kind === 'SYSTEM' ? winnerOf(candidates.filter(({ kind }) => kind === 'zone')) : best.id;
};

it('the rule or zone with the longest suffix answers', () => {
  fc.assert(
    fc.property(namespace, ({ zones, rules, hasEndpoint }) => {
      // AWS refuses a zone of the same domain as an endpoint's own.
      const own = zones.filter((zone) => !(hasEndpoint && zone === name));
      const net = world().subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } });
      if (hasEndpoint) net.endpoint('vpce-ec2', 'ec2');
      for (const zone of own) net.zone(zone, ['main'], []);
      rules.forEach((rule, i) => {
        net.rule(`rslvr-rr-${i}`, rule.domain, rule.type, rule.type === 'FORWARD' ? ['192.168.0.2'] : []);
      });
      const path = net.report(['ec2']).paths.find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary);
      const winner = winnerOf([
        ...own.map((zone, i): Candidate => ({ domain: zone, id: `Z${i + 1}`, kind: 'zone' })),
        ...rules.map(
          (rule, i): Candidate => ({
            domain: rule.domain,
            id: `rslvr-rr-${i}`,
            kind: rule.type === 'SYSTEM' ? 'SYSTEM' : 'FORWARD',
          }),
        ),
        ...(hasEndpoint ? [{ domain: name, id: 'vpce-ec2', kind: 'zone' } as const] : []),
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
