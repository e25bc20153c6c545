import type { Network, Subnet } from '../../network/network.ts';
import type { TransitAttachment } from '../../network/transit-attachment.ts';
import { isOutsideRegion } from '../../network/zone.ts';
import { by } from '../../order.ts';
import { hop } from '../hop.ts';
import type { Step } from './step.ts';
import { type TraceResult, unknown } from './trace-result.ts';

/** One that is being modified goes on to carry what it carried. */
export const carries = ({ state }: TransitAttachment): boolean => state === 'available' || state === 'modifying';

export const unsettledAttachment = (step: Step, { id, rawState }: TransitAttachment): TraceResult[] =>
  unknown(step, 'unrecognised', hop(id, 'routes', `the attachment is ${rawState}`));

/** Those that the facts hold; the same order, whatever order AWS lists them in. */
const subnetsOf = (network: Network, { subnetIds, resourceId }: TransitAttachment): readonly Subnet[] =>
  (subnetIds ?? []).flatMap((id) => network.subnet(id, resourceId) ?? []).sort(by(({ id }) => id));

/** Accounts give zones different names; their ids are the same for all. */
const isSameZone = (a: Subnet, b: Subnet): boolean =>
  a.zoneId !== null && b.zoneId !== null ? a.zoneId === b.zoneId : a.zone !== null && a.zone === b.zone;

const isZoneKnown = ({ zone, zoneId }: Subnet): boolean => zone !== null || zoneId !== null;

/**
 * The attachment's subnets by which packets may leave `from`: the one of its zone, or any where that zone is not known,
 * or a Local Zone whose parent is not. Empty: there is none in its zone. Null: they are not known.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export const departuresOf = (
  network: Network,
  attachment: TransitAttachment,
  from: Subnet | null,
): readonly Subnet[] | null => {
  const all = subnetsOf(network, attachment);
  if (all.length === 0) return null;
  if (from === null) return all;
  const here = all.filter((one) => isSameZone(one, from));
  if (here.length > 0) return here;
  if (!isZoneKnown(from) || isOutsideRegion(from.zone)) return all;

  return all.length < (attachment.subnetIds ?? []).length || !all.every(isZoneKnown) ? null : [];
};

/**
 * The attachment's subnets by which packets that left `from` may come in: the one of the same zone, and any where it has
 * none there, or where appliance mode picks one by the flow.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html
 */
export const arrivalsOf = (network: Network, attachment: TransitAttachment, from: Subnet | null): readonly Subnet[] => {
  const all = subnetsOf(network, attachment);
  if (from === null || attachment.isApplianceMode) return all;
  const here = all.filter((one) => isSameZone(one, from));

  return here.length > 0 ? here : all;
};
