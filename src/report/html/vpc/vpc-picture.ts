import { html, joined, type Markup } from '../markup.ts';
import { pixel } from '../svg/numbers.ts';
import { palette } from '../svg/palette.ts';
import type { Shared } from '../svg/shared.ts';
import { sans, textSize } from '../svg/text.ts';
import { bestOrder } from './best-order.ts';
import { boxNode } from './box-node.ts';
import { exitNode } from './exit-node.ts';
import { natNodes } from './gear-node.ts';
import { geometryOf } from './geometry.ts';
import { gridOf } from './grid.ts';
import { pictureLines } from './lines.ts';
import { overlayOf } from './overlay.ts';
import type { Plan } from './plan.ts';
import { serviceNode } from './service-node.ts';

/** So many tries at fewer crossings stay fast, however many VPCs there are. */
const triesFor = ({ fates, picture }: Plan): number =>
  Math.max(8, Math.min(200, Math.floor(20_000 / (fates.length + 1)), Math.floor(1_000 / picture.vpcs.length)));

/** One VPC: zones are columns, tiers are rows, exits stand on the border, services outside. */
export const vpcPicture = (plan: Plan, prefix: string, shared: Shared): Markup => {
  const geometry = geometryOf(plan, bestOrder(plan, triesFor(plan)));
  const { definitions, lines } = pictureLines(plan, geometry, prefix);
  const boxes = joined(plan.boxes.map((box) => boxNode(plan, geometry, box, shared)));
  const exits = joined([...geometry.exits.byKey.values()].map((exit) => exitNode(plan, exit, shared)));
  const services = joined([...geometry.services.values()].map((service) => serviceNode(plan, service, shared)));
  const [width, height] = [pixel(geometry.width + 1), pixel(geometry.bottom + 2)];
  const size = `z${Math.min(3, plan.zones.length)}`;

  return html`<svg class="pic ${size}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${sans}" font-size="${textSize}" fill="${palette.ink}" role="group" aria-label="${`Picture of ${plan.vpc.label}: subnets, exits and services`}"><rect class="ground" width="100%" height="100%" fill="${palette.surface}"/><defs>${definitions}</defs>${gridOf(plan, geometry)}${lines}<g class="ov" fill="none" display="none">${overlayOf(plan, geometry, prefix)}</g>${exits}${services}${boxes}${natNodes(plan, geometry)}</svg>`;
};
