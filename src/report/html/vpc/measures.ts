/** Of the picture of a VPC, in pixels. */
export const measures = {
  padding: 16,
  tier: 84,
  head: 58,
  zonePadding: 10,
  zoneGap: 14,
  lane: 13,
  gutterTop: 13,
  gutterBottom: 17,
  gutterLeast: 24,
  pin: 21,
  body: 50,
  row: 23,
  exitWidth: 206,
  exitHeight: 46,
  noteHeight: 15,
  exitGap: 12,
  serviceWidth: 156,
  serviceHeight: 66,
  serviceGap: 16,
} as const;

/** The height of a line of names. */
export const nameLine = 16;
