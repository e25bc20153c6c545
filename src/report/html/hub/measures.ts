/** Of the picture of all VPCs, in pixels. */
export const hubMeasures = {
  card: 214,
  /** Between a card and its ways out. */
  link: 62,
  door: 262,
  doorHeight: 40,
  doorGap: 10,
  connector: 92,
  rankGap: 60,
  nodeGap: 34,
  top: 30,
  barTop: 82,
  barStep: 19,
} as const;

export const compositeWidth = hubMeasures.card + hubMeasures.link + hubMeasures.door;
