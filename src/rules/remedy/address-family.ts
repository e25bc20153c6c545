import type { Path } from '../../analysis/path.ts';
import { isUnread } from '../../network/unread.ts';
import { list } from '../../wording.ts';
import { modifyEndpoint } from './modify-endpoint.ts';
import { advise, type Remedy } from './remedy.ts';
import { inOrder } from './steps.ts';

/** Whether DNS64 makes up the answer: the name has only IPv4 records, and an IPv6-only subnet dials it. */
export const isTranslated = ({ service, name, family }: Path): boolean =>
  family === 'ipv6' &&
  !name.primary &&
  service.names.some((one) => one.name === name.name && one.family === 'ipv4' && one.dialedByDefault);

/** Only the dual-stack name leads to the endpoint's IPv6 addresses. */
const dialHint = (path: Path): string => {
  const dualStack = path.service.names.find(({ primary, family }) => primary && family === 'ipv6')?.name;

  return isTranslated(path) && dualStack !== undefined ? `, and have clients dial ${dualStack}` : '';
};

/**
 * AWS takes `dualstack` only where all subnets of the endpoint have both families, and makes no AAAA record unless told.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export const giveBothFamilies = (path: Path, endpointId: string): Remedy => {
  const { vpc } = path.subnet;
  const endpoint = (isUnread(vpc.endpoints) ? [] : vpc.endpoints).find(({ id }) => id === endpointId);
  const subnets = (endpoint?.subnetIds ?? []).flatMap((id) => vpc.subnetsById.get(id) ?? []);
  const lacking = subnets.filter(({ ipv6Cidrs }) => ipv6Cidrs.length === 0);
  const words = `Give ${endpointId} addresses of both families${dialHint(path)}`;
  const isInterface = endpoint?.type === 'interface';
  const both = modifyEndpoint(
    vpc,
    endpointId,
    words,
    ...['--ip-address-type', 'dualstack', ...(isInterface ? ['--dns-options', 'DnsRecordIpType=dualstack'] : [])],
  );

  return lacking.length === 0
    ? both
    : inOrder(
        advise(
          `Give ${list(lacking.map(({ id }) => id))} an IPv6 CIDR, or move ${endpointId} to subnets that have one`,
        ),
        both,
      );
};
