import type { Picture } from '../../picture/picture.ts';
import { fragment, html, joined, type Markup } from '../markup.ts';

const mostVpcs = 12;

export const navigationOf = ({ vpcs, report }: Picture, hasHubs: boolean): Markup => {
  const [first] = vpcs;
  const pictures = vpcs.length > 1 ? (hasHubs ? 'All VPCs' : 'The pictures') : 'The picture';
  const entries: readonly (readonly [string, string])[] = [
    ['do', 'What to do'],
    ...(first === undefined ? [] : [['pictures', pictures] as const]),
    ...(vpcs.length > 1 && vpcs.length <= mostVpcs ? vpcs.map(({ anchor, label }) => [anchor, label] as const) : []),
    ...(first === undefined ? [] : [['matrix', 'The matrix'] as const]),
    ...(report.findings.length === 0 ? [] : [['findings', 'Findings'] as const]),
  ];

  return html`<nav class="toc" aria-label="On this page">${joined(
    entries.map(([anchor, label]) => html`<a href="${fragment(anchor)}">${label}</a>`),
    html`<i class="sep"> | </i>`,
  )}</nav>`;
};
