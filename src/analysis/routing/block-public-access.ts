import type { Exclusion } from '../../network/block-public-access.ts';
import type { Subnet, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';

/** What Block Public Access rules on a packet. */
export interface Block {
  /** `unrecognised`: a mode that AWS has added since. */
  readonly ruling: 'passes' | 'blocked' | 'unrecognised';
  /** The configuration line that decides; null where Block Public Access has no say. */
  readonly because: string | null;
  readonly doubts: readonly Doubt[];
}

/** How a packet would leave: by a NAT or egress-only gateway, or straight from an interface, a NAT instance's too. */
export type EgressKind = 'translated' | 'egress-only' | 'direct';

/** An exclusion of a VPC applies to all its subnets, beside those of their own. */
const exclusionsOf = (exclusions: readonly Exclusion[], vpc: Vpc, subnet: Subnet | null): readonly Exclusion[] =>
  [subnet?.id, vpc.id].flatMap((id) => exclusions.filter(({ resourceId }) => resourceId === id));

const free: Block = { ruling: 'passes', because: null, doubts: [] };

const block = (ruling: Block['ruling'], because: string, ...doubts: readonly Doubt[]): Block => ({
  ruling,
  because,
  doubts,
});

type BlockingMode = 'block-bidirectional' | 'block-ingress';

const lifts = (exclusion: Exclusion, mode: BlockingMode): boolean =>
  exclusion.mode === 'allow-bidirectional' || (exclusion.mode === 'allow-egress' && mode === 'block-bidirectional');

/** The one that decides: one that lets the packet pass, else one of which nobody can tell. */
const decisive = (exclusions: readonly Exclusion[], mode: BlockingMode): Exclusion | undefined =>
  exclusions.find((one) => lifts(one, mode)) ?? exclusions.find((one) => one.mode === 'unrecognised') ?? exclusions[0];

/** What becomes of a packet that the mode stops, unless an exclusion of its subnet or VPC lets it through. */
const underExclusion = (mode: BlockingMode, exclusion: Exclusion | undefined, egressKind: EgressKind): Block => {
  const line = `VPC Block Public Access is ${mode}`;
  if (exclusion === undefined) return block('blocked', line);
  const { resourceId } = exclusion;
  if (exclusion.mode === 'unrecognised')
    return block('unrecognised', `${line}; an exclusion of ${resourceId} is changing, or not known here`);
  if (!lifts(exclusion, mode)) return block('blocked', `${line}; ${exclusion.mode} of ${resourceId} does not help`);

  return block(
    'passes',
    `${line}; ${exclusion.mode} of ${resourceId} lets it pass`,
    ...(egressKind === 'translated' ? [assume('exclusion-covers-nat')] : []),
  );
};

/**
 * Whether VPC Block Public Access stops what leaves `subnet` for the internet. In mode
 * `block-ingress` only NAT and egress-only gateways still pass, and allow-egress exclusions have no effect.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
 */
export const blockOf = (vpc: Vpc, subnet: Subnet | null, egressKind: EgressKind): Block => {
  const { blockMode: mode, blockExclusions: exclusions } = vpc.scope;
  if (isUnread(mode)) return { ...free, doubts: [notRead(mode, 'VPC Block Public Access could stop this path')] };
  if (mode === 'off') return free;
  if (mode === 'unrecognised')
    return block('unrecognised', 'VPC Block Public Access is changing, or in a mode that is not known here');
  if (mode === 'block-ingress' && egressKind !== 'direct') return free;
  if (isUnread(exclusions))
    return block(
      'blocked',
      `VPC Block Public Access is ${mode}`,
      notRead(exclusions, 'an exclusion could let this path through'),
    );

  return underExclusion(mode, decisive(exclusionsOf(exclusions, vpc, subnet), mode), egressKind);
};
