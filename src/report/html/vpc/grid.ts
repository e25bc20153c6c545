import type { Tier } from '../../picture/drawn-subnet.ts';
import { html, joined, type Markup } from '../markup.ts';
import { pixel } from '../svg/numbers.ts';
import { palette } from '../svg/palette.ts';
import { frameOf } from '../svg/shapes.ts';
import { fitted, linesAt, textAt, textWidth, wrapped } from '../svg/text.ts';
import type { Geometry } from './geometry.ts';
import { measures } from './measures.ts';
import type { Plan } from './plan.ts';

const targetWords: Readonly<Record<string, string>> = {
  'internet-gateway': 'internet gateway',
  'nat-gateway': 'NAT',
  'transit-gateway': 'transit gateway',
  'virtual-private-gateway': 'VPN',
  'network-interface': 'an interface',
  'firewall-endpoint': 'firewall',
};

const whyOf = ({ vpc }: Plan, tier: Tier): string => {
  if (tier === 'isolated') return 'no default route';
  const tables = [...vpc.tables.values()].filter(({ subnets }) => subnets.some((subnet) => subnet.tier === tier));
  const kinds = tables.flatMap(({ routes }) =>
    routes.filter(({ destination }) => destination === '0.0.0.0/0').map(({ target }) => target.kind),
  );
  const words = [...new Set(kinds)].map((kind) => targetWords[kind] ?? kind.replaceAll('-', ' '));

  return words.length === 0 ? '' : `default route to ${words.join(' or ')}`;
};

const tierNode = (plan: Plan, { bands, columns }: Geometry, tier: Tier, isFirst: boolean): Markup => {
  const band = plan.bands.find((one) => one.tier === tier);
  const at = band === undefined ? undefined : bands.bands.get(band);
  if (at === undefined) return html``;
  const x = measures.padding + 2;
  const y = at.boxTop + measures.pin;
  const rule = isFirst
    ? null
    : html`<path d="M${measures.padding} ${pixel(at.top - 5.5)}H${pixel(columns.right - 4)}" class="gr" stroke="${palette.rule}"/>`;
  const look = { size: 10.5, muted: true } as const;
  const why = linesAt(x, y + 29, wrapped(whyOf(plan, tier), measures.tier - 4, look), look);

  return html`${rule}${textAt(x, y + 14, tier.charAt(0).toUpperCase() + tier.slice(1), { size: 12.5, bold: true })}${why}`;
};

const zoneNode = ({ columns, bottom }: Geometry, zone: string, isFirst: boolean): Markup => {
  const at = columns.zones.get(zone);
  const left = at?.left ?? 0;
  const rule = isFirst
    ? null
    : html`<path d="M${pixel(left - 1)} 32V${pixel(bottom - 10)}" class="gr" stroke="${palette.rule}" stroke-dasharray="2 4"/>`;

  return html`${textAt(at?.box ?? 0, 44, zone, { size: 12, bold: true, room: columns.boxWidth })}${rule}`;
};

const vpcFrame = ({ vpc }: Plan, { frameRight, bottom, exits }: Geometry): Markup => {
  const look = { size: 12.5, bold: true } as const;
  const name = fitted(vpc.label, { ...look, room: frameRight - 260 });
  const cidrs = fitted(vpc.cidrs.join(', '), { size: 12.5, room: 220 });
  const width = textWidth(name, look) + textWidth(cidrs, { size: 12.5 }) + 28;
  const frame = { x: 1, y: 14, width: frameRight - 1, height: bottom - 14, radius: 12 };

  return html`${frameOf(frame, { cls: 'fr', fill: 'none', stroke: palette.frame, strokeWidth: 1.5 })}${frameOf({ x: 14, y: 6, width, height: 16, radius: 0 }, { cls: 'ha0', fill: palette.surface })}<text x="21" y="18.5" font-size="12.5"><tspan font-weight="600">${name}</tspan> <tspan class="u" fill="${palette.muted}" dx="4">${cidrs}</tspan></text> ${textAt(exits.behind, 18.5, 'AWS services', look)}`;
};

/** What does not change with the ways: the VPC, its zones and tiers. */
export const gridOf = (plan: Plan, geometry: Geometry): Markup => {
  const tiers = [...new Set(plan.bands.map(({ tier }) => tier))];

  return html`${vpcFrame(plan, geometry)}${joined(plan.zones.map((zone, at) => zoneNode(geometry, zone, at === 0)))}${joined(tiers.map((tier, at) => tierNode(plan, geometry, tier, at === 0)))}`;
};
