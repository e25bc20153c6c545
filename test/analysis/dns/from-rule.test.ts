import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../src/analysis/dns/candidate.ts';
import { fromRule } from '../../../src/analysis/dns/from-rule.ts';
import { noAnswer, type Question, reply } from '../../../src/analysis/dns/reply.ts';
import type { View } from '../../../src/analysis/dns/view.ts';
import { assume } from '../../../src/analysis/doubt.ts';
import { memoizeBy } from '../../../src/memoize.ts';
import type { RuleAssociation } from '../../../src/network/resolver.ts';
import { isUnread } from '../../../src/network/unread.ts';
import { networkFrom } from '../../support/step.ts';
import { behindNat, type world } from '../../support/world.ts';

const name = 'ec2.us-east-1.amazonaws.com';

const asked = (net: ReturnType<typeof world>, standing: RuleAssociation['standing'] = 'effective') => {
  const network = networkFrom(net);
  const vpc = network.vpcs.get('vpc-main');
  const rules = vpc?.scope.resolver.rules;
  const rule = rules === undefined || isUnread(rules) ? undefined : rules.get('rslvr-rr-1');
  if (vpc === undefined || rule === undefined) throw new Error('no rule');
  const questions: (Question & Pick<View, 'isInbound'> & { readonly in: string })[] = [];
  const question: Question = { network, name, family: 'ipv4', depth: 3, isTrusted: true, asked: { once: memoizeBy() } };
  const winner: Candidate = {
    domain: rule.domain,
    profile: null,
    source: { kind: 'rule', rule, standing, rawStatus: 'MOVING' },
  };
  const there = { kind: 'public-dns', id: 'there', domain: null } as const;
  const { answer, decidedBy, hops, doubts } = fromRule(question, { vpc, isInbound: false }, winner, {
    ask: (one, view) => {
      questions.push({ ...one, isInbound: view.isInbound, in: view.vpc.id });

      return reply({ kind: 'public' }, there, []);
    },
    locally: () => reply(noAnswer, there, []),
  });

  return {
    questions: questions.map(({ depth, isTrusted, isInbound, in: vpcId }) => ({ depth, isTrusted, isInbound, vpcId })),
    said: ['reason' in answer ? answer.reason : answer.kind, decidedBy.id, ...hops.map(({ because }) => because)],
    doubts: doubts.map(({ text }) => text),
  };
};

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-rules-managing.html */
describe('a rule that wins', () => {
  const forward = (...targets: readonly string[]) => behindNat().rule('rslvr-rr-1', name, 'FORWARD', targets);
  const hub = () =>
    behindNat().vpc('hub', '10.1.0.0/16').inbound('hub', '10.1.0.9').rule('rslvr-rr-1', name, 'FORWARD', ['10.1.0.9']);

  it('asks the VPC of the inbound endpoint that it forwards to, which trusts no name of another firewall', () => {
    expect(asked(hub())).toEqual({
      questions: [{ depth: 4, isTrusted: false, isInbound: true, vpcId: 'vpc-hub' }],
      said: ['public', 'there', 'forwarded to 10.1.0.9, the inbound Resolver endpoint of vpc-hub'],
      doubts: [assume('inbound-resolver-view').text],
    });
  });

  it('leads nobody knows where with other targets', () => {
    const away = (targets: string) => ({
      questions: [],
      said: ['forwarded-dns', 'rslvr-rr-1', `forwarded to ${targets}, whose answer the facts do not show`],
      doubts: [],
    });

    expect([asked(forward('192.168.0.2', '192.168.0.3')), asked(forward())]).toEqual([
      away('192.168.0.2, 192.168.0.3'),
      away('other servers'),
    ]);
    expect(asked(forward('10.1.0.9').unread('resolverEndpoints', 'r:List')).doubts).toEqual([
      expect.stringMatching(/^r:List.* was not read: the targets may be inbound Resolver endpoints$/),
    ]);
  });

  /** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries-values.html */
  it('leads nobody knows where by a port that no inbound endpoint answers on', () => {
    const net = hub();
    for (const one of net.sections.resolverRules) one.TargetIps = [{ Ip: '10.1.0.9', Port: 5353 }];

    expect(asked(net)).toEqual({
      questions: [],
      said: ['forwarded-dns', 'rslvr-rr-1', 'forwarded to 10.1.0.9 port 5353, whose answer the facts do not show'],
      doubts: [],
    });
  });

  it('leaves a name to the zones of the VPC where it is a system rule, and forwards by no kind that is not known', () => {
    const system = behindNat().rule('rslvr-rr-1', name, 'SYSTEM', []);
    const odd = behindNat()
      .vpc('hub', '10.1.0.0/16')
      .inbound('hub', '10.1.0.9')
      .rule('rslvr-rr-1', name, 'DELEGATE', ['10.1.0.9']);

    expect(asked(system)).toEqual({ questions: [], said: ['dns-no-answer', 'there'], doubts: [] });
    expect(asked(odd).said[0]).toBe('forwarded-dns');
  });

  it('does nobody knows what while its association changes', () => {
    expect(asked(hub(), 'unrecognised')).toEqual({
      questions: [],
      said: ['unrecognised', 'rslvr-rr-1', 'the association is MOVING; AWS does not say what that does'],
      doubts: [],
    });
  });
});
