import { memoizeBy } from '../../memoize.ts';
import type { Family } from '../../net/cidr.ts';
import type { FirewallRule } from '../../network/dns-firewall.ts';
import type { Network, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { assume, type Doubt, distinct, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import type { Decider, Resolution } from './answer.ts';
import type { Candidate } from './candidate.ts';
import { type Candidates, candidatesOf } from './candidates.ts';
import { isWithin, longestName } from './domain.ts';
import { evaluateFirewall, unfiltered } from './firewall.ts';
import { fromEndpoint } from './from-endpoint.ts';
import { fromRule } from './from-rule.ts';
import { fromZone } from './from-zone.ts';
import { deciderOf, describeWinner, matching, orderDoubts } from './order.ts';
import { answerOfOwnName, endpointNamed } from './records.ts';
import { type Asked, before, type Question, type Reply, reply } from './reply.ts';
import { shadowDoubt } from './shadows.ts';
import { clientResolverOf, type View } from './view.ts';
import { namesBelow, withBelow } from './wildcard.ts';

const candidates = memoizeBy<Vpc, boolean, Candidates>();

/** Not by the VPC's id: accounts that share a VPC see it each in its own way. */
const candidatesIn = (network: Network, view: View): Candidates =>
  candidates(view.vpc, view.isInbound, () => candidatesOf(network, view));

const publicDns: Decider = { kind: 'public-dns', id: 'public DNS', domain: null };

const publicReply: Reply = reply({ kind: 'public' }, publicDns, [
  hop('public DNS', 'answers', 'with public addresses of the service'),
]);

/** An endpoint's own names are public records of its private addresses. */
const fromPublic = ({ network, name, family }: Question): Reply => {
  const named = endpointNamed(network, name);

  return named === null ? publicReply : reply(answerOfOwnName(named.endpoint, family), publicDns, []);
};

const isZone = ({ source }: Candidate): boolean => source.kind !== 'rule';

/** A SYSTEM rule leaves the answer to the zones of the VPC, and without one to public DNS. */
const fromZones = (question: Question, view: View, matches: readonly Candidate[]): Reply => {
  const zones = matches.filter(isZone);
  const next = fromBest(question, view, zones);

  return zones.length === 0 ? next : { ...next, doubts: [...next.doubts, assume('system-rule-keeps-zones')] };
};

const fromBest = (question: Question, view: View, matches: readonly Candidate[]): Reply => {
  const [winner, ...others] = matches;
  if (winner === undefined) return fromPublic(question);

  const decidedBy = deciderOf(winner);
  const chosen = {
    hops: [hop(decidedBy.id, 'answers', describeWinner(winner, others))],
    doubts: orderDoubts(winner, others),
  };
  switch (winner.source.kind) {
    case 'rule':
      return before(
        chosen,
        fromRule(question, view, winner, { ask: inView, locally: () => fromZones(question, view, others) }),
      );
    case 'zone':
      return before(chosen, fromZone(question, view, winner, inView));
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

  return { matches: matches.filter((one) => !isZone(one)), doubts: [assume('hostnames-off-disables-zones')] };
};

const inCircle = ({ id }: Vpc): Reply =>
  reply({ kind: 'unknown', reason: 'unrecognised' }, publicDns, [
    hop(id, 'drops', 'names and forwarders lead in a circle'),
  ]);

const supportOff = ({ id }: Vpc): Reply =>
  reply({ kind: 'none', reason: 'dns-disabled' }, { kind: 'vpc-attributes', id, domain: null }, [
    hop(id, 'drops', 'enableDnsSupport is off: the resolver does not answer'),
  ]);

const stoppedBy = ({ action, groupId }: FirewallRule): Reply =>
  reply(
    action === 'block' ? { kind: 'none', reason: 'dns-blocked' } : { kind: 'unknown', reason: 'unrecognised' },
    { kind: 'dns-firewall', id: groupId, domain: null },
    [],
  );

const longestChain = 8;

const ofOneName = (question: Question, view: View): Reply => {
  const { vpc } = view;
  const { network, name, family, depth } = question;
  if (depth > longestChain || name.length > longestName) return inCircle(vpc);
  if (vpc.dnsSupport === false) return supportOff(vpc);

  const candidates = candidatesIn(network, view);
  const firewall = question.isTrusted
    ? unfiltered
    : evaluateFirewall(vpc.scope, candidates.firewallGroups, name, family);
  const support = isUnread(vpc.dnsSupport) ? [notRead(vpc.dnsSupport, 'the resolver may be switched off')] : [];
  const isTrusted = question.isTrusted || firewall.isTrusted;
  // A name that the firewall stops is stopped before any zone or rule is asked.
  if (firewall.blockedBy !== null)
    return before({ hops: firewall.hops, doubts: [...support, ...firewall.doubts] }, stoppedBy(firewall.blockedBy));
  const { matches, doubts } = usable(vpc, matching(candidates, name));
  const shadows = candidates.shadows.filter(({ domain }) => isWithin(name, domain)).map(shadowDoubt);

  return before(
    { hops: firewall.hops, doubts: [...support, ...candidates.doubts, ...firewall.doubts, ...shadows, ...doubts] },
    fromBest({ ...question, isTrusted }, view, matches),
  );
};

const answered = (question: Question, view: View): Reply => {
  const whole = ofOneName(question, view);
  if (!question.name.startsWith('*.') || question.depth > longestChain) return whole;
  const below = namesBelow(candidatesIn(question.network, view), question.name);

  return withBelow(
    whole,
    below.map((name) => [name, inView({ ...question, name, depth: question.depth + 1 }, view)] as const),
  );
};

/** Once, though many records lead to the name. */
const inView = (question: Question, view: View): Reply => {
  const { name, depth, isTrusted, asked } = question;

  return asked.once(view.vpc, `${depth} ${isTrusted} ${view.isInbound} ${name}`, () => answered(question, view));
};

const unknownServers = (question: Question, vpc: Vpc, servers: readonly string[]): Reply => {
  const forwarded = inView(question, { vpc, isInbound: false });
  const list = servers.join(', ');

  return reply({ kind: 'unknown', reason: 'custom-dns-server' }, { kind: 'dhcp-options', id: vpc.id, domain: null }, [
    hop(vpc.id, 'answers', `DHCP options name ${list}: servers whose answers the facts do not show`),
    ...forwarded.hops.map((hop) => ({
      ...hop,
      because: `if ${list} forward to the resolver of ${vpc.id}: ${hop.because}`,
    })),
    hop(vpc.id, 'answers', `if ${list} ask public DNS: with public addresses of the service`),
  ]);
};

/** Gone with its question: a cache that outlives what it is for would cost more than most questions. */
const askedNothing = (): Asked => {
  const replies = new Map<Vpc, Map<string, Reply>>();

  return {
    once: (vpc, key, make) => {
      const known = replies.get(vpc) ?? new Map<string, Reply>();
      replies.set(vpc, known);
      const present = known.get(key) ?? make();
      known.set(key, present);

      return present;
    },
  };
};

const ask = (network: Network, vpc: Vpc, name: string, family: Family): Reply => {
  const asked = askedNothing();
  const question = { network, name, family, depth: 0, isTrusted: false, asked };
  const server = clientResolverOf(network, vpc);
  switch (server.kind) {
    case 'nobody':
      return reply({ kind: 'unknown', reason: 'no-dns-server' }, { kind: 'dhcp-options', id: vpc.id, domain: null }, [
        hop(vpc.id, 'answers', server.because),
      ]);
    case 'custom':
      return before({ hops: [], doubts: server.doubts }, unknownServers(question, vpc, server.servers));
    case 'view': {
      const first = hop(server.view.vpc.id, 'answers', server.because);
      // With Amazon's resolver as the only server this goes without saying.
      const hops = server.view.vpc.id === vpc.id && server.doubts.length === 0 ? [] : [first];

      return before({ hops, doubts: server.doubts }, inView(question, server.view));
    }
    default:
      return server satisfies never;
  }
};

const resolutions = memoizeBy<Vpc, string, Resolution>();

/**
 * What clients in a VPC get for a name: which resolver they ask, what DNS Firewall lets through,
 * which rule or zone matches longest, and what it says. Asked once a (VPC, name, family).
 */
export const resolve = (network: Network, vpc: Vpc, name: string, family: Family): Resolution =>
  resolutions(vpc, `${family} ${name}`, () => {
    const { answer, decidedBy, hops, doubts } = ask(network, vpc, name, family);

    return { vpc, name, family, answer, decidedBy, hops, doubts: distinct(doubts) };
  });
