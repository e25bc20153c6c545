import { describe, expect, it } from 'vitest';
import { hop } from '../../../src/analysis/hop.ts';
import type { NextHop } from '../../../src/analysis/path.ts';
import {
  delivered,
  deliveredInside,
  type TraceResult,
  unknown,
  unreachable,
} from '../../../src/analysis/routing/trace-result.ts';
import { initialTrace } from '../../../src/analysis/routing/trace-state.ts';
import { vpcWith } from '../../support/sections.ts';
import { addresses, told } from '../../support/step.ts';

const nat: NextHop = { kind: 'nat-gateway', id: 'nat-1' };
const tgw: NextHop = { kind: 'transit-gateway', id: 'tgw-1' };
const last = hop('rtb-1', 'drops', 'nothing matches');

const traced = (...through: readonly NextHop[]) => ({
  ranges: addresses('52.216.0.0/16'),
  trace: { ...initialTrace, through, hops: [hop('rtb-0', 'routes', '0.0.0.0/0 → nat-1')] },
});
const endOf = (results: readonly TraceResult[]) => told(results).map(({ end }) => end);

describe('the end of a walk', () => {
  it('adds its hop to the evidence, and keeps the addresses', () => {
    expect(told(unreachable(traced(), 'no-route', last))).toEqual([
      {
        end: 'unreachable (no-route)',
        to: ['52.216.0.0/16'],
        hops: ['rtb-0 routes: 0.0.0.0/0 → nat-1', 'rtb-1 drops: nothing matches'],
        doubts: [],
      },
    ]);
  });

  it('tells what was crossed before', () => {
    expect([
      endOf(delivered(traced(nat), 'transit', tgw, last)),
      endOf(unreachable(traced(tgw, nat), 'blackhole', last, tgw)),
      endOf(unknown(traced(nat, tgw), 'unrecognised', last)),
      endOf(unreachable(traced(nat), 'no-route', last)),
    ]).toEqual([
      ['transit tgw-1 <nat-1'],
      ['unreachable tgw-1 <nat-1 (blackhole)'],
      ['unknown <nat-1 <tgw-1 (unrecognised)'],
      ['unreachable <nat-1 (no-route)'],
    ]);
  });

  it('has not crossed what it comes back to, though another kind or id', () => {
    const appliance: NextHop = { kind: 'appliance', id: 'eni-1' };
    const instance: NextHop = { kind: 'nat-instance', id: 'eni-1' };
    const other: NextHop = { kind: 'nat-instance', id: 'eni-2' };

    expect(endOf(delivered(traced(appliance, other, instance), 'public', instance, last))).toEqual([
      'public eni-1 <eni-1 <eni-2',
    ]);
    expect(delivered(traced(appliance, other, instance), 'public', instance, last)).toMatchObject([
      { end: { disposition: { through: [appliance, other] } } },
    ]);
  });

  it('inside a VPC says whose, and nothing of why', () => {
    const vpc = vpcWith({ vpcs: [{ VpcId: 'vpc-1' }] });

    expect(told(deliveredInside(traced(nat), vpc, null))).toMatchObject([
      { end: 'local vpc-1 from nowhere', hops: ['rtb-0 routes: 0.0.0.0/0 → nat-1'] },
    ]);
  });
});
