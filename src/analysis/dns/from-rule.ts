import { memoize } from '../../memoize.ts';
import type { Network } from '../../network/network.ts';
import type { OutboundEndpoint, ResolverRule } from '../../network/resolver.ts';
import { isUnread } from '../../network/unread.ts';
import { assume, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import type { Decider } from './answer.ts';
import type { Candidate } from './candidate.ts';
import { type InboundHost, inboundHost } from './inbound-host.ts';
import { deciderOf } from './order.ts';
import { type Ask, before, noAnswer, type Question, type Reply, reply } from './reply.ts';
import { type QuerySource, strayDoubts } from './stray-queries.ts';
import type { View } from './view.ts';

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

const outbound = memoize(
  ({ scopes }: Network): ReadonlyMap<string, OutboundEndpoint> =>
    new Map(scopes.flatMap(({ resolver }) => [...resolver.outboundEndpoints])),
);

/** Another account's endpoint may stand anywhere. */
const sourceOf = (network: Network, { endpointId }: ResolverRule): QuerySource => {
  const { vpcId = '', groupIds = [] } = outbound(network).get(endpointId ?? '') ?? {};

  return { vpc: network.vpcs.get(vpcId) ?? null, groupIds };
};

/** Targets that are an inbound Resolver endpoint of `host`: the resolver of that VPC answers. */
const forwardedTo = (host: InboundHost, question: Question, rule: ResolverRule, ask: Ask): Reply => {
  const { id, targetIps } = rule;
  const { vpc } = host;
  const next = ask({ ...question, depth: question.depth + 1, isTrusted: false }, { vpc, isInbound: true });
  const because = `forwarded to ${targetIps.join(', ')}, the inbound Resolver endpoint of ${vpc.id}`;

  const doubts = [assume('inbound-resolver-view'), ...strayDoubts(sourceOf(question.network, rule), host)];

  return before({ hops: [hop(id, 'answers', because)], doubts }, next);
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
