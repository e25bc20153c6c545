import type { Report, ReportWay } from '../audit.ts';
import { groupBy } from '../group-by.ts';
import { memoize } from '../memoize.ts';
import { by } from '../order.ts';
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

interface PublicExit extends NextHop {
  readonly region: string;
}

/** What public paths leave by, each once, sorted by id. */
export const publicExits = memoize(({ subnets }: Pick<Report, 'subnets'>): readonly PublicExit[] => {
  const regions = new Map(subnets.map(({ paths, region }) => [paths, region]));
  const exits = new Map(
    [...regions].flatMap(([paths, region]) =>
      publicWays(paths).flatMap((way) => exitsOf(way).map((exit) => [exit.id, { ...exit, region }] as const)),
    ),
  );

  return [...exits.values()].sort(by(({ id }) => id));
});

/** `4 subnets with 7 clients, through igw-1 and nat-1`: where the public paths start and leave; null where there are none. */
export const publicSide = (report: Pick<Report, 'subnets'>): string | null => {
  const open = report.subnets.filter(({ paths }) => publicWays(paths).length > 0);
  if (open.length === 0) return null;
  const clients = open.reduce<number | null>(
    (sum, subnet) => (sum === null || subnet.clients === null ? null : sum + subnet.clients.total),
    0,
  );
  const exits = publicExits(report);
  const inside = clients === null ? '' : ` with ${counted(clients, 'client')}`;
  const who = `${counted(open.length, 'subnet')}${open.every(isDeserted) ? ' that nobody calls from' : inside}`;

  return exits.length === 0 ? who : `${who}, through ${exitsText(exits)}`;
};
