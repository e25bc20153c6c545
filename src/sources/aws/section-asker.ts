import type { Section } from '../../snapshot/schema.ts';
import type { Wanted } from '../../snapshot/section-spec.ts';
import { sectionSpecs } from '../../snapshot/sections.ts';
import { once } from './once.ts';
import type { SectionApi } from './section-api.ts';
import type { SectionCollector } from './section-collector.ts';

type Answer = readonly object[] | undefined;

/** Asks for what is wanted of one section, and for nothing twice. */
export interface SectionAsker {
  /** Undefined where a gap says that it was not read, or that nobody knows what to ask. */
  ask(wanted: Extract<Wanted, true | readonly string[]>): Promise<Answer>;
  /** The same ahead of time: an answer that is not asked for again in the end counts for nothing. */
  begin(wanted: Wanted): void;
  /** Settles when nothing of it is under way any more. */
  settled(): Promise<unknown>;
}

export const sectionAsker = (
  section: Section,
  collector: SectionCollector,
  open: () => Promise<SectionApi>,
): SectionAsker => {
  const spec = sectionSpecs[section];
  const api = once(open);
  const underWay: Promise<unknown>[] = [];
  const answers = new Map<string, Promise<Answer>>();

  const whole = once(async (): Promise<Answer> => {
    const { request } = await api();

    return collector.ask(section, (onPage) => request(spec, undefined, onPage));
  });
  const answerOf = (id: string): Promise<Answer> => {
    const known =
      answers.get(id) ??
      api().then(({ request, waitMs }) => collector.askOf(section, id, { request: () => request(spec, id), waitMs }));
    answers.set(id, known);

    return known;
  };
  const each = async (ids: readonly string[]): Promise<Answer> => {
    const { narrow, inTurns } = await api();
    const asked = narrow?.[section] === undefined ? ids : await narrow[section](ids);
    if (asked === undefined) return undefined;
    const told = new Set<string>();
    for await (const turn of inTurns?.[section]?.(asked) ?? [asked]) {
      for (const id of turn) told.add(id);
      await Promise.all(turn.map(answerOf));
    }
    const found = await Promise.all(asked.filter((id) => told.has(id)).map(answerOf));

    return found.flatMap((answer) => answer ?? []);
  };
  const ask: SectionAsker['ask'] = (wanted) => (wanted === true ? whole() : each(wanted));

  return {
    ask,
    begin(wanted) {
      if (wanted === undefined || wanted === false) return;
      const early = ask(wanted);
      underWay.push(early);
      // Whoever waits for it to settle is told.
      early.catch(() => {});
    },
    settled: () => Promise.all(underWay),
  };
};
