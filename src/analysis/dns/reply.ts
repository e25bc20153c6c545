import type { Family } from '../../net/cidr.ts';
import type { Network, Vpc } from '../../network/network.ts';
import type { Doubt } from '../doubt.ts';
import type { Hop } from '../path.ts';
import type { Answer, Decider } from './answer.ts';
import type { View } from './view.ts';

export interface Asked {
  /** The reply under a key in a VPC, made if nobody asked yet. */
  once(vpc: Vpc, key: string, make: () => Reply): Reply;
}

export interface Question {
  readonly network: Network;
  readonly name: string;
  readonly family: Family;
  /** How many forwarders and aliases led here; a long chain is taken for a loop. */
  readonly depth: number;
  /** DNS Firewall let a name pass together with all that it leads on to. */
  readonly isTrusted: boolean;
  /** What was asked already on the way to one answer. */
  readonly asked: Asked;
}

export interface Reply {
  readonly answer: Answer;
  readonly decidedBy: Decider;
  readonly hops: readonly Hop[];
  readonly doubts: readonly Doubt[];
}

export const reply = (
  answer: Answer,
  decidedBy: Decider,
  hops: readonly Hop[],
  doubts: readonly Doubt[] = [],
): Reply => ({
  answer,
  decidedBy,
  hops,
  doubts,
});

export const before = (first: Pick<Reply, 'hops' | 'doubts'>, then: Reply): Reply => ({
  ...then,
  hops: [...first.hops, ...then.hops],
  doubts: [...first.doubts, ...then.doubts],
});

/** Asks a question anew, in the same view or another: for an alias, or by a forwarder. */
export type Ask = (question: Question, view: View) => Reply;

export const noAnswer: Answer = { kind: 'none', reason: 'dns-no-answer' };
