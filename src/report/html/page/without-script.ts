import type { Plan } from '../vpc/plan.ts';

const chosen = ':root:not(.js) .vpc:has';

const numbersBelow = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

/** Rules by which a fragment chooses a subnet or service where no script does: so many, however many VPCs there are. */
export const styleWithoutScript = (plans: readonly Plan[]): string => {
  const boxes = Math.max(0, ...plans.map((plan) => plan.boxes.length));
  const pins = Math.max(0, ...plans.map((plan) => plan.pins.length));

  return [
    `${chosen}(.hop :target) .base{opacity:.1}`,
    `${chosen}(.hop :target) :is(.n,.w){opacity:.28}`,
    ...numbersBelow(boxes).map((at) => `${chosen}([data-b~="${at}"] :target) .b${at}{opacity:1;display:inline}`),
    ...numbersBelow(pins).map((at) => `${chosen}(.hop[data-s="${at}"] :target) .s${at}{opacity:1;display:inline}`),
    `${chosen}(.hop[data-s] :target) .bx{opacity:1}`,
    ':root:not(.js) .hop:has(:target)::details-content{content-visibility:visible;block-size:auto}',
  ].join('\n');
};
