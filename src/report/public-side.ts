import type { Report, ReportWay } from '../audit.ts';
import { groupBy } from '../group-by.ts';
import { counted } from './counted.ts';
import { nextHopKinds } from './next-hop-kind.ts';
import { isDeserted, publicWays } from './outcome.ts';

type NextHop = NonNullable<ReportWay['via']>;

const exitsOf = ({ verdict, via, parts }: ReportWay): NextHop[] =>
  (verdict === 'split' ? parts.filter((part) => part.verdict === 'public').map((part) => part.via) : [via]).flatMap(
    (exit) => exit ?? [],
  );

const inWords = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const exitsText = (exits: readonly NextHop[]): string => {
  if (exits.length <= 2) return inWords(exits.map(({ id }) => id));

  return inWords(
    [...groupBy(exits, ({ kind }) => kind)].map(([kind, { length }]) => counted(length, nextHopKinds[kind].noun)),
  );
};

/** `4 subnets with 7 clients, through igw-1 and nat-1`: where the public paths start and leave; null where there are none. */
export const publicSide = ({ subnets }: Pick<Report, 'subnets'>): string | null => {
  const open = subnets.filter(({ paths }) => publicWays(paths).length > 0);
  if (open.length === 0) return null;
  const clients = open.reduce<number | null>(
    (sum, subnet) => (sum === null || subnet.clients === null ? null : sum + subnet.clients.total),
    0,
  );
  const lists = new Set(open.map(({ paths }) => paths));
  const exits = new Map(
    [...lists]
      .flatMap(publicWays)
      .flatMap(exitsOf)
      .map((exit) => [exit.id, exit]),
  );
  const ordered = [...exits.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const inside = clients === null ? '' : ` with ${counted(clients, 'client')}`;
  const who = `${counted(open.length, 'subnet')}${open.every(isDeserted) ? ' that nobody calls from' : inside}`;

  return ordered.length === 0 ? who : `${who}, through ${exitsText(ordered)}`;
};
