import { describe, expect, it } from 'vitest';
import type { AssumptionId } from '../../../src/analysis/assumptions.ts';
import type { Answer } from '../../../src/analysis/dns/answer.ts';
import { type Reply, reply } from '../../../src/analysis/dns/reply.ts';
import { withBelow } from '../../../src/analysis/dns/wildcard.ts';
import { assume } from '../../../src/analysis/doubt.ts';
import { hop } from '../../../src/analysis/hop.ts';
import { hub } from '../../support/hub.ts';
import { behindNat } from '../../support/world.ts';

const registries = 'dkr.ecr.us-east-1.amazonaws.com';
const own = `111122223333.${registries}`;

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html#hosted-zones-private-considerations */
describe('a wildcard that an endpoint answers', () => {
  const net = () => behindNat().endpoint('vpce-dkr', 'ecr.dkr');

  it('goes one way where nothing below it is spoken of', () => {
    expect(net().path('a', 'ecr.dkr')).toBe('private vpce-dkr');
    expect(net().zone('example.com', ['main'], ['example.com A 10.0.0.9']).path('a', 'ecr.dkr')).toBe(
      'private vpce-dkr',
    );
  });

  it('is not private for a name that a longer zone gives public addresses', () => {
    expect(
      net()
        .zone(own, ['main'], [`${own} A 52.94.1.1`])
        .path('a', 'ecr.dkr'),
    ).toMatch(/^split/);
  });

  it('is not private for a name that a record of its zone gives public addresses', () => {
    const zone = [`*.${registries} ALIAS vpce-dkr-x1.ecr.dkr.us-east-1.vpce.amazonaws.com`, `${own} A 52.94.1.1`];

    expect(net().zone(registries, ['main'], zone).path('a', 'ecr.dkr')).toMatch(/^split/);
  });

  it('is not private for a name that a rule forwards', () => {
    expect(net().rule('rslvr-rr-1', own, 'FORWARD', ['192.168.1.1']).path('a', 'ecr.dkr')).toMatch(/^split \[unknown/);
  });

  it('is not private for a name that DNS Firewall blocks', () => {
    expect(net().firewall(`BLOCK ${own}`).path('a', 'ecr.dkr')).toMatch(/^split \[unreachable/);
  });

  it('is as doubtful as any name below it', () => {
    const forwarded = hub()
      .endpoint('vpce-dkr', 'ecr.dkr', { vpc: 'hub', subnets: ['h'] })
      .zone(registries, ['main'], [`*.${registries} ALIAS vpce-dkr-x1.ecr.dkr.us-east-1.vpce.amazonaws.com`])
      .inbound('hub', '10.1.1.9');
    const sure = forwarded.path('a', 'ecr.dkr');
    forwarded.rule('rslvr-rr-1', own, 'FORWARD', ['10.1.1.9']);

    expect([sure, forwarded.path('a', 'ecr.dkr')]).toEqual(['private vpce-dkr <tgw-1', 'private vpce-dkr <tgw-1 ~']);
  });

  it('goes one way where a longer zone leads to the same endpoint', () => {
    const zone = [`${own} ALIAS vpce-dkr-x1.ecr.dkr.us-east-1.vpce.amazonaws.com`];

    expect(net().zone(own, ['main'], zone).path('a', 'ecr.dkr')).toBe('private vpce-dkr');
  });
});

describe('what a wildcard comes to, given names below it,', () => {
  const publicly: Answer = { kind: 'public' };
  const nothing: Answer = { kind: 'none', reason: 'dns-no-answer' };
  const from = (id: string, answer: Answer, ...doubts: readonly AssumptionId[]): Reply =>
    reply(
      answer,
      { kind: 'hosted-zone', id, domain: null },
      [hop(id, 'answers', `as ${id} says`)],
      doubts.map((id) => assume(id)),
    );
  const whole = from('Z0', publicly, 'return-route');

  it('is what it was, with the doubts of those that agree', () => {
    expect(withBelow(whole, [])).toEqual(whole);
    expect(withBelow(whole, [['a.b', from('Z1', publicly, 'nat64-route')]])).toEqual({
      ...whole,
      doubts: [assume('return-route'), assume('nat64-route')],
    });
  });

  it('is several answers where some differ, told by their names, each once', () => {
    const told = withBelow(whole, [
      ['a.b', from('Z1', nothing)],
      ['c.b', from('Z2', nothing)],
      ['d.b', from('Z3', publicly)],
    ]);

    expect(told).toEqual({
      answer: { kind: 'several', answers: [publicly, nothing] },
      decidedBy: { kind: 'hosted-zone', id: 'Z2', domain: null },
      hops: [hop('Z0', 'answers', 'as Z0 says'), hop('Z2', 'answers', 'c.b: as Z2 says')],
      doubts: [assume('return-route')],
    });
  });
});
