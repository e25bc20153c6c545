import type { Report } from '../audit.ts';
import { counted } from './counted.ts';
import { pageScript, pageStyle } from './html/assets.generated.ts';
import { pageDocument } from './html/page/document.ts';
import { pageBody } from './html/page/page-body.ts';
import { styleWithoutScript } from './html/page/without-script.ts';
import { sumOf } from './html/svg/numbers.ts';
import { sharedShapes } from './html/svg/shared.ts';
import { planOf } from './html/vpc/plan.ts';
import { type Picture, pictureOf } from './picture/picture.ts';
import { plain } from './plain-text.ts';
import type { Reporter } from './style.ts';

const titleOf = ({ vpcs }: Picture, { summary, scopes }: Report): string => {
  const total = sumOf(Object.values(summary.primary));
  const [only] = vpcs;
  const where = vpcs.length === 1 && only !== undefined ? only.label : counted(vpcs.length, 'VPC');
  const regions = [...new Set(scopes.map(({ region }) => region))];

  return plain(
    `${where}, ${regions.slice(0, 2).join(', ')}: ${summary.primary.public ?? 0} of ${counted(total, 'path')} public`,
  );
};

/** One file that asks for nothing: how bad it is, what to do, a picture of each VPC, and every path hop by hop. */
export const htmlPage: Reporter = (report) => {
  const picture = pictureOf(report);
  const plans = picture.vpcs.map((vpc) => planOf(picture, vpc));

  return pageDocument({
    title: titleOf(picture, report),
    style: `${pageStyle}\n${styleWithoutScript(plans)}`,
    script: pageScript,
    body: pageBody(picture, plans, sharedShapes()),
  }).markup;
};
