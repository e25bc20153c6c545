import type { ReportWay } from '../../audit.ts';
import { jsonText } from '../../json-text.ts';
import { memoize } from '../../memoize.ts';
import { wayRecord } from './way-record.ts';

export interface NumberedWays {
  /** The same for ways that say the same; numbers are given in the order in which they are asked for. */
  readonly idOf: (way: ReportWay) => string;
  /** One record a way whose id was asked for, in the order of the ids. */
  readonly texts: () => Generator<string>;
}

export const numberedWays = (): NumberedWays => {
  const ids = new Map<string, string>();
  const idOf = memoize((way: ReportWay): string => {
    const text = jsonText(wayRecord(way)).slice(1);
    const id = ids.get(text) ?? `w${ids.size + 1}`;
    ids.set(text, id);

    return id;
  });

  return {
    idOf,
    *texts() {
      for (const [text, id] of ids) yield `{"id":"${id}",${text}`;
    },
  };
};
