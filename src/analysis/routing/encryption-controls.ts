import type { Vpc } from '../../network/network.ts';
import { type Doubt, likely } from '../doubt.ts';
import { enforcedEncryptionExcludes } from '../likely-facts.ts';
import type { Hop } from '../path.ts';

/** What AWS calls each exit among the exclusions. */
const names: Readonly<Record<string, string>> = {
  'internet-gateway': 'InternetGateway',
  'egress-only-internet-gateway': 'EgressOnlyInternetGateway',
  'nat-gateway': 'NatGateway',
};

/**
 * A VPC that enforces encryption in transit has gateways to the internet only where they are excluded
 * from it. HTTPS itself passes: the control says why an exit is there, and doubts one that should not be.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html
 */
export const encryptionOf = (
  { id, encryptionControls }: Vpc,
  exit: string,
): { readonly hops: readonly Hop[]; readonly doubts: readonly Doubt[] } => {
  const name = names[exit];
  if (encryptionControls === null || name === undefined) return { hops: [], doubts: [] };
  if (!encryptionControls.excluded.has(name)) return { hops: [], doubts: [likely(enforcedEncryptionExcludes)] };
  const because = `encryption controls are enforced, and exclude ${name}`;

  return { hops: [{ at: id, does: 'permits', because }], doubts: [] };
};
