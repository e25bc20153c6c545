import type { Tally } from '../sources/aws/tally.ts';

type AccountTally = readonly [account: string, tally: Tally];

const tallyText = ([account, { made, throttled, saved }]: AccountTally): string =>
  `${account}: ${made} requests made, ${throttled} throttled, ${saved} saved`;

/** What asking each account came to, and all of them: `222222222222: 48 requests made, 2 throttled, 4 saved`. */
export const tallyTexts = (tallies: readonly AccountTally[]): readonly string[] => {
  const sum = (field: keyof Tally): number => tallies.reduce((total, [, tally]) => total + tally[field], 0);
  const all = { made: sum('made'), throttled: sum('throttled'), saved: sum('saved') };

  return [...tallies, ...(tallies.length > 1 ? [[`${tallies.length} accounts`, all] as const] : [])].map(tallyText);
};
