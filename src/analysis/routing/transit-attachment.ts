import type { TransitAttachment } from '../../network/transit.ts';
import { isOutsideRegion } from '../../network/zone.ts';
import { hop } from '../hop.ts';
import type { Step } from './step.ts';
import { type TraceResult, unknown } from './trace-result.ts';

/** One that is being modified goes on to carry what it carried. */
export const carries = ({ state }: TransitAttachment): boolean => state === 'available' || state === 'modifying';

export const unsettledAttachment = (step: Step, { id, rawState }: TransitAttachment): TraceResult[] =>
  unknown(step, 'unrecognised', hop(id, 'routes', `the attachment is ${rawState}`));

/** The attachment needs a subnet in the source's zone, or in the parent zone where that is a Local Zone. */
export const servesZone = ({ subnet, walk }: Step, { subnetIds, resourceId }: TransitAttachment): boolean => {
  if (subnetIds === null || subnet === null) return true;
  const zones = subnetIds.flatMap((id) => walk.network.subnet(id, resourceId)?.zone ?? []);

  return zones.length === 0 || subnet.zone === null || zones.includes(subnet.zone) || isOutsideRegion(subnet.zone);
};
