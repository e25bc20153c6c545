import type { Outcome } from '../analysis/path.ts';
import { makePrivate } from './remedy/private-path.ts';
import type { Rule } from './rule.ts';
import { pathSections } from './sections.ts';
import { serviceFaults } from './service-faults.ts';
import { sharedTables } from './shared-tables.ts';
import { waysOf } from './ways.ts';
import { named, serviceTitle } from './wording.ts';

const exitOf = ({ via, through }: Outcome): string =>
  `through ${[...through.map(({ id }) => id), via?.id ?? 'the internet'].join(', then ')}`;

/**
 * Traffic to S3, DynamoDB or an AWS API that leaves the VPC by a NAT or internet gateway crosses
 * public addresses, escapes every endpoint policy, and behind NAT is billed by the gigabyte.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export const publicPath: Rule = {
  id: 'public-path',
  title: 'A subnet reaches an AWS service in public',
  severity: 'error',
  category: 'exposure',
  needs: pathSections,

  *check(audited) {
    const faults = [...serviceFaults(audited, 'public')];
    const tablesOf = sharedTables(faults);
    for (const fault of faults) {
      const { vpc, service, path, confidence } = fault;
      const ways = waysOf(fault, exitOf);
      const remedy = makePrivate(path, tablesOf(fault));

      for (const subnet of fault.subnets)
        yield {
          vpc,
          resource: subnet.id,
          subnet,
          service: service.id,
          message: `${named(subnet)} reaches ${serviceTitle(service)} in public ${ways}`,
          remedy,
          confidence,
        };
    }
  },
};
