import { isUnread } from '../../network/unread.ts';
import { assume, notRead } from '../doubt.ts';
import type { Hop } from '../path.ts';
import type { Candidate } from './candidate.ts';
import { deciderOf } from './order.ts';
import { type Ask, before, noAnswer, type Question, type Reply, reply } from './reply.ts';
import { inboundHost, type View } from './view.ts';

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
  if (standing === 'unrecognised')
    return reply({ kind: 'unknown', reason: 'unrecognised' }, decidedBy, [
      { at: rule.id, does: 'answers', because: `the association is ${rawStatus}; AWS does not say what that does` },
    ]);
  if (rule.type === 'system') return locally();

  const targets = rule.targetIps.join(', ');
  const host = rule.type === 'forward' ? inboundHost(question.network, view.vpc, rule.targetIps) : null;
  if (host === null) {
    const { inboundAddresses } = view.vpc.scope.resolver;

    return reply(
      { kind: 'unknown', reason: 'forwarded-dns' },
      decidedBy,
      [
        {
          at: rule.id,
          does: 'answers',
          because: `forwarded to ${targets === '' ? 'other servers' : targets}, whose answer the facts do not show`,
        },
      ],
      isUnread(inboundAddresses) ? [notRead(inboundAddresses, 'the targets may be inbound Resolver endpoints')] : [],
    );
  }

  const next = ask({ ...question, depth: question.depth + 1, isTrusted: false }, { vpc: host, isInbound: true });
  const hop: Hop = {
    at: rule.id,
    does: 'answers',
    because: `forwarded to ${targets}, the inbound Resolver endpoint of ${host.id}`,
  };

  return before({ hops: [hop], doubts: [assume('inbound-resolver-view')] }, next);
};
