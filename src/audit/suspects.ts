import { changesOf } from '../changes/remedy.ts';
import type { Move } from './moves.ts';
import type { Proposal } from './proposals.ts';

export const touches = (proposal: Proposal, vpcId: string): boolean =>
  changesOf(proposal.remedy).some((change) => change.vpcId === vpcId);

const isAbout = ({ claims }: Proposal, { vpcId, service }: Move): boolean =>
  claims.some((claim) => claim.vpcId === vpcId && (claim.service === null || claim.service === service));

/**
 * Who may have done a harm, the likeliest alone first: whoever changed the service in that VPC; whoever changed the VPC;
 * all, as no harm is left unexplained.
 */
export const suspectsOf = (proposals: readonly Proposal[], move: Move): readonly (readonly Proposal[])[] => {
  const inVpc = proposals.filter((proposal) => touches(proposal, move.vpcId));
  const close = inVpc.filter((proposal) => isAbout(proposal, move));

  return [close, inVpc, proposals].filter(({ length }) => length > 0);
};
