import type { Network } from '../../network/network.ts';
import type { HostedZone } from '../../network/resolver.ts';
import { isUnread, type Unread } from '../../network/unread.ts';
import type { Gap } from '../../snapshot/schema.ts';
import { assume, type Doubt, distinct, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import type { Hop } from '../path.ts';
import { type Answer, type Decider, severalOf } from './answer.ts';
import type { Candidate } from './candidate.ts';
import { deciderOf } from './order.ts';
import { recordTargetsIn } from './records.ts';
import { type Ask, before, noAnswer, type Question, type Reply, reply } from './reply.ts';
import type { View } from './view.ts';

/** More than anybody reads. */
const mostHops = 200;

/** Each once, as names that lead to one another have many ways to the same record. */
const hopsOf = (replies: readonly Reply[], { id }: Decider): readonly Hop[] => {
  const [only, ...others] = replies;
  if (only === undefined || others.length === 0) return only?.hops ?? [];
  const byText = new Map<string, Hop>();
  for (const { hops } of replies)
    for (const one of hops) {
      byText.set(`${one.at} ${one.does} ${one.because}`, one);
      if (byText.size > mostHops) return [...byText.values(), hop(id, 'answers', 'by more records than are told here')];
    }

  return [...byText.values()];
};

/** An alias or CNAME to another name. Its public address is not the service's own: it proves nothing. */
const follow = (question: Question, view: View, name: string, decidedBy: Decider, ask: Ask): Reply => {
  const next = ask({ ...question, name, depth: question.depth + 1 }, view);
  const alias = hop(decidedBy.id, 'answers', `CNAME or alias to ${name}`);
  if (next.answer.kind === 'public')
    return reply({ kind: 'unknown', reason: 'unrecognised' }, decidedBy, [alias], next.doubts);

  return before({ hops: [alias], doubts: [] }, next.decidedBy.kind === 'dns-firewall' ? next : { ...next, decidedBy });
};

/** Why the owner, whose facts are here, did not tell. */
const ownersGap = ({ scopes }: Network, { id, owningAccount }: HostedZone): Gap | undefined =>
  scopes
    .filter(({ account }) => owningAccount !== null && account === owningAccount)
    .flatMap(({ gaps }) => gaps)
    .find(
      ({ section, resource }) =>
        section === 'privateHostedZones' || (section === 'resourceRecordSets' && [undefined, id].includes(resource)),
    );

/** A zone of another account or of a service is nobody's to read; one that was refused is another matter. */
const unreadable = (
  { network, view }: { readonly network: Network; readonly view: View },
  decidedBy: Decider,
  zone: HostedZone,
  { unread }: Unread,
): Reply => {
  const { id, owningAccount, owningService } = zone;
  const refused = view.vpc.scope.gaps.find((one) => one === unread);
  const gap = ownersGap(network, zone) ?? refused;

  return reply(
    { kind: 'unknown', reason: 'zone-unreadable' },
    decidedBy,
    [hop(id, 'answers', `its records are not readable here (owner ${owningAccount ?? owningService ?? 'unknown'})`)],
    gap === undefined ? [] : [notRead({ unread: gap }, 'what it answers is not known')],
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
  if (isUnread(zone.records)) return unreadable({ network, view }, decidedBy, zone, zone.records);
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
    severalOf(replies.map(({ answer }) => answer)),
    replies.find((one) => one.decidedBy.kind === 'dns-firewall')?.decidedBy ?? decidedBy,
    hopsOf(replies, decidedBy),
    distinct([...doubts, ...replies.flatMap((one) => one.doubts)]),
  );
};
