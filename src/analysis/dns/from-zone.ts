import type { Network } from '../../network/network.ts';
import type { HostedZone } from '../../network/resolver.ts';
import { isUnread, type Unread } from '../../network/unread.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
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

/** A zone of another account or of a service is nobody's to read; one that was refused is another matter. */
const unreadable = ({ vpc }: View, decidedBy: Decider, zone: HostedZone, records: Unread): Reply => {
  const { id, owningAccount, owningService } = zone;
  const isRefused = vpc.scope.gaps.includes(records.unread);

  return reply(
    { kind: 'unknown', reason: 'zone-unreadable' },
    decidedBy,
    [hop(id, 'answers', `its records are not readable here (owner ${owningAccount ?? owningService ?? 'unknown'})`)],
    isRefused ? [notRead(records, 'what it answers is not known')] : [],
  );
};

const withoutRecord = (decidedBy: Decider, { id }: HostedZone, name: string): Reply =>
  reply(
    noAnswer,
    decidedBy,
    [hop(id, 'drops', `it owns ${name} and has no record for it`)],
    [assume('zone-owns-its-names')],
  );

/** An address may be an endpoint's, and interfaces alone tell which. */
const ownerDoubts = ({ scopes }: Network, answer: Answer): readonly Doubt[] =>
  answer.kind !== 'addresses'
    ? []
    : scopes.flatMap(({ networkInterfaces }) =>
        isUnread(networkInterfaces)
          ? [notRead(networkInterfaces, `whose ${answer.addresses.join(', ')} is, nobody can tell`)]
          : [],
      );

/** What a private hosted zone says, and if it says nothing, nobody else does. */
export const fromZone = (question: Question, view: View, candidate: Candidate, ask: Ask): Reply => {
  const { network, name, family } = question;
  const decidedBy = deciderOf(candidate);
  if (candidate.source.kind !== 'zone') return reply(noAnswer, decidedBy, []);
  const { zone } = candidate.source;
  if (isUnread(zone.records)) return unreadable(view, decidedBy, zone, zone.records);
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
      ? reply(target.answer, decidedBy, [], ownerDoubts(network, target.answer))
      : follow(question, view, target.name, decidedBy, ask),
  );

  return reply(
    combined(replies.map(({ answer }) => answer)),
    replies.find((one) => one.decidedBy.kind === 'dns-firewall')?.decidedBy ?? decidedBy,
    replies.flatMap(({ hops }) => hops),
    [...doubts, ...replies.flatMap((one) => one.doubts)],
  );
};
