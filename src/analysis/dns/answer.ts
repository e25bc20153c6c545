import type { Family } from '../../net/cidr.ts';
import type { Endpoint, Vpc } from '../../network/network.ts';
import type { Doubt } from '../doubt.ts';
import type { Hop } from '../path.ts';
import type { UnknownReason, UnreachableReason } from '../reason.ts';

/** What the client's resolver answers for one name and record type. */
export type Answer =
  /** The public record of the service. */
  | { readonly kind: 'public' }
  /** Addresses of interface endpoints. */
  | { readonly kind: 'endpoints'; readonly endpoints: readonly Endpoint[] }
  /** Addresses that a record names and that belong to no endpoint in the facts. */
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | {
      readonly kind: 'none';
      readonly reason: Extract<
        UnreachableReason,
        'dns-no-answer' | 'dns-disabled' | 'dns-blocked' | 'endpoint-not-available'
      >;
    }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason }
  /** A routing policy, or servers that disagree, may give any of these. */
  | { readonly kind: 'several'; readonly answers: readonly Answer[] };

export const answerText = (answer: Answer): string =>
  answer.kind === 'endpoints'
    ? answer.endpoints.map(({ id }) => id).join(' ')
    : answer.kind === 'several'
      ? answer.answers.map(answerText).join(' or ')
      : JSON.stringify(answer);

/** More than any routing policy chooses from. */
const mostAnswers = 1_000;

/** Each once: names that lead to one another by weight have as many ways to an answer as there are grains of sand. */
export const severalOf = (answers: readonly Answer[]): Answer => {
  const flat = answers.flatMap((answer) => (answer.kind === 'several' ? answer.answers : [answer]));
  const distinct = [...new Map(flat.map((answer) => [answerText(answer), answer])).values()];
  const [first] = distinct;
  if (distinct.length === 1 && first !== undefined) return first;

  return distinct.length > mostAnswers
    ? { kind: 'unknown', reason: 'unrecognised' }
    : { kind: 'several', answers: distinct };
};

/** What decided an answer, by the id a reader finds in the console. */
export interface Decider {
  readonly kind:
    | 'dhcp-options'
    | 'vpc-attributes'
    | 'dns-firewall'
    | 'forwarding-rule'
    | 'hosted-zone'
    | 'endpoint-zone'
    | 'profile'
    | 'public-dns';
  readonly id: string;
  /** The domain of the rule or zone that won; null where it is no matter of domains. */
  readonly domain: string | null;
}

export interface Resolution {
  readonly vpc: Vpc;
  readonly name: string;
  readonly family: Family;
  readonly answer: Answer;
  readonly decidedBy: Decider;
  readonly hops: readonly Hop[];
  readonly doubts: readonly Doubt[];
}
