import { describe, expect, it } from 'vitest';
import { assume } from '../../../src/analysis/doubt.ts';
import { doubting } from '../../../src/analysis/routing/step.ts';
import {
  forwardedBy,
  hasForeignSource,
  initialTrace,
  pastSourceNat,
  type TraceState,
  translated,
  visiting,
  withDoubts,
} from '../../../src/analysis/routing/trace-state.ts';
import { addresses, networkFrom, stepOf, subnetIn } from '../../support/step.ts';
import { behindNat } from '../../support/world.ts';

const nat = { kind: 'nat-gateway', id: 'nat-1' } as const;
const tgw = { kind: 'transit-gateway', id: 'tgw-1' } as const;
const sourceNat = { ...nat, isPublic: true };

const having = (more: Partial<TraceState>): TraceState => ({ ...initialTrace, ...more });

describe('what a packet has been through', () => {
  it('is nothing at first', () => {
    expect(initialTrace).toEqual({
      hops: [],
      through: [],
      doubts: [],
      sourceNat: null,
      hasCrossedTransit: false,
      forwarder: null,
      sources: null,
      translatedIn: null,
      clientAcl: 'both',
      isOneOfSeveral: false,
      visited: new Set(),
      inspectors: [],
    });
  });

  it('is the same object where no doubt is added, and its doubts in order', () => {
    const step = stepOf(networkFrom(behindNat()));
    const [first, second] = [assume('return-route'), assume('nat64-route')];

    expect(withDoubts(initialTrace)).toBe(initialTrace);
    expect(doubting(step)).toBe(step);
    expect(withDoubts(withDoubts(initialTrace, first), second).doubts).toEqual([first, second]);
    expect(doubting(doubting(step, first), second).trace.doubts).toEqual([first, second]);
  });

  it('holds the source NAT once it is past it', () => {
    expect(pastSourceNat(having({ through: [tgw] })).through).toEqual([tgw]);
    expect(pastSourceNat(having({ through: [tgw], sourceNat })).through).toEqual([tgw, nat]);
    const { vpc } = stepOf(networkFrom(behindNat()));
    const sources = addresses('10.0.0.9/32');
    expect(translated(having({ sourceNat }), { ...sourceNat, id: 'nat-2' }, { vpc, sources })).toMatchObject({
      through: [nat],
      sourceNat: { id: 'nat-2' },
      sources,
      translatedIn: vpc,
    });
  });

  it.each<[string, Partial<TraceState>, boolean]>([
    ['of the client', {}, false],
    ['of the client behind an appliance', { through: [{ kind: 'appliance', id: 'eni-1' }] }, false],
    ['of a NAT gateway', { sourceNat }, true],
    ['of a NAT gateway that it crossed', { through: [tgw, nat] }, true],
    ['of a NAT instance that it crossed', { through: [{ kind: 'nat-instance', id: 'eni-1' }, tgw] }, true],
  ])('tells whether it has the address %s', (_, more, isForeign) => {
    expect(hasForeignSource(having(more))).toBe(isForeign);
  });

  it('remembers where it was, and what sends it on', () => {
    const subnet = subnetIn(networkFrom(behindNat()), 'a');
    const gone = visiting(forwardedBy(visiting(initialTrace, 'nat-1'), 'nat-1', subnet), 'tgw-rtb-1');

    expect([...gone.visited]).toEqual(['nat-1', 'tgw-rtb-1']);
    expect(gone.forwarder).toBeNull();
    expect(forwardedBy(gone, 'nat-1', subnet).forwarder).toEqual({ id: 'nat-1', subnet, isArrival: false });
    expect(forwardedBy(gone, 'nat-1', null).forwarder).toBeNull();
  });
});
