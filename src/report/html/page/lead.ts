import type { Report } from '../../../audit.ts';
import { groupBy } from '../../../group-by.ts';
import { counted, thousands } from '../../counted.ts';
import { incompleteness } from '../../headline.ts';
import { nextHopKinds } from '../../next-hop-kind.ts';
import type { DrawnSubnet } from '../../picture/drawn-subnet.ts';
import { type ExitKind, leaveOf, wayParts } from '../../picture/leave.ts';
import type { DrawnVpc, Picture } from '../../picture/picture.ts';
import { clientsIn } from '../../picture/verdict-counts.ts';
import { verdictKinds } from '../../verdict-word.ts';
import { weakeningSentence } from '../../weakenings.ts';
import { html, type Markup } from '../markup.ts';
import { sumOf } from '../svg/numbers.ts';
import { type RankedRemedy, turnedFromPublic } from './remedy.ts';
import { capitalized, inWords, listed, share } from './wording.ts';

/** How many paths are public, of how many, in a sentence. */
export const headSentence = ({ summary }: Report): Markup => {
  const total = sumOf(verdictKinds.map((kind) => summary.primary[kind] ?? 0));
  const open = summary.primary.public ?? 0;
  if (open > 0)
    return html`<b>${thousands(open)} of ${thousands(total)}</b> ${total === 1 ? 'path is' : 'paths are'} public.`;
  if (total === 0) return html`There is no path to judge.`;
  if (summary.complete && summary.primary.private === total) return html`All ${counted(total, 'path')} are private.`;

  return html`No path is public${summary.complete ? '' : ', as far as was read'}.`;
};

interface Exit {
  readonly kind: ExitKind;
  readonly id: string;
}

interface PublicPart {
  readonly vpc: DrawnVpc;
  readonly subnet: DrawnSubnet;
  readonly key: string;
  readonly exits: readonly Exit[];
}

function* publicParts(picture: Picture): Generator<PublicPart> {
  for (const vpc of picture.vpcs)
    for (const subnet of vpc.subnets)
      for (const [key, way] of subnet.ways) {
        const some = wayParts(way).filter(({ verdict }) => verdict === 'public');
        if (some.length === 0) continue;
        const exits = some.flatMap((part) => {
          const leave = leaveOf(picture, vpc, part, way.hops);

          return [part.via, leave].flatMap((exit) => exit ?? []);
        });
        yield { vpc, subnet, key, exits };
      }
}

/** More of a kind are counted. */
const mostNamed = 2;

const exitsText = (picture: Picture, parts: readonly PublicPart[]): string => {
  const exits = new Map(parts.flatMap((part) => part.exits.map((exit) => [exit.id, exit] as const)));
  const kinds = [...groupBy([...exits.values()], ({ kind }) => kind)].sort(
    ([a], [b]) => Number(b === 'nat-gateway') - Number(a === 'nat-gateway'),
  );
  const told = kinds.flatMap(([kind, some]) =>
    some.length > mostNamed
      ? [counted(some.length, nextHopKinds[kind].noun)]
      : some.map(({ id }) => picture.nameOf(id)),
  );

  return listed(told);
};

const mending = (remedies: readonly RankedRemedy[], open: number): string => {
  const turning = remedies.filter((remedy) => turnedFromPublic(remedy) > 0);
  const turned = sumOf(turning.map(turnedFromPublic));
  if (turned < open || open === 0) return '';

  return ` ${capitalized(inWords(turning.length, 'change'))} ${turning.length === 1 ? 'turns' : 'turn'} ${open === 1 ? 'it' : `all ${thousands(open)}`} private.`;
};

const weakenedText = (report: Report): string => {
  const sentence = weakeningSentence(report);

  return sentence === null ? '' : ` ${sentence}`;
};

const othersText = (report: Report): string => {
  const { summary } = report;
  const told = verdictKinds
    .filter((kind) => kind !== 'public' && (summary.primary[kind] ?? 0) > 0)
    .map((kind) => `${summary.primary[kind]} ${kind}`);
  const gaps = summary.complete ? '' : ` The audit is incomplete.`;

  return `${told.length === 0 ? 'Nothing was found to judge' : `Of all paths, ${listed(told)}`}.${gaps}${weakenedText(report)}`;
};

/** Who goes out publicly, to what, through what, and what it takes to mend it. */
export const leadText = (picture: Picture, remedies: readonly RankedRemedy[]): string => {
  const { report, vpcs } = picture;
  const parts = [...publicParts(picture)];
  if (parts.length === 0) return othersText(report);
  const all = vpcs.flatMap(({ subnets }) => subnets);
  const concerned = [...new Set(parts.map(({ subnet }) => subnet))];
  const keys = new Set(parts.map(({ key }) => key));
  const services = picture.destinations.filter(({ key }) => keys.has(key)).map(({ inSentence }) => inSentence);
  const shown = services.length > 5 ? [...services.slice(0, 4), `${services.length - 4} more services`] : services;
  const where = vpcs.length === 1 ? (vpcs[0]?.label ?? '') : counted(vpcs.length, 'VPC');
  const calling = clientsIn(concerned);
  const clients = calling === 0 ? 'without clients' : `with ${share(calling, clientsIn(all), 'client')}`;
  const incomplete = report.summary.complete ? '' : ` The audit is incomplete: ${incompleteness(report)}.`;

  return `${capitalized(share(concerned.length, all.length, 'subnet'))} of ${where}, ${clients}, ${concerned.length === 1 ? 'reaches' : 'reach'} ${services.length > 2 ? 'at least one of ' : ''}${listed(shown)} at public addresses, through ${exitsText(picture, parts)}.${mending(remedies, report.summary.primary.public ?? 0)}${incomplete}${weakenedText(report)}`;
};
