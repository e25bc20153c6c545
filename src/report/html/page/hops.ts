import type { Hop } from '../../../analysis/path.ts';
import type { Picture } from '../../picture/picture.ts';
import { html, type Markup } from '../markup.ts';
import { namedText } from './naming.ts';

const mostAlternatives = 4;

const either = (texts: readonly string[]): string => {
  const distinct = [...new Set(texts)];
  const more = distinct.length - mostAlternatives;

  return distinct.slice(0, mostAlternatives).join(' or ') + (more > 0 ? ` or ${more} others` : '');
};

/** `0.0.0.0/0 → nat-a or nat-b`: what all say is said once. */
const eitherReason = (reasons: readonly string[]): string => {
  const lead = /^.* → /.exec(reasons[0] ?? '')?.[0] ?? '';

  return reasons.every((reason) => reason.startsWith(lead))
    ? lead + either(reasons.map((reason) => reason.slice(lead.length)))
    : either(reasons);
};

/** The hops of ways that are alike but for the things that they pass. */
export const mergedHops = (lists: readonly (readonly Hop[])[]): readonly Hop[] =>
  (lists[0] ?? []).map((hop, index) => {
    const same = lists.flatMap((list) => list[index] ?? []);

    return {
      ...hop,
      at: either(same.map(({ at }) => at)),
      because: eitherReason(same.map(({ because }) => because)),
    };
  });

const becauseOf = (picture: Picture, { because }: Hop): Markup => {
  const told = namedText(picture, because.replace(/\bZ[0-9A-Z]{10,} /, ''));
  if (because.includes('→')) return html` <code>${told}</code>`;

  return html`${/^(with|to) /.test(because) ? ' ' : ': '}${told}`;
};

/** Where a packet goes, one thing after the other, each with the line of configuration that decides. */
export const hopList = (picture: Picture, hops: readonly Hop[]): Markup =>
  html`<ol>${hops.map((hop) => html`<li><b>${namedText(picture, hop.at)}</b> ${hop.does}${becauseOf(picture, hop)}</li>`)}</ol>`;
