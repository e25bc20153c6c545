import type { Section, Sections } from '../../snapshot/schema.ts';
import type { ApiName, Need, Wanted } from '../../snapshot/section-spec.ts';
import { apiOf, readBy, sectionNames, sectionSpecs } from '../../snapshot/sections.ts';
import type { SectionCollector } from './section-collector.ts';
import type { SectionRequest } from './section-request.ts';

/** What is asked of AWS for one account in one Region: every section once, as soon as it is known what to ask. */
export interface Collection {
  readonly collector: SectionCollector;
  /** Settles when all of them were asked for, where there was reason to; those that were not read are absent. */
  read(sections: readonly Section[]): Promise<Sections>;
  /** Settles when all is read. */
  done(): Promise<unknown>;
}

/** One AWS API, as far as sections need it. */
export interface SectionApi {
  readonly request: SectionRequest;
  /** Which of the wanted ids can be asked about at all; undefined where a gap says that nobody knows. */
  readonly narrow?: Partial<Record<Section, (ids: readonly string[]) => Promise<readonly string[] | undefined>>>;
}

type OpenApi = (api: ApiName, collection: Collection) => Promise<SectionApi>;

const wantedBy = async (need: Need | undefined, { read }: Collection): Promise<Wanted> => {
  if (need === undefined) return true;

  const { otherwise, ...first } = need;
  const told = await read(readBy(first));
  const isLeftOpen = otherwise !== undefined && told[need.hangsOn] === undefined;

  return need.wanted(isLeftOpen ? { ...told, ...(await read([otherwise])) } : told);
};

const collectSection = async (section: Section, collection: Collection, open: OpenApi): Promise<void> => {
  const { collector } = collection;
  const spec = sectionSpecs[section];
  const wanted = await wantedBy(spec.need, collection);
  if (wanted === false) return;
  if (wanted === undefined) {
    if (spec.need) collector.skip(section, spec.need.hangsOn);
    return;
  }

  const { request, narrow } = await open(apiOf(spec), collection);
  if (wanted === true) return collector.ask(section, () => request(spec, undefined));

  const ids = narrow?.[section] === undefined ? wanted : await narrow[section](wanted);
  if (ids) await collector.askEach(section, ids, (id) => request(spec, id));
};

/** Sections that hang on nothing go out at once, the others when what they hang on is in. */
export const openCollection = (collector: SectionCollector, open: OpenApi): Collection => {
  const underWay = new Map<Section, Promise<void>>();
  const collected = (section: Section): Promise<void> => {
    const known = underWay.get(section) ?? collectSection(section, collection, open);
    underWay.set(section, known);

    return known;
  };
  const collection: Collection = {
    collector,
    async read(sections) {
      await Promise.all(sections.map(collected));

      return collector.read(sections);
    },
    done: () => Promise.all(sectionNames.map(collected)),
  };

  return collection;
};
