import { counted } from '../../counted.ts';
import type { Picture } from '../../picture/picture.ts';
import { verdictCounts } from '../../picture/verdict-counts.ts';
import { hubPicture } from '../hub/hub-picture.ts';
import { html, type Markup, nothing } from '../markup.ts';
import type { Shared } from '../svg/shared.ts';
import { legendOf } from './legend.ts';

/** VPCs that packets pass between, in one picture. */
export const hubSection = (picture: Picture, shared: Shared): Markup => {
  const drawn = hubPicture(picture, shared);
  if (drawn.markup === '') return nothing;
  const verdicts = new Set(verdictCounts(picture.vpcs.flatMap(({ subnets }) => subnets)).keys());

  return html`<section class="hub"><h3>All VPCs <small class="u">${counted(picture.vpcs.length, 'VPC')}, and what connects them</small></h3><figure><div class="scroll" tabindex="0" role="region" aria-label="Picture of all VPCs">${drawn}</div>${legendOf(verdicts, 'lines')}</figure></section>`;
};
