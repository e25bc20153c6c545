import type { Vpc } from '../../network/network.ts';
import type { ResolverRule } from '../../network/resolver.ts';
import { isUnread } from '../../network/unread.ts';
import { assume, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import type { Decider } from './answer.ts';
import type { Candidate } from './candidate.ts';
import { deciderOf } from './order.ts';
import { type Ask, before, noAnswer, type Question, type Reply, reply } from './reply.ts';
import { inboundHost, type View } from './view.ts';

/** Targets outside the facts: nobody can tell what they answer. */
const forwardedAway = (decidedBy: Decider, rule: ResolverRule, { vpc }: View): Reply => {
  const { inboundAddresses } = vpc.scope.resolver;
  const targets = rule.targetIps.length === 0 ? 'other servers' : rule.targetIps.join(', ');

  return reply(
    { kind: 'unknown', reason: 'forwarded-dns' },
    decidedBy,
    [hop(rule.id, 'answers', `forwarded to ${targets}, whose answer the facts do not show`)],
    isUnread(inboundAddresses) ? [notRead(inboundAddresses, 'the targets may be inbound Resolver endpoints')] : [],
  );
};

/** Targets that are an inbound Resolver endpoint of `host`: the resolver of that VPC answers. */
const forwardedTo = (host: Vpc, question: Question, { id, targetIps }: ResolverRule, ask: Ask): Reply => {
  const next = ask({ ...question, depth: question.depth + 1, isTrusted: false }, { vpc: host, isInbound: true });
  const because = `forwarded to ${targetIps.join(', ')}, the inbound Resolver endpoint of ${host.id}`;

  return before({ hops: [hop(id, 'answers', because)], doubts: [assume('inbound-resolver-view')] }, next);
};

/**
 * What a custom Resolver rule leads to. `locally` answers from the zones it would otherwise have
 * beaten: that is what a SYSTEM rule asks for.
 */
export const fromRule = (
  question: Question,
  view: View,
  winner: Candidate,
  { ask, locally }: { readonly ask: Ask; readonly locally: () => Reply },
): Reply => {
  const decidedBy = deciderOf(winner);
  if (winner.source.kind !== 'rule') return reply(noAnswer, decidedBy, []);
  const { rule, standing, rawStatus } = winner.source;
  if (standing === 'unrecognised') {
    const because = `the association is ${rawStatus}; AWS does not say what that does`;

    return reply({ kind: 'unknown', reason: 'unrecognised' }, decidedBy, [hop(rule.id, 'answers', because)]);
  }
  if (rule.type === 'system') return locally();
  const host = rule.type === 'forward' ? inboundHost(question.network, view.vpc, rule.targetIps) : null;

  return host === null ? forwardedAway(decidedBy, rule, view) : forwardedTo(host, question, rule, ask);
};
