import type { Exclusion } from '../../network/block-public-access.ts';
import type { Subnet, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';

export interface Block {
  /** `unrecognised`: a mode that AWS has added since. */
  readonly ruling: 'passes' | 'blocked' | 'unrecognised';
  /** The configuration line that decides; null where Block Public Access has no say. */
  readonly because: string | null;
  readonly doubts: readonly Doubt[];
}

/** How a packet would leave: by a NAT or egress-only gateway, or straight from an interface, a NAT instance's too. */
export type EgressKind = 'translated' | 'egress-only' | 'direct';

const exclusionOf = (exclusions: readonly Exclusion[], vpc: Vpc, subnet: Subnet | null): Exclusion | undefined =>
  exclusions.find(({ resourceId }) => resourceId === subnet?.id) ??
  exclusions.find(({ resourceId }) => resourceId === vpc.id);

const free: Block = { ruling: 'passes', because: null, doubts: [] };

/**
 * Whether VPC Block Public Access stops what leaves `subnet` for the internet. In mode
 * `block-ingress` only NAT and egress-only gateways still pass, and allow-egress exclusions have no effect.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
 */
export const blockOf = (vpc: Vpc, subnet: Subnet | null, egressKind: EgressKind): Block => {
  const mode = vpc.scope.blockMode;
  if (isUnread(mode)) return { ...free, doubts: [notRead(mode, 'VPC Block Public Access could stop this path')] };
  if (mode === 'off') return free;
  if (mode === 'unrecognised')
    return {
      ruling: 'unrecognised',
      because: 'VPC Block Public Access is changing, or in a mode that is not known here',
      doubts: [],
    };
  if (mode === 'block-ingress' && egressKind !== 'direct') return free;

  const exclusions = vpc.scope.blockExclusions;
  const line = `VPC Block Public Access is ${mode}`;
  if (isUnread(exclusions))
    return {
      ruling: 'blocked',
      because: line,
      doubts: [notRead(exclusions, 'an exclusion could let this path through')],
    };

  const exclusion = exclusionOf(exclusions, vpc, subnet);
  if (exclusion?.mode === 'unrecognised')
    return {
      ruling: 'unrecognised',
      because: `${line}; an exclusion of ${exclusion.resourceId} is changing, or not known here`,
      doubts: [],
    };
  const isFree =
    exclusion?.mode === 'allow-bidirectional' || (exclusion?.mode === 'allow-egress' && mode === 'block-bidirectional');
  if (!isFree)
    return {
      ruling: 'blocked',
      because: exclusion === undefined ? line : `${line}; ${exclusion.mode} of ${exclusion.resourceId} does not help`,
      doubts: [],
    };

  return {
    ruling: 'passes',
    because: `${line}; ${exclusion.mode} of ${exclusion.resourceId} lets it pass`,
    doubts: egressKind === 'translated' ? [assume('exclusion-covers-nat')] : [],
  };
};
