import type { HostedZone } from '../../network/resolver.ts';
import { isUnread } from '../../network/unread.ts';
import { assume } from '../doubt.ts';
import { hop } from '../hop.ts';
import type { Answer, Decider } from './answer.ts';
import type { Candidate } from './candidate.ts';
import { deciderOf } from './order.ts';
import { recordTargetsIn } from './records.ts';
import { type Ask, before, noAnswer, type Question, type Reply, reply } from './reply.ts';
import type { View } from './view.ts';

const combined = (answers: readonly Answer[]): Answer => {
  const [first] = answers;

  return answers.length === 1 && first !== undefined ? first : { kind: 'several', answers };
};

/** An alias or CNAME to another name. Its public address is not the service's own: it proves nothing. */
const follow = (question: Question, view: View, name: string, decidedBy: Decider, ask: Ask): Reply => {
  const next = ask({ ...question, name, depth: question.depth + 1 }, view);
  const alias = hop(decidedBy.id, 'answers', `CNAME or alias to ${name}`);
  if (next.answer.kind === 'public')
    return reply({ kind: 'unknown', reason: 'unrecognised' }, decidedBy, [alias], next.doubts);

  return before({ hops: [alias], doubts: [] }, next.decidedBy.kind === 'dns-firewall' ? next : { ...next, decidedBy });
};

const unreadable = (decidedBy: Decider, { id, owningAccount, owningService }: HostedZone): Reply =>
  reply({ kind: 'unknown', reason: 'zone-unreadable' }, decidedBy, [
    hop(id, 'answers', `its records are not readable here (owner ${owningAccount ?? owningService ?? 'unknown'})`),
  ]);

const withoutRecord = (decidedBy: Decider, { id }: HostedZone, name: string): Reply =>
  reply(
    noAnswer,
    decidedBy,
    [hop(id, 'drops', `it owns ${name} and has no record for it`)],
    [assume('zone-owns-its-names')],
  );

/** What a private hosted zone says, and if it says nothing, nobody else does. */
export const fromZone = (question: Question, view: View, candidate: Candidate, ask: Ask): Reply => {
  const { network, name, family } = question;
  const decidedBy = deciderOf(candidate);
  if (candidate.source.kind !== 'zone') return reply(noAnswer, decidedBy, []);
  const { zone } = candidate.source;
  if (isUnread(zone.records)) return unreadable(decidedBy, zone);
  const { targets, doubts } = recordTargetsIn(
    network,
    view.vpc,
    { records: zone.records, domain: zone.domain },
    name,
    family,
  );
  if (targets.length === 0) return withoutRecord(decidedBy, zone, name);

  const replies = targets.map((target) =>
    target.kind === 'answer'
      ? reply(target.answer, decidedBy, [])
      : follow(question, view, target.name, decidedBy, ask),
  );

  return reply(
    combined(replies.map(({ answer }) => answer)),
    replies.find((one) => one.decidedBy.kind === 'dns-firewall')?.decidedBy ?? decidedBy,
    replies.flatMap(({ hops }) => hops),
    [...doubts, ...replies.flatMap((one) => one.doubts)],
  );
};
