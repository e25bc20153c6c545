import { isUnread } from '../../network/unread.ts';
import { assume } from '../doubt.ts';
import type { Hop } from '../path.ts';
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

/** What a private hosted zone says, and if it says nothing, nobody else does. */
export const fromZone = (question: Question, view: View, candidate: Candidate, ask: Ask): Reply => {
  const decidedBy = deciderOf(candidate);
  if (candidate.source.kind !== 'zone') return reply(noAnswer, decidedBy, []);
  const { zone } = candidate.source;
  if (isUnread(zone.records))
    return reply({ kind: 'unknown', reason: 'zone-unreadable' }, decidedBy, [
      {
        at: zone.id,
        does: 'answers',
        because: `its records are not readable here (owner ${zone.owningAccount ?? zone.owningService ?? 'unknown'})`,
      },
    ]);

  const targets = recordTargetsIn(
    question.network,
    view.vpc,
    { records: zone.records, domain: zone.domain },
    question.name,
    question.family,
  );
  if (targets.length === 0)
    return reply(
      noAnswer,
      decidedBy,
      [{ at: zone.id, does: 'drops', because: `it owns ${question.name} and has no record for it` }],
      [assume('zone-owns-its-names')],
    );

  const replies = targets.map((target) =>
    target.kind === 'answer'
      ? reply(target.answer, decidedBy, [])
      : follow(question, view, target.name, decidedBy, ask),
  );

  return reply(
    combined(replies.map(({ answer }) => answer)),
    replies.find((one) => one.decidedBy.kind === 'dns-firewall')?.decidedBy ?? decidedBy,
    replies.flatMap(({ hops }) => hops),
    replies.flatMap(({ doubts }) => doubts),
  );
};

/** An alias or CNAME to another name. Its public address is not the service's own: it proves nothing. */
const follow = (question: Question, view: View, name: string, decidedBy: Decider, ask: Ask): Reply => {
  const next = ask({ ...question, name, depth: question.depth + 1 }, view);
  const hop: Hop = { at: decidedBy.id, does: 'answers', because: `CNAME or alias to ${name}` };
  if (next.answer.kind === 'public')
    return reply({ kind: 'unknown', reason: 'unrecognised' }, decidedBy, [hop], next.doubts);

  return before({ hops: [hop], doubts: [] }, next.decidedBy.kind === 'dns-firewall' ? next : { ...next, decidedBy });
};
