import type { ScopeSnapshot } from '../snapshot/schema.ts';
import { type GapOf, type Known, unread } from './unread.ts';

/**
 * VPC Block Public Access, one setting an account and Region.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
 */
export type BlockMode = 'off' | 'block-bidirectional' | 'block-ingress' | 'unrecognised';

export interface Exclusion {
  readonly mode: 'allow-bidirectional' | 'allow-egress' | 'unrecognised';
  /** A VPC's or a subnet's id. */
  readonly resourceId: string;
}

export const blockMode = ({ sections }: ScopeSnapshot, gapOf: GapOf): Known<BlockMode> => {
  const options = sections.blockPublicAccessOptions;
  if (options === undefined) return unread(gapOf, 'blockPublicAccessOptions');

  const mode = options[0]?.InternetGatewayBlockMode ?? 'off';

  return mode === 'off' || mode === 'block-bidirectional' || mode === 'block-ingress' ? mode : 'unrecognised';
};

const inForce = new Set([undefined, 'create-complete', 'update-complete', 'update-in-progress']);

export const exclusions = ({ sections }: ScopeSnapshot, gapOf: GapOf): Known<readonly Exclusion[]> =>
  sections.blockPublicAccessExclusions === undefined
    ? unread(gapOf, 'blockPublicAccessExclusions')
    : sections.blockPublicAccessExclusions
        .filter(({ State }) => inForce.has(State))
        .map(({ InternetGatewayExclusionMode: mode, ResourceArn }) => ({
          mode: mode === 'allow-bidirectional' || mode === 'allow-egress' ? mode : 'unrecognised',
          resourceId: (ResourceArn ?? '').split('/').at(-1) ?? '',
        }));
