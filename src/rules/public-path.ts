import type { Outcome } from '../analysis/path.ts';
import { named, serviceTitle } from '../wording.ts';
import { exitText } from './exit-text.ts';
import { makeServicePrivate } from './remedy/private-service.ts';
import type { Rule } from './rule.ts';
import { pathSections } from './sections.ts';
import { inEach, serviceFaults } from './service-faults.ts';
import { sharedTables } from './tables-of-fault.ts';

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
  title: 'A subnet reaches an AWS service over public addresses',
  severity: 'error',
  category: 'exposure',
  needs: pathSections,

  *check(audited, network) {
    const faults = [...serviceFaults(audited, 'public')];
    const tablesOf = sharedTables(faults);
    for (const fault of faults) {
      const { service, confidence } = fault;
      const said = `reaches ${serviceTitle(service)} publicly ${exitText(fault, exitOf)}`;

      yield* inEach(fault, {
        message: (subnet) => `${named(subnet)} ${said}`,
        remedy: makeServicePrivate(network, fault, tablesOf),
        confidence,
      });
    }
  },
};
