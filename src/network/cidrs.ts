import { type Cidr, covers, type Family, parseCidr } from '../net/cidr.ts';
import type { RecordOf } from '../snapshot/schema.ts';

export const isAssociated = (state: string | undefined): boolean => state === undefined || state === 'associated';

export const parsedCidrs = (texts: readonly string[]): Cidr[] => texts.flatMap((text) => parseCidr(text) ?? []);

const none: readonly Cidr[] = [];

/** IPv6 CIDRs that are associated, of a VPC or a subnet. */
export const ipv6CidrsOf = ({
  Ipv6CidrBlockAssociationSet: set,
}: Pick<RecordOf<'subnets'>, 'Ipv6CidrBlockAssociationSet'>): readonly Cidr[] =>
  set === undefined || set.length === 0
    ? none
    : parsedCidrs(
        set
          .filter(({ Ipv6CidrBlockState }) => isAssociated(Ipv6CidrBlockState?.State))
          .flatMap(({ Ipv6CidrBlock }) => Ipv6CidrBlock ?? []),
      );

interface InCidrs {
  readonly cidrs: Readonly<Record<Family, readonly Cidr[]>>;
}

/** Whether an address lies in one of its CIDRs; private ones repeat between VPCs. */
export const holds = ({ cidrs }: InCidrs, address: string): boolean => {
  const parsed = parseCidr(address);

  return parsed !== undefined && cidrs[parsed.family].some((cidr) => covers(cidr, parsed));
};
