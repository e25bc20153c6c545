import type { Path } from '../../analysis/path.ts';

/** DNS64 makes the answer: the name is IPv4's alone, and dialed from a subnet that has only IPv6. */
export const isTranslated = ({ service, name, family }: Path): boolean =>
  family === 'ipv6' &&
  !name.primary &&
  service.names.some((one) => one.name === name.name && one.family === 'ipv4' && one.dialedByDefault);

/** To the endpoint's IPv6 addresses leads the dual-stack name alone. */
const dialHint = (path: Path): string => {
  const dualStack = path.service.names.find(({ primary, family }) => primary && family === 'ipv6')?.name;

  return isTranslated(path) && dualStack !== undefined ? `, and have clients dial ${dualStack}` : '';
};

export const giveBothFamilies = (path: Path, endpointId: string): string =>
  `Give ${endpointId} addresses of both families${dialHint(path)}: aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpointId} --ip-address-type dualstack --region ${path.subnet.vpc.scope.region}`;
