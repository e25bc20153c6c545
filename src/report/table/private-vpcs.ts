import { counted } from '../counted.ts';
import { plain, truncate } from '../plain-text.ts';
import { columnsOf, paintOf, type Style } from '../style.ts';
import type { ReportedVpc } from './vpcs.ts';

const foldAbove = 8;

const isQuiet = ({ subnets, endpoints }: ReportedVpc): boolean =>
  [...new Set(subnets.map(({ ways }) => ways))]
    .flatMap(({ ipv4, ipv6 }) => [...ipv4.values(), ...ipv6.values()])
    .every(
      ({ verdict, confidence, through }) => verdict === 'private' && confidence === 'certain' && through.length === 0,
    ) && endpoints.every(({ privateDns }) => !privateDns || privateDns.status === 'effective');

/** VPCs that are told in full, and those of which there is nothing to tell where there are many. */
export const foldedVpcs = (
  vpcs: readonly ReportedVpc[],
  style: Style,
): { readonly told: readonly ReportedVpc[]; readonly folded: readonly ReportedVpc[] } => {
  if (style.detail === 'verbose' || vpcs.length <= foldAbove) return { told: vpcs, folded: [] };

  return { told: vpcs.filter((vpc) => !isQuiet(vpc)), folded: vpcs.filter(isQuiet) };
};

const nameOf = ({ vpcId, vpcName }: ReportedVpc): string => plain(vpcName ? `${vpcId} (${vpcName})` : vpcId);

const namesOf = (vpcs: readonly ReportedVpc[], style: Style): string[] =>
  vpcs.length === 0 ? [] : [`  ${paintOf(style).dim(truncate(vpcs.map(nameOf).join(', '), columnsOf(style) - 2))}`];

export const foldedLines = (vpcs: readonly ReportedVpc[], style: Style): string[] => {
  if (vpcs.length === 0) return [];
  const paint = paintOf(style);
  const empty = vpcs.filter((vpc) => vpc.subnets.length === 0);
  const full = vpcs.filter((vpc) => vpc.subnets.length > 0);

  return [
    ...(full.length > 0 ? [paint.green(`✓ ${counted(full.length, 'VPC')} with private paths only`)] : []),
    ...namesOf(full, style),
    ...(empty.length > 0 ? [paint.dim(`${counted(empty.length, 'VPC')} without subnets to check`)] : []),
    ...namesOf(empty, style),
  ];
};
