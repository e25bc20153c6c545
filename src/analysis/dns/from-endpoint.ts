import { assume } from '../doubt.ts';
import type { Candidate } from './candidate.ts';
import { isWithin, ownerOf, ownersOf } from './domain.ts';
import { hasRecord } from './private-names.ts';
import { answerOfEndpoint } from './records.ts';
import { noAnswer, type Question, type Reply } from './reply.ts';

/** What the hidden zone of an endpoint holds. */
export const fromEndpoint = ({ name, family }: Question, candidate: Candidate): Pick<Reply, 'answer' | 'doubts'> => {
  if (candidate.source.kind !== 'endpoint') return { answer: noAnswer, doubts: [] };
  const { endpoint, names } = candidate.source;
  const owner = ownerOf(name, ownersOf(names.filter((one) => isWithin(one, candidate.domain))));
  if (owner === null) return { answer: noAnswer, doubts: [assume('zone-owns-its-names')] };
  if (!hasRecord(endpoint, owner, family)) return { answer: noAnswer, doubts: [assume('no-ipv6-record')] };
  // AWS does not say what such an endpoint answers in the VPCs of a Profile.
  if (candidate.profile !== null && (!endpoint.privateDnsEnabled || endpoint.inboundResolverOnly))
    return { answer: { kind: 'unknown', reason: 'unrecognised' }, doubts: [] };

  return {
    answer: answerOfEndpoint(endpoint),
    doubts: endpoint.listedNames.length === 0 ? [assume('unlisted-private-names')] : [],
  };
};
