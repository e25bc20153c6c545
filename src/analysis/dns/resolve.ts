import type { Family } from '../../net/cidr.ts';
import type { Network, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { type Doubt, distinct, likely, notRead } from '../doubt.ts';
import {
  endpointZoneRanksAsZone,
  hostnamesOffDisablesZones,
  inboundResolverView,
  localBeatsProfile,
  noIpv6Record,
  profileOrder,
  systemRuleKeepsZones,
  zoneOwnsItsNames,
} from '../likely-facts.ts';
import type { Hop } from '../path.ts';
import type { Answer, Decider, Resolution } from './answer.ts';
import { type Candidate, type Candidates, candidatesOf, shadowDoubt } from './candidates.ts';
import { isWithin, ownerOf, suffixesOf } from './domain.ts';
import { screen } from './firewall.ts';
import { hasRecord } from './private-names.ts';
import { answerOfEndpoint, leadsIn } from './records.ts';
import { askedBy, inboundHost, type View } from './view.ts';

interface Question {
  readonly network: Network;
  readonly name: string;
  readonly family: Family;
  /** How many forwarders and aliases led here; a chain of eight is a loop or a joke. */
  readonly depth: number;
}

interface Reply {
  readonly answer: Answer;
  readonly decidedBy: Decider;
  readonly hops: readonly Hop[];
  readonly doubts: readonly Doubt[];
}

const reply = (answer: Answer, decidedBy: Decider, hops: readonly Hop[], doubts: readonly Doubt[] = []): Reply => ({
  answer,
  decidedBy,
  hops,
  doubts,
});

const before = (first: Pick<Reply, 'hops' | 'doubts'>, then: Reply): Reply => ({
  ...then,
  hops: [...first.hops, ...then.hops],
  doubts: [...first.doubts, ...then.doubts],
});

const remembered = new WeakMap<Network, Map<string, Candidates>>();

const candidatesIn = (network: Network, view: View): Candidates => {
  const byView = remembered.get(network) ?? new Map<string, Candidates>();
  remembered.set(network, byView);
  const key = `${view.vpc.id} ${view.isInbound}`;
  const present = byView.get(key) ?? candidatesOf(network, view);
  byView.set(key, present);

  return present;
};

/** Rules beat zones, what the VPC has itself beats Profiles, and earlier Profiles beat later ones. */
const rankOf = ({ profile, source }: Candidate): number =>
  (profile === null ? 0 : 2) + (source.kind === 'rule' ? 0 : 1);

const matching = ({ byDomain }: Candidates, name: string): readonly Candidate[] => {
  const found: Candidate[] = [];
  for (const domain of suffixesOf(name)) {
    const here = byDomain.get(domain);
    if (here !== undefined) found.push(...[...here].sort((a, b) => rankOf(a) - rankOf(b)));
  }

  return found;
};

/** What makes the order between the winner and those it beat less than certain. */
const orderDoubts = (winner: Candidate, others: readonly Candidate[]): Doubt[] => {
  const doubts: Doubt[] = [];
  const forwarders = others.filter(({ source }) => source.kind === 'rule' && source.rule.type !== 'SYSTEM');
  if (winner.source.kind === 'endpoint' && forwarders.length > 0) doubts.push(likely(endpointZoneRanksAsZone));
  if (winner.source.kind === 'rule' && others.some(({ source }) => source.kind === 'endpoint'))
    doubts.push(likely(endpointZoneRanksAsZone));
  if (winner.profile === null && others.some(({ profile, domain }) => profile !== null && domain === winner.domain))
    doubts.push(likely(localBeatsProfile));
  if (
    winner.profile !== null &&
    others.some(({ profile }) => profile !== null && profile.profileId !== winner.profile?.profileId)
  )
    doubts.push(likely(profileOrder));

  return doubts;
};

const describe = ({ source, domain, profile }: Candidate): string => {
  const via = profile === null ? '' : ` by Profile ${profile.profileId}`;
  switch (source.kind) {
    case 'rule':
      return `${source.rule.type} rule ${source.rule.id} for ${domain}${via}`;
    case 'zone':
      return `hosted zone ${source.zone.id} ${domain}${via}`;
    case 'endpoint':
      return `private DNS of ${source.endpoint.id} for ${domain}${via}`;
    default:
      return source satisfies never;
  }
};

const victory = (winner: Candidate, others: readonly Candidate[]): string =>
  others.length === 0 ? describe(winner) : `${describe(winner)} wins over ${others.map(describe).join(', ')}`;

const deciderOf = ({ source, domain, profile }: Candidate): Decider => {
  switch (source.kind) {
    case 'rule':
      return { kind: 'forwarding-rule', id: source.rule.id, domain };
    case 'zone':
      return { kind: 'hosted-zone', id: source.zone.id, domain };
    case 'endpoint':
      return { kind: profile === null ? 'endpoint-zone' : 'profile', id: source.endpoint.id, domain };
    default:
      return source satisfies never;
  }
};

const noAnswer: Answer = { kind: 'none', reason: 'dns-no-answer' };

const fromEndpoint = ({ name, family }: Question, candidate: Candidate): Pick<Reply, 'answer' | 'doubts'> => {
  if (candidate.source.kind !== 'endpoint') return { answer: noAnswer, doubts: [] };
  const { endpoint, names } = candidate.source;
  const owner = ownerOf(name, new Set(names.filter((one) => isWithin(one, candidate.domain))));
  if (owner === null) return { answer: noAnswer, doubts: [likely(zoneOwnsItsNames)] };
  if (!hasRecord(endpoint, owner, family)) return { answer: noAnswer, doubts: [likely(noIpv6Record)] };
  if (candidate.profile !== null && !endpoint.privateDnsEnabled)
    return { answer: { kind: 'unknown', reason: 'unrecognised' }, doubts: [] };

  return { answer: answerOfEndpoint(endpoint), doubts: [] };
};

const combined = (answers: readonly Answer[]): Answer => {
  const [first] = answers;

  return answers.length === 1 && first !== undefined ? first : { kind: 'several', answers };
};

const fromZone = (question: Question, view: View, candidate: Candidate): Reply => {
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

  const leads = leadsIn(
    question.network,
    view.vpc,
    { records: zone.records, domain: zone.domain },
    question.name,
    question.family,
  );
  if (leads.length === 0)
    return reply(
      noAnswer,
      decidedBy,
      [{ at: zone.id, does: 'drops', because: `it owns ${question.name} and has no record for it` }],
      [likely(zoneOwnsItsNames)],
    );

  const replies = leads.map((lead) =>
    lead.kind === 'answer' ? reply(lead.answer, decidedBy, []) : follow(question, view, lead.name, decidedBy),
  );

  return reply(
    combined(replies.map(({ answer }) => answer)),
    decidedBy,
    replies.flatMap(({ hops }) => hops),
    replies.flatMap(({ doubts }) => doubts),
  );
};

/** An alias or CNAME to another name. Its public address is not the service's own: it proves nothing. */
const follow = (question: Question, view: View, name: string, decidedBy: Decider): Reply => {
  const next = inView({ ...question, name, depth: question.depth + 1 }, view);
  const hop: Hop = { at: decidedBy.id, does: 'answers', because: `CNAME or alias to ${name}` };
  const answer: Answer = next.answer.kind === 'public' ? { kind: 'unknown', reason: 'unrecognised' } : next.answer;

  return before({ hops: [hop], doubts: [] }, { ...next, answer, decidedBy });
};

const publicDns: Decider = { kind: 'public-dns', id: 'public DNS', domain: null };

const fromPublic = (name: string): Reply =>
  reply({ kind: 'public' }, publicDns, [
    { at: 'public DNS', does: 'answers', because: `${name} with public addresses of the service` },
  ]);

const isZone = ({ source }: Candidate): boolean => source.kind !== 'rule';

const fromRule = (question: Question, view: View, winner: Candidate, others: readonly Candidate[]): Reply => {
  const decidedBy = deciderOf(winner);
  if (winner.source.kind !== 'rule') return reply(noAnswer, decidedBy, []);
  const { rule, status } = winner.source;
  if (status === 'OVERRIDDEN')
    return reply({ kind: 'unknown', reason: 'unrecognised' }, decidedBy, [
      { at: rule.id, does: 'answers', because: 'the association is OVERRIDDEN, which AWS does not document' },
    ]);
  if (rule.type === 'SYSTEM') {
    const zones = others.filter(isZone);
    const next = fromBest(question, view, zones);

    return zones.length === 0 ? next : { ...next, doubts: [...next.doubts, likely(systemRuleKeepsZones)] };
  }

  const targets = rule.targetIps.join(', ');
  const host = rule.type === 'FORWARD' ? inboundHost(question.network, view.vpc.scope.region, rule.targetIps) : null;
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

  const next = inView({ ...question, depth: question.depth + 1 }, { vpc: host, isInbound: true });
  const hop: Hop = {
    at: rule.id,
    does: 'answers',
    because: `forwarded to ${targets}, the inbound Resolver endpoint of ${host.id}`,
  };

  return before({ hops: [hop], doubts: [likely(inboundResolverView)] }, next);
};

const fromBest = (question: Question, view: View, matches: readonly Candidate[]): Reply => {
  const [winner, ...others] = matches;
  if (winner === undefined) return fromPublic(question.name);

  const decidedBy = deciderOf(winner);
  const chosen = {
    hops: [{ at: decidedBy.id, does: 'answers', because: victory(winner, others) } as const],
    doubts: orderDoubts(winner, others),
  };
  switch (winner.source.kind) {
    case 'rule':
      return before(chosen, fromRule(question, view, winner, others));
    case 'zone':
      return before(chosen, fromZone(question, view, winner));
    case 'endpoint': {
      const { answer, doubts } = fromEndpoint(question, winner);

      return before(chosen, reply(answer, decidedBy, [], doubts));
    }
    default:
      return winner.source satisfies never;
  }
};

/** With either DNS attribute off, private zones are out of use; rules still forward. */
const usable = (
  vpc: Vpc,
  matches: readonly Candidate[],
): { readonly matches: readonly Candidate[]; readonly doubts: Doubt[] } => {
  if (!matches.some(isZone) || vpc.dnsHostnames === true) return { matches, doubts: [] };
  if (isUnread(vpc.dnsHostnames))
    return {
      matches,
      doubts: [notRead(vpc.dnsHostnames, 'private zones are out of use where enableDnsHostnames is off')],
    };

  return { matches: matches.filter((one) => !isZone(one)), doubts: [likely(hostnamesOffDisablesZones)] };
};

const inView = (question: Question, view: View): Reply => {
  const { vpc } = view;
  const { network, name, family, depth } = question;
  if (depth > 8)
    return reply({ kind: 'unknown', reason: 'unrecognised' }, publicDns, [
      { at: vpc.id, does: 'drops', because: 'names and forwarders lead in a circle' },
    ]);
  if (vpc.dnsSupport === false)
    return reply({ kind: 'none', reason: 'dns-disabled' }, { kind: 'vpc-attributes', id: vpc.id, domain: null }, [
      { at: vpc.id, does: 'drops', because: 'enableDnsSupport is off: the resolver does not answer' },
    ]);

  const candidates = candidatesIn(network, view);
  const screening = screen(vpc.scope, candidates.firewallGroups, name, family);
  const { matches, doubts } = usable(vpc, matching(candidates, name));
  const general: Doubt[] = [
    ...(isUnread(vpc.dnsSupport) ? [notRead(vpc.dnsSupport, 'the resolver may be switched off')] : []),
    ...candidates.doubts,
    ...screening.doubts,
    ...candidates.shadows.filter(({ domain }) => isWithin(name, domain)).map(shadowDoubt),
    ...doubts,
  ];
  if (screening.blockedBy !== null)
    return reply(
      { kind: 'none', reason: 'dns-blocked' },
      { kind: 'dns-firewall', id: screening.blockedBy.groupId, domain: null },
      screening.hops,
      general,
    );

  return before({ hops: screening.hops, doubts: general }, fromBest(question, view, matches));
};

const unknownServers = (question: Question, vpc: Vpc, servers: readonly string[]): Reply => {
  const forwarded = inView(question, { vpc, isInbound: false });
  const list = servers.join(', ');

  return reply({ kind: 'unknown', reason: 'custom-dns-server' }, { kind: 'dhcp-options', id: vpc.id, domain: null }, [
    { at: vpc.id, does: 'answers', because: `DHCP options name ${list}: servers whose answers the facts do not show` },
    ...forwarded.hops.map((hop) => ({
      ...hop,
      because: `if ${list} forward to the resolver of ${vpc.id}: ${hop.because}`,
    })),
    {
      at: vpc.id,
      does: 'answers',
      because: `if ${list} ask public DNS: ${question.name} with public addresses of the service`,
    },
  ]);
};

const asked = (network: Network, vpc: Vpc, name: string, family: Family): Reply => {
  const question = { network, name, family, depth: 0 };
  const server = askedBy(network, vpc);
  switch (server.kind) {
    case 'nobody':
      return reply({ kind: 'unknown', reason: 'no-dns-server' }, { kind: 'dhcp-options', id: vpc.id, domain: null }, [
        { at: vpc.id, does: 'answers', because: server.because },
      ]);
    case 'custom':
      return before({ hops: [], doubts: server.doubts }, unknownServers(question, vpc, server.servers));
    case 'view': {
      const first: Hop = { at: server.view.vpc.id, does: 'answers', because: server.because };
      // With Amazon's resolver as the only server this goes without saying.
      const hops = server.view.vpc.id === vpc.id && server.doubts.length === 0 ? [] : [first];

      return before({ hops, doubts: server.doubts }, inView(question, server.view));
    }
    default:
      return server satisfies never;
  }
};

/**
 * What clients in a VPC get for a name: which resolver they ask, what DNS Firewall lets through,
 * which rule or zone matches longest, and what it says.
 */
export const resolve = (network: Network, vpc: Vpc, name: string, family: Family): Resolution => {
  const { answer, decidedBy, hops, doubts } = asked(network, vpc, name, family);

  return { vpc, name, family, answer, decidedBy, hops, doubts: distinct(doubts) };
};
