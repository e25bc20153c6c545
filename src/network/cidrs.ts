import { type Cidr, covers, type Family, parseCidr } from '../net/cidr.ts';
import type { RecordOf } from '../snapshot/schema.ts';

export const isAssociated = (state: string | undefined): boolean => state === undefined || state === 'associated';

export const parsedCidrs = (texts: readonly string[]): Cidr[] => texts.flatMap((text) => parseCidr(text) ?? []);

const none: readonly Cidr[] = [];

type HasIpv6 = Pick<RecordOf<'subnets'>, 'Ipv6CidrBlockAssociationSet'>;

/** IPv6 CIDRs that are associated, of a VPC or a subnet. */
export const ipv6CidrsOf = ({ Ipv6CidrBlockAssociationSet: set }: HasIpv6): readonly Cidr[] =>
  set === undefined || set.length === 0
    ? none
    : parsedCidrs(
        set
          .filter(({ Ipv6CidrBlockState }) => isAssociated(Ipv6CidrBlockState?.State))
          .flatMap(({ Ipv6CidrBlock }) => Ipv6CidrBlock ?? []),
      );

const uniqueLocal = parsedCidrs(['fc00::/7']);

const isUniqueLocal = (cidr: string): boolean =>
  parsedCidrs([cidr]).every((one) => uniqueLocal.some((local) => covers(local, one)));

/**
 * All of them are private: unique local ones, and those of a customer that says so. No gateway to the internet passes them.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html#vpc-private-ipv6-addresses
 */
export const hasPrivateIpv6Alone = ({ Ipv6CidrBlockAssociationSet: set = [] }: HasIpv6): boolean => {
  const associated = set.filter(({ Ipv6CidrBlockState }) => isAssociated(Ipv6CidrBlockState?.State));

  return (
    associated.length > 0 &&
    associated.every(
      ({ Ipv6AddressAttribute, Ipv6CidrBlock = '' }) =>
        Ipv6AddressAttribute === 'private' || (Ipv6CidrBlock !== '' && isUniqueLocal(Ipv6CidrBlock)),
    )
  );
};

interface InCidrs {
  readonly cidrs: Readonly<Record<Family, readonly Cidr[]>>;
}

/** Whether an address lies in one of its CIDRs; private ones repeat between VPCs. */
export const holds = ({ cidrs }: InCidrs, address: string): boolean => {
  const parsed = parseCidr(address);

  return parsed !== undefined && cidrs[parsed.family].some((cidr) => covers(cidr, parsed));
};
