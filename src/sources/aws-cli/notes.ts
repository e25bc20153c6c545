import { by } from '../../order.ts';
import type { Gap, ScopeSnapshot, Section, Sections } from '../../snapshot/schema.ts';

/** What a folder has told so far. */
export interface Notes {
  readonly sections: Sections;
  /** Adds to a section; adding nothing says that it was read, and is empty. */
  add(section: Section, records: readonly unknown[]): void;
  miss(gap: { section: string; action: string; reason: string; resource?: string }): void;
  /** A section that nobody can tell the files of, as what it hangs on is not there. */
  missWith(section: Section, cause: Section): void;
  result(): Pick<ScopeSnapshot, 'sections' | 'gaps'>;
}

const byKey = by(([key]: readonly [string, unknown]) => key);

export const openNotes = (): Notes => {
  const read: Partial<Record<Section, unknown[]>> = {};
  const gaps = new Map<string, Gap>();
  const note = (gap: Gap): void => {
    gaps.set(`${gap.section} ${gap.action} ${gap.resource ?? ''}`, gap);
  };
  // The door between files and the snapshot's types: records were checked against the schema of their section.
  const sections = read as Sections;

  return {
    sections,
    add(section, records) {
      read[section] = [...(read[section] ?? []), ...records];
    },
    miss: (gap) => note({ ...gap, kind: 'missing' }),
    missWith(section, cause) {
      for (const gap of [...gaps.values()].filter((other) => other.section === cause)) note({ ...gap, section });
    },
    result: () => ({
      sections: Object.fromEntries(Object.entries(read).sort(byKey)) as Sections,
      gaps: [...gaps].sort(byKey).map(([, gap]) => gap),
    }),
  };
};
