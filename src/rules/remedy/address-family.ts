import type { Path } from '../../analysis/path.ts';
import { advise, inOrder, type Remedy, remedyBy, together } from '../../changes/remedy.ts';
import type { Endpoint, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { list } from '../../wording.ts';
import { placeIn } from './place-in.ts';

/** Whether DNS64 makes up the answer: the name has only IPv4 records, and is dialed by IPv6. */
export const isTranslated = ({ service, name, family }: Path): boolean =>
  family === 'ipv6' &&
  !name.primary &&
  service.names.some((one) => one.name === name.name && one.family === 'ipv4' && one.dialedByDefault);

/** Only the dual-stack name leads to the endpoint's IPv6 addresses. */
const dialHint = (path: Path): readonly Remedy[] => {
  const dualStack = path.service.names.find(({ primary, family }) => primary && family === 'ipv6')?.name;

  return isTranslated(path) && dualStack !== undefined ? [advise(`Have clients dial ${dualStack}`)] : [];
};

/** Where clients have IPv4 as well, nothing needs to be made up for them. */
const withoutDns64 = (path: Path): readonly Remedy[] =>
  isTranslated(path) && !path.subnet.isIpv6Only
    ? [advise(`Switch off DNS64 of ${path.subnet.id}, whose clients have IPv4 as well`)]
    : [];

const setBoth = (vpc: Vpc, { id, type, ipAddressType }: Endpoint): Remedy =>
  remedyBy({
    ...placeIn(vpc),
    kind: 'set-address-type',
    endpointId: id,
    endpointType: type === 'gateway' ? 'gateway' : 'interface',
    ipAddressType: 'dualstack',
    before: ipAddressType === 'ipv6' ? 'ipv6' : 'ipv4',
  });

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
  const both =
    endpoint === undefined ? advise(`Give ${endpointId} addresses of both families`) : setBoth(vpc, endpoint);
  const lists = list(lacking.map(({ id }) => id));
  const room = advise(`Give ${lists} an IPv6 CIDR, or move ${endpointId} to subnets that have one`);

  return together([lacking.length === 0 ? both : inOrder(room, both), ...dialHint(path), ...withoutDns64(path)]);
};
