import { describe, expect, it } from 'vitest';
import { guiltyOf } from '../../src/audit/guilty.ts';
import type { Move } from '../../src/audit/moves.ts';
import type { Proposal } from '../../src/audit/proposals.ts';
import { remedyBy } from '../../src/changes/remedy.ts';
import { networkOf } from '../../src/network/network.ts';
import { behindNat } from '../support/world.ts';

type Court = Parameters<typeof guiltyOf>[3];

const proposal = (name: string, service: string | null = null): Proposal => ({
  remedy: remedyBy({
    ...{ account: '111122223333', region: 'us-east-1', vpcId: 'vpc-main' },
    ...{ kind: 'associate-zone', zone: { HostedZoneId: name, Name: name, Owner: {} }, authorized: false },
  }),
  found: [],
  claims: [{ vpcId: 'vpc-main', service }],
  amended: 0,
});

const move = (service: string): Move => ({
  ...{ vpcId: 'vpc-main', service, primary: true, before: 'private', after: 'unreachable' },
  ...{ isHarm: true, count: 1, subnetId: 'subnet-a' },
});

const aftermath = { byFingerprint: new Map(), fresh: [] };

/** A court before which those do harm who are all there, and the number of trials that it held. */
const courtOver = (...harmful: readonly (readonly Proposal[])[]) => {
  let trials = 0;
  const court: Court = (some) => {
    trials += 1;
    const isHarm = harmful.some((together) => together.every((one) => some.includes(one)));

    return isHarm ? { move: move('s3'), aftermath } : 'harmless';
  };

  return { court, trials: () => trials };
};

const snapshot = behindNat().snapshot();
const network = networkOf(snapshot);
const facts = { snapshot, network, scopes: [], rules: [], found: [], levels: null };
const harmed = { moves: [move('s3')], found: [], left: new Set<string>(), known: new Set<string>(), facts };

const guilty = (proposals: readonly Proposal[], court: Court): readonly Proposal[] => [
  ...guiltyOf(facts, proposals, harmed, court).keys(),
];

describe('who does a harm', () => {
  const many = Array.from({ length: 64 }, (_, at) => proposal(`${at}`, at < 8 ? 's3' : 'sts'));
  const [first, , , fourth] = many;
  const last = many.at(-1);

  it('is found among those that change the service', () => {
    if (fourth === undefined) throw new Error('there are 64');
    const { court, trials } = courtOver([fourth]);

    expect(guilty(many, court)).toEqual([fourth]);
    expect(trials()).toBeLessThan(8);
  });

  it('is found where it changes another service than the one that it harms', () => {
    if (last === undefined) throw new Error('there are 64');

    expect(guilty(many, courtOver([last]).court)).toEqual([last]);
  });

  it('is one of several that only do it together: the others stay', () => {
    if (first === undefined || last === undefined) throw new Error('there are 64');

    expect(guilty(many, courtOver([first, last]).court).length).toBe(1);
  });

  it('is each of several that do it alone', () => {
    if (first === undefined || fourth === undefined || last === undefined) throw new Error('there are 64');

    expect(guilty(many, courtOver([first], [fourth], [last]).court)).toEqual([first, fourth, last]);
  });

  it('is whoever changes the service where there are too many to try them', () => {
    expect(guilty(many, () => null)).toEqual(many.slice(0, 8));
  });

  it('is not somebody of whom AWS alone would refuse what others make possible', () => {
    if (first === undefined || fourth === undefined) throw new Error('there are 64');
    const { court } = courtOver([fourth]);

    expect(guilty(many, (some) => (some.includes(first) ? 'refused' : court(some)))).toEqual([fourth]);
  });
});
