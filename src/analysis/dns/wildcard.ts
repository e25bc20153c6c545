import { isUnread } from '../../network/unread.ts';
import { answerText, severalOf } from './answer.ts';
import type { Candidate } from './candidate.ts';
import type { Candidates } from './candidates.ts';
import { isWithin, zoneDomainOf } from './domain.ts';
import type { Reply } from './reply.ts';

const namesOf = ({ domain, source }: Candidate): readonly string[] =>
  source.kind === 'zone' && !isUnread(source.zone.records)
    ? [domain, ...source.zone.records.map(({ name }) => name)]
    : [domain];

const filteredNames = ({ firewallGroups }: Candidates): readonly string[] =>
  (isUnread(firewallGroups) ? [] : firewallGroups)
    .flatMap(({ rules }) => (isUnread(rules) ? [] : rules))
    .flatMap(({ domains }) => (isUnread(domains) ? [] : domains));

/**
 * A wildcard stands for many names. Those below it that a rule, zone, record or firewall list names may be answered
 * differently, as the longest match decides for each.
 */
export const namesBelow = (candidates: Candidates, name: string): readonly string[] => {
  const domain = zoneDomainOf(name);
  if (domain === name) return [];
  const named = [...candidates.byDomain.values()]
    .flat()
    .filter((one) => isWithin(one.domain, domain) || isWithin(domain, one.domain))
    .flatMap(namesOf);

  return [...new Set([...named, ...filteredNames(candidates)])]
    .filter((one) => one !== name && one !== domain && isWithin(one, domain))
    .sort();
};

/** What a wildcard comes to, given what names below it do; a doubt about one of them is one about the whole. */
export const withBelow = (whole: Reply, below: readonly (readonly [string, Reply])[]): Reply => {
  const apart = new Map(below.map(([name, one]) => [answerText(one.answer), [name, one] as const]));
  apart.delete(answerText(whole.answer));
  const others = [...apart.values()];
  const [first] = others;
  const doubts = [...whole.doubts, ...below.flatMap(([, one]) => one.doubts)];
  if (first === undefined) return { ...whole, doubts };

  return {
    answer: severalOf([whole.answer, ...others.map(([, { answer }]) => answer)]),
    decidedBy: first[1].decidedBy,
    hops: [
      ...whole.hops,
      ...others.flatMap(([name, { hops }]) => hops.map((hop) => ({ ...hop, because: `${name}: ${hop.because}` }))),
    ],
    doubts,
  };
};
