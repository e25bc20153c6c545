import { isPublicReason } from '../analysis/reason.ts';
import { advise, type Remedy } from '../changes/remedy.ts';
import type { Network } from '../network/network.ts';
import { named, serviceTitle } from '../wording.ts';
import { absentOwnerText } from './absent-owner-text.ts';
import { exitText } from './exit-text.ts';
import { makeServicePrivate } from './remedy/private-service.ts';
import { readMore } from './remedy/read-more.ts';
import type { Rule } from './rule.ts';
import { pathSections } from './sections.ts';
import { inEach, type ServiceFault, serviceFaults } from './service-faults.ts';
import { sharedTables, type TablesOf } from './tables-of-fault.ts';

/** What is meant for an endpoint needs no other one, but a way there. */
const remedyOf = (network: Network, fault: ServiceFault, tablesOf: TablesOf): Remedy => {
  const { cause, doubts, via } = fault.path.outcome;
  if (cause === null || cause.endpointId === null || isPublicReason(cause.reason))
    return makeServicePrivate(network, fault, tablesOf);

  return (
    readMore(doubts) ??
    advise(`Make sure that ${via?.id} leads to ${cause.endpointId}, and its replies back to ${fault.vpc.id}`)
  );
};

/** Whose facts would tell where the packets end. */
const absenceText = ({ path: { outcome } }: ServiceFault, network: Network): string => {
  const { via } = outcome;
  if (via === null) return '';
  const owner = network.absentOwnerOf(via.id);

  return owner === null ? '' : `; ${absentOwnerText(via.id, owner)}`;
};

/**
 * The traffic leaves the VPC for a network that these facts do not cover: whether it ends up in
 * public behind it cannot be seen from here, and the way there is paid for.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export const transitPath: Rule = {
  id: 'transit-path',
  title: 'A subnet reaches an AWS service through a network that cannot be seen',
  severity: 'warning',
  category: 'routing',
  needs: [...pathSections, 'transitGateways'],

  *check(audited, network) {
    const faults = [...serviceFaults(audited, 'transit')];
    const tablesOf = sharedTables(faults);
    for (const fault of faults) {
      const { service, confidence } = fault;
      const ways = exitText(fault, ({ via }) => `to ${via?.id}`);
      const absence = absenceText(fault, network);

      yield* inEach(fault, {
        message: (subnet) => `${named(subnet)} sends ${serviceTitle(service)} ${ways}${absence}`,
        remedy: remedyOf(network, fault, tablesOf),
        confidence,
      });
    }
  },
};
