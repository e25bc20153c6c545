import type { Path } from '../../analysis/path.ts';
import { modifyEndpoint } from './modify-endpoint.ts';
import type { Remedy } from './remedy.ts';

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

export const giveBothFamilies = (path: Path, endpointId: string): Remedy =>
  modifyEndpoint(
    path.subnet.vpc,
    endpointId,
    `Give ${endpointId} addresses of both families${dialHint(path)}`,
    '--ip-address-type',
    'dualstack',
  );
