import type { ProfileAssociation } from '../../network/profiles.ts';
import { assume, type Doubt } from '../doubt.ts';
import type { Decider } from './answer.ts';
import type { Candidate } from './candidate.ts';
import type { Candidates } from './candidates.ts';
import { suffixesOf } from './domain.ts';

const levelOf = ({ profile }: Candidate): number => (profile === null ? -1 : (profile.priority ?? 0));

/**
 * For one domain: what the VPC has itself beats Profiles, earlier Profiles beat later ones, and at one level rules beat zones.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles-vpc-update-priority.html
 */
const byRank = (a: Candidate, b: Candidate): number =>
  levelOf(a) - levelOf(b) || Number(b.source.kind === 'rule') - Number(a.source.kind === 'rule');

export const matching = ({ byDomain }: Candidates, name: string): readonly Candidate[] => {
  const found: Candidate[] = [];
  for (const domain of suffixesOf(name)) {
    const here = byDomain.get(domain);
    if (here !== undefined) found.push(...[...here].sort(byRank));
  }

  return found;
};

/** Whether AWS documents that this Profile is asked before that one, whatever else decides. */
const isAhead = (one: ProfileAssociation, other: ProfileAssociation): boolean =>
  one.isSettled && other.isSettled && (one.priority ?? 0) < (other.priority ?? 0);

/** What makes the order between the winner and those it beat less than certain. */
export const orderDoubts = (winner: Candidate, others: readonly Candidate[]): Doubt[] => {
  const doubts: Doubt[] = [];
  const forwarders = others.filter(({ source }) => source.kind === 'rule' && source.rule.type !== 'system');
  if (winner.source.kind === 'endpoint' && forwarders.length > 0) doubts.push(assume('endpoint-zone-ranks-as-zone'));
  if (winner.source.kind === 'rule' && others.some(({ source }) => source.kind === 'endpoint'))
    doubts.push(assume('endpoint-zone-ranks-as-zone'));
  if (winner.profile === null && others.some(({ profile, domain }) => profile !== null && domain === winner.domain))
    doubts.push(assume('local-beats-profile'));
  const { profile: first } = winner;
  if (first !== null && others.some(({ profile }) => profile !== null && profile !== first && !isAhead(first, profile)))
    doubts.push(assume('profile-order'));

  return doubts;
};

const describe = ({ source, domain, profile }: Candidate): string => {
  const via = profile === null ? '' : ` by Profile ${profile.profileId}`;
  switch (source.kind) {
    case 'rule':
      return `${source.rule.rawType} rule ${source.rule.id} for ${domain}${via}`;
    case 'zone':
      return `hosted zone ${source.zone.id} ${domain}${via}`;
    case 'endpoint':
      return `private DNS of ${source.endpoint.id} for ${domain}${via}`;
    default:
      return source satisfies never;
  }
};

export const describeWinner = (winner: Candidate, others: readonly Candidate[]): string =>
  others.length === 0 ? describe(winner) : `${describe(winner)} wins over ${others.map(describe).join(', ')}`;

export const deciderOf = ({ source, domain, profile }: Candidate): Decider => {
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
