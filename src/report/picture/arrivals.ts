import type { ReportWay } from '../../audit.ts';
import { memoize } from '../../memoize.ts';
import type { DrawnSubnet } from './drawn-subnet.ts';
import { type Leave, leaveOf, wayParts } from './leave.ts';
import type { DrawnVpc, Picture } from './picture.ts';

/** Packets of another VPC that come in, and by what they leave again. */
export interface Arrival {
  readonly from: DrawnVpc;
  readonly subnet: DrawnSubnet;
  readonly destinationKey: string;
  readonly verdict: ReportWay['verdict'];
  /** As they leave the VPC that they come into. */
  readonly leave: Leave;
}

function* arrivalsFrom(picture: Picture, vpc: DrawnVpc): Generator<readonly [string, Arrival]> {
  for (const subnet of vpc.subnets)
    for (const [destinationKey, way] of subnet.ways)
      for (const part of wayParts(way)) {
        const vpcId = leaveOf(picture, vpc, part, way.hops)?.onward?.vpcId;
        if (vpcId === null || vpcId === undefined || vpcId === vpc.id) continue;
        const leave = leaveOf(picture, { id: vpcId }, { ...part, through: [] }, way.hops);
        if (leave !== null) yield [vpcId, { from: vpc, subnet, destinationKey, verdict: part.verdict, leave }];
      }
}

const allArrivals = memoize((picture: Picture): ReadonlyMap<string, readonly Arrival[]> => {
  const arrivals = new Map<string, Arrival[]>();
  for (const vpc of picture.vpcs)
    for (const [vpcId, arrival] of arrivalsFrom(picture, vpc)) {
      const known = arrivals.get(vpcId);
      if (known === undefined) arrivals.set(vpcId, [arrival]);
      else known.push(arrival);
    }

  return arrivals;
});

export const arrivalsIn = (picture: Picture, vpc: DrawnVpc): readonly Arrival[] =>
  allArrivals(picture).get(vpc.id) ?? [];
