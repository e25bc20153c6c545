import type { ScopeSnapshot } from '../snapshot/schema.ts';
import { type GapOf, type Known, unread } from './unread.ts';

/**
 * VPC Block Public Access, one setting an account and Region.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
 */
export type BlockMode =
  | 'off'
  | 'block-bidirectional'
  | 'block-ingress'
  /** Added by AWS since, or changing at the time: between which modes is not told. */
  | 'unrecognised';

export interface Exclusion {
  /** `unrecognised`: as above. */
  readonly mode: 'allow-bidirectional' | 'allow-egress' | 'unrecognised';
  /** A VPC's or a subnet's id. */
  readonly resourceId: string;
}

export const blockMode = ({ sections }: ScopeSnapshot, gapOf: GapOf): Known<BlockMode> => {
  const options = sections.blockPublicAccessOptions;
  if (options === undefined) return unread(gapOf, 'blockPublicAccessOptions');

  const { InternetGatewayBlockMode: mode = 'off', State } = options[0] ?? {};
  if (!settled.has(State)) return 'unrecognised';

  return mode === 'off' || mode === 'block-bidirectional' || mode === 'block-ingress' ? mode : 'unrecognised';
};

const settled = new Set([undefined, 'default-state', 'update-complete']);

const effective = new Set([undefined, 'create-complete', 'update-complete']);

const over = new Set(['create-failed', 'delete-complete', 'disable-complete']);

export const exclusions = ({ sections }: ScopeSnapshot, gapOf: GapOf): Known<readonly Exclusion[]> =>
  sections.blockPublicAccessExclusions === undefined
    ? unread(gapOf, 'blockPublicAccessExclusions')
    : sections.blockPublicAccessExclusions
        .filter(({ State = '' }) => !over.has(State))
        .map(({ InternetGatewayExclusionMode: mode, ResourceArn, State }) => ({
          mode:
            effective.has(State) && (mode === 'allow-bidirectional' || mode === 'allow-egress') ? mode : 'unrecognised',
          resourceId: (ResourceArn ?? '').split('/').at(-1) ?? '',
        }));
