import type { Band } from './bands.ts';
import type { Exit, Plan } from './plan.ts';

/** In what order lines that run beside each other do so. */
export interface LineOrder {
  /** Between boxes and exits, from the left. */
  readonly spines: readonly string[];
  /** Between exits and services, from the left. */
  readonly outs: readonly string[];
  /** Above each band, from the top. */
  readonly lanes: ReadonlyMap<Band, readonly string[]>;
}

/** Interface endpoints are reached by the one local route: their lines are one. */
export const laneKeyOf = ({ kind, key }: Pick<Exit, 'kind' | 'key'>): string =>
  kind === 'interface-endpoint' ? 'local' : key;

export const natLane = (id: string): string => `nat ${id}`;

/** A way that ends in a network nobody read shows no service behind its exit. */
const leadsToServices = ({ verdict, fates }: Exit): boolean => fates.length > 0 && verdict !== 'transit';

const bandsByBox = ({ bands }: Plan): ReadonlyMap<unknown, Band> =>
  new Map(bands.flatMap((band) => [...band.cells.values()].map((box) => [box, band] as const)));

/** As the services come. */
export const firstOrder = (plan: Plan): LineOrder => {
  const lanes = new Map(plan.bands.map((band) => [band, new Set<string>()] as const));
  const bandOf = bandsByBox(plan);
  const add = (box: unknown, lane: string): void => {
    const band = bandOf.get(box);
    if (band !== undefined) lanes.get(band)?.add(lane);
  };
  const byPin = [...plan.fates].sort((a, b) => a.pin.index - b.pin.index);
  for (const { box, leave } of byPin) {
    if (leave === null) continue;
    if (leave.nat === null) add(box, laneKeyOf(leave));
    else {
      add(box, natLane(leave.nat));
      add(plan.natBoxes.get(leave.nat), laneKeyOf(leave));
    }
  }
  const used = plan.exits.filter(({ fates }) => fates.length > 0);

  return {
    spines: [...new Set(used.map(laneKeyOf))],
    outs: used.filter(leadsToServices).map(({ key }) => key),
    lanes: new Map([...lanes].map(([band, keys]) => [band, [...keys]])),
  };
};
