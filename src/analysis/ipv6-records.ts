import type { Vpc } from '../network/network.ts';
import { partitionOf } from '../services/partition.ts';
import type { Service } from '../services/service.ts';
import { type Resolution, severalOf } from './dns/answer.ts';
import { isDualStackName } from './dns/private-names.ts';

/** A name that AWS gives no IPv6 address in public DNS: its service has dual-stack names of their own. */
export const isIpv4Only = (vpc: Vpc, service: Service, name: string): boolean => {
  const isPlain = (one: string): boolean =>
    one.endsWith(`.${partitionOf(vpc.scope.region).dnsSuffix}`) && !isDualStackName(one);

  return isPlain(name) && !service.names.some((one) => one.primary && one.family === 'ipv6' && isPlain(one.name));
};

/**
 * What clients get that ask for an IPv4-only name over IPv6: an endpoint or a hosted zone may have a record that public DNS
 * does not. A wildcard stands for those names that somebody has one for. Null: nobody has.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#aws-services-dns-record-ip-type
 */
export const recorded = (resolution: Resolution): Resolution | null => {
  const { answer } = resolution;
  if (answer.kind === 'public') return null;
  if (answer.kind !== 'several') return resolution;
  const own = answer.answers.filter(({ kind }) => kind !== 'public');
  if (own.every(({ kind }) => kind === 'none')) return null;

  return own.length === answer.answers.length ? resolution : { ...resolution, answer: severalOf(own) };
};

/**
 * Whether DNS64 makes up an answer: where nobody has a record, unless DNS Firewall stops the question for it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html
 */
export const isMadeUp = ({ answer }: Resolution, overIpv4: () => Resolution): boolean =>
  answer.kind === 'none' && (answer.reason !== 'dns-blocked' || overIpv4().answer.kind === 'none');
