import type { Path } from '../analysis/path.ts';
import { advise, orByHand, type Remedy, together } from '../changes/remedy.ts';
import type { Endpoint, Network } from '../network/network.ts';
import { named, serviceTitle } from '../wording.ts';
import { giveBothFamilies, isTranslated } from './remedy/address-family.ts';
import { clearForGateway } from './remedy/clear-routes.ts';
import { associateWith, gatewayWith, tablesWithout } from './remedy/gateway-endpoint.ts';
import { createEndpoint } from './remedy/private-path.ts';
import type { Rule } from './rule.ts';
import { pathSections } from './sections.ts';
import { inEach, serviceFaults } from './service-faults.ts';
import { sharedTables } from './tables-of-fault.ts';

const isNat = ({ kind }: { readonly kind: string }): boolean => kind === 'nat-gateway' || kind === 'nat-instance';

/** Tables that the endpoint has a route in have a better one to the NAT gateway. */
const leadStraight = ({ subnet: { vpc }, service }: Path, endpoint: Endpoint, tables: readonly string[]): Remedy => {
  const open = tablesWithout(vpc, service, tables);
  const beaten = tables.filter((id) => !open.includes(id));
  const byHand = advise(`Remove or narrow the routes of ${beaten.join(', ')} that beat that of ${endpoint.id}`);

  return together([
    ...(open.length === 0 ? [] : [associateWith(vpc, endpoint, open)]),
    ...(beaten.length === 0 ? [] : [orByHand(clearForGateway(vpc, endpoint.id, beaten), byHand)]),
  ]);
};

const remedyOf = (network: Network, path: Path, tables: readonly string[]): Remedy => {
  const { subnet, service, outcome } = path;
  const { via } = outcome;
  if (via?.kind !== 'gateway-endpoint') return createEndpoint(network, subnet.vpc, service, tables);

  // Behind DNS64 the subnet's own IPv4 route to the endpoint is never used.
  if (isTranslated(path)) return giveBothFamilies(path, via.id);
  const endpoint = gatewayWith(subnet.vpc, via.id);

  return endpoint === undefined
    ? advise(`Associate ${tables.join(', ')} with gateway endpoint ${via.id}`)
    : leadStraight(path, endpoint, tables);
};

/**
 * The path is private in the end, but a NAT gateway stands before the endpoint: every gigabyte
 * pays for it, where the endpoint alone would cost nothing.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-pricing.html
 */
export const natToll: Rule = {
  id: 'nat-toll',
  title: 'A private path pays for a NAT gateway on its way',
  severity: 'warning',
  category: 'cost',
  needs: pathSections,

  *check(audited, network) {
    const faults = [...serviceFaults(audited, 'private', ({ through }) => through.some(isNat))];
    const tablesOf = sharedTables(faults);
    for (const fault of faults) {
      const { service, path, confidence } = fault;
      const { via, through } = path.outcome;
      const nat = through.find(isNat);
      const toll =
        nat?.kind === 'nat-instance'
          ? 'every gigabyte is work for an instance that you pay for'
          : 'the NAT gateway bills every gigabyte';
      const way = `reaches ${serviceTitle(service)} through ${nat?.id} before ${via?.id}: ${toll}`;

      yield* inEach(fault, {
        message: (subnet) => `${named(subnet)} ${way}`,
        remedy: remedyOf(network, path, tablesOf(fault)),
        confidence,
      });
    }
  },
};
