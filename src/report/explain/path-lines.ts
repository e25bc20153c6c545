import type { ReportPath } from '../../audit.ts';
import { displayWidth, plain, widest, wrap } from '../plain-text.ts';
import { explainedReason } from '../reason-phrase.ts';
import { columnsOf, paintOf, type Style } from '../style.ts';
import { verdictPaint, verdictWord } from '../verdict-word.ts';

type Hop = ReportPath['hops'][number];
type Disposition = Pick<ReportPath, 'verdict' | 'via' | 'through' | 'reason'>;

const indent = '  ';
const shownCidrs = 8;
const leastBecause = 30;

/** Lines behind a lead that the first of them has and the others leave blank. */
const hung = (lead: string, lines: readonly string[], blank = ' '.repeat(lead.length)): string[] =>
  (lines.length > 0 ? lines : ['']).map((line, index) => (index === 0 ? lead : blank) + line);

/** Numbered; on a line each where the columns allow, else what stands at each on a line of its own. */
const numbered = (hops: readonly Hop[], style: Style): string[][] => {
  const paint = paintOf(style);
  const room = columnsOf(style) - 2 * indent.length;
  const numberWidth = String(hops.length).length + 2;
  const at = widest(hops.map((hop) => plain(hop.at)));
  const does = widest(hops.map((hop) => hop.does));
  const isWide = room - numberWidth - at - does - 4 >= leastBecause;

  return hops.map((hop, index) => {
    const number = paint.dim(`${index + 1}. `.padStart(numberWidth));
    const lead = `${hop.does.padEnd(does)}  `;
    const indented = ' '.repeat(numberWidth);
    if (!isWide) {
      const places = wrap(hop.at, room - numberWidth).map((line) => paint.bold(line));
      return hung(number, [...places, ...hung(lead, wrap(hop.because, room - numberWidth - lead.length))], indented);
    }
    const name = plain(hop.at);
    const place = paint.bold(name) + ' '.repeat(at + 2 - displayWidth(name));
    const because = hung(lead, wrap(hop.because, room - numberWidth - at - 2 - lead.length));

    return hung(number + place, because, ' '.repeat(numberWidth + at + 2));
  });
};

const told = (title: string, hops: readonly string[][]): string[] =>
  hops.length > 0 ? [indent + title, ...hops.flat().map((line) => indent.repeat(2) + line)] : [];

const wayOf = ({ via, through }: Disposition): string => {
  const nextHop = via ? ` via ${via.kind} ${plain(via.id)}` : '';
  const crossed = through.map(({ kind, id }) => `${kind} ${plain(id)}`).join(', then ');

  return crossed ? `${nextHop}, through ${crossed}` : nextHop;
};

const dispositionLines = (disposition: Disposition, style: Style): string[] => {
  const color = verdictPaint(disposition.verdict, paintOf(style));
  const word = verdictWord(disposition.verdict);
  const room = columnsOf(style) - 3 * indent.length;
  const [first = '', ...more] = wrap(`${word}${wayOf(disposition)}`, room);
  const reason = disposition.reason === null ? [] : wrap(explainedReason(disposition.reason), room);

  return [color.bold(word) + first.slice(word.length), ...[...more, ...reason].map((line) => indent + line)];
};

const partLines = (part: ReportPath['parts'][number], style: Style): string[] => {
  const shown = style.detail === 'verbose' ? part.cidrs : part.cidrs.slice(0, shownCidrs);
  const hidden = part.cidrs.length - shown.length;
  const cidrs = shown.join(', ') + (hidden > 0 ? ` … and ${hidden} more` : '');
  const addresses = part.from === undefined ? cidrs : `${cidrs}, from clients at ${part.from.join(', ')}`;
  const room = columnsOf(style) - 3 * indent.length;

  return [...dispositionLines(part, style), ...wrap(addresses, room).map((line) => indent + paintOf(style).dim(line))];
};

const doubtLines = (doubts: readonly string[], style: Style): string[] =>
  doubts
    .flatMap((doubt) => wrap(`doubt: ${doubt}`, columnsOf(style) - indent.length))
    .map((line) => paintOf(style).yellow(line));

/** A path told in order: the lookup, the way of a packet, and what that comes to. */
export const pathLines = (path: ReportPath, style: Style): string[] => {
  const paint = paintOf(style);
  const answers = path.hops.findIndex((hop) => hop.does !== 'answers');
  const lookup = answers < 0 ? path.hops.length : answers;
  const hops = numbered(path.hops, style);

  return [
    ...wrap(`${path.name} over ${path.family === 'ipv6' ? 'IPv6' : 'IPv4'}`, columnsOf(style)).map((line) =>
      paint.bold(line),
    ),
    ...told(paint.dim('a DNS lookup answers'), hops.slice(0, lookup)),
    ...told(paint.dim('a packet goes'), hops.slice(lookup)),
    ...dispositionLines(path, style).map((line) => indent + line),
    ...path.parts.flatMap((part) => partLines(part, style)).map((line) => indent.repeat(2) + line),
    ...doubtLines(path.doubts, style).map((line) => indent + line),
  ];
};
