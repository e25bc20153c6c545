import type { Section } from '../../snapshot/schema.ts';

type Records = readonly object[];

/** Records of lists that are not whole yet, and whoever asks for more by them. */
export interface Arrivals {
  add(section: Section, records: Records): void;
  of(section: Section): Records;
  /** Tells of each section of which more has come, until the answer is called. */
  onMore(tell: (section: Section) => void): () => void;
}

const none: Records = [];

export const openArrivals = (): Arrivals => {
  const arrived = new Map<Section, Records>();
  const listeners = new Set<(section: Section) => void>();

  return {
    add(section, records) {
      // Anew each time: what refers to what is looked up once for every list.
      arrived.set(section, [...(arrived.get(section) ?? []), ...records]);
      for (const tell of listeners) tell(section);
    },
    of: (section) => arrived.get(section) ?? none,
    onMore(tell) {
      listeners.add(tell);

      return () => listeners.delete(tell);
    },
  };
};
