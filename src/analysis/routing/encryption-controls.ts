import type { TargetKind } from '../../network/route-table.ts';
import { assume } from '../doubt.ts';
import { hop } from '../hop.ts';
import { doubting, type Step, withTrace } from './step.ts';
import { withHop } from './trace-state.ts';

/** What enforcement knows each target as; null: it knows no exclusion for it; undefined: it leaves it alone. */
const exclusions: Readonly<Record<TargetKind, string | null | undefined>> = {
  'internet-gateway': 'InternetGateway',
  'egress-only-internet-gateway': 'EgressOnlyInternetGateway',
  'nat-gateway': 'NatGateway',
  'virtual-private-gateway': 'VirtualPrivateGateway',
  'peering-connection': 'VpcPeering',
  'firewall-endpoint': null,
  local: undefined,
  'gateway-endpoint': undefined,
  'network-interface': undefined,
  instance: undefined,
  'transit-gateway': undefined,
  'carrier-gateway': undefined,
  'local-gateway': undefined,
  'core-network': undefined,
  'odb-network': undefined,
  'next-hop-address': undefined,
  unrecognised: undefined,
};

/**
 * VPC encryption controls that enforce refuse gateways, peering and firewall endpoints, save those kinds that are
 * excluded; what becomes of one that a route uses all the same is not said. Monitoring refuses nothing, and HTTPS to
 * an endpoint is encrypted already.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html
 */
export const underEncryptionControls = (step: Step): Step => {
  const { vpc, route, trace } = step;
  const kind = exclusions[route.target.kind];
  if (vpc.encryptionControls === null || kind === undefined) return step;
  if (kind === null || !vpc.encryptionControls.excluded.has(kind))
    return doubting(step, assume('enforced-exit-passes'));
  const because = `encryption controls enforce; ${kind} is excluded`;

  return withTrace(step, withHop(trace, hop(vpc.id, 'permits', because)));
};
