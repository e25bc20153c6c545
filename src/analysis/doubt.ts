import { memoizeBy } from '../memoize.ts';
import { missingGap } from '../network/missing-gap.ts';
import type { Unread } from '../network/unread.ts';
import type { Gap, Section } from '../snapshot/schema.ts';
import { type AssumptionId, assumptions } from './assumptions.ts';

/** Something that could overturn a verdict: a fact that was not read, or one that AWS does not state outright. */
export type Doubt =
  | { readonly kind: 'unread'; readonly gap: Gap; readonly isDecisive: boolean; readonly text: string }
  /** Some clients of the service dial a port that is held back. */
  | { readonly kind: 'port'; readonly text: string }
  | { readonly kind: 'assumed'; readonly assumption: AssumptionId; readonly text: string };

const doubtOf = (assumption: AssumptionId): Doubt => {
  const { standing, statement } = assumptions[assumption];
  const prefix = standing === 'likely' ? 'likely, not stated by AWS' : 'not verified';

  return { kind: 'assumed', assumption, text: `${prefix}: ${statement}` };
};

const doubts = memoizeBy<typeof assumptions, AssumptionId, Doubt>();

/** The doubt of a verdict that rests on something AWS does not state; one object an assumption. */
export const assume = (assumption: AssumptionId): Doubt => doubts(assumptions, assumption, () => doubtOf(assumption));

/** Without them nobody can tell which way a packet goes; all other facts can but overrule what they say. */
const decisiveSections: ReadonlySet<string> = new Set<Section>(['vpcEndpoints', 'routeTables', 'subnets']);

const unreadDoubt = ({ unread }: Unread, could: string, isDecisive: boolean): Doubt => ({
  kind: 'unread',
  gap: unread,
  isDecisive,
  text: `${unread.action}${unread.resource === undefined ? '' : ` of ${unread.resource}`} was not read: ${could}`,
});

/** `could` completes the sentence: what the missing fact might change. */
export const notRead = (fact: Unread, could: string): Doubt =>
  unreadDoubt(fact, could, decisiveSections.has(fact.unread.section));

/** `dialedBy` are the clients that it concerns. */
export const blockedPort = (port: string, dialedBy: string): Doubt => ({
  kind: 'port',
  text: `${port} is held back, which ${dialedBy} dial`,
});

/** An object that something refers to and that no list shows: another account's, as a rule. */
export const notListed = (section: Section, resource: string, could: string): Doubt =>
  unreadDoubt({ unread: missingGap(section, 'not listed here', resource) }, could, false);

/** Where the Region does not know the API operation, there is no such feature to overturn the verdict. */
const isMissing = (doubt: Doubt): boolean => doubt.kind === 'unread' && doubt.gap.kind !== 'unsupported';

const isUnverified = (doubt: Doubt): boolean =>
  doubt.kind === 'assumed' && assumptions[doubt.assumption].standing === 'unverified';

/** Whether a doubt forbids calling a path private: what was not read may overturn it, what nobody vouches for does not make it. */
export const forbidsPrivate = (doubt: Doubt): boolean => isMissing(doubt) || isUnverified(doubt);

/** What a path is then instead; null where nothing forbids it. */
export const forbiddenBy = (doubts: readonly Doubt[]): 'unread-facts' | 'unrecognised' | null => {
  if (doubts.some(isMissing)) return 'unread-facts';

  return doubts.some(isUnverified) ? 'unrecognised' : null;
};

/** Whether the missing fact decides by itself: no verdict stands without it. */
export const forbidsVerdict = (doubt: Doubt): boolean => doubt.kind === 'unread' && doubt.isDecisive;

export const distinct = (doubts: readonly Doubt[]): readonly Doubt[] => {
  if (doubts.length < 2) return doubts;
  const byText = new Map(doubts.map((doubt) => [doubt.text, doubt]));

  return byText.size === doubts.length ? doubts : [...byText.values()];
};
