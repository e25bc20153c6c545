import type { Section, Sections } from '../../snapshot/schema.ts';
import type { ApiName, Need, SectionSpec, Wanted } from '../../snapshot/section-spec.ts';
import { apiOf, readBy, sectionNames, sectionSpecs } from '../../snapshot/sections.ts';
import type { SectionApi } from './section-api.ts';
import { type SectionAsker, sectionAsker } from './section-asker.ts';
import type { SectionCollector } from './section-collector.ts';

/** What is asked of AWS for one account in one Region: every section once, as soon as it is known what to ask. */
export interface Collection {
  readonly collector: SectionCollector;
  /** Other accounts' facts may rest on these: theirs is asked for as well. */
  readonly forOthers: boolean;
  /** Settles when all of them were asked for, where there was reason to; those that were not read are absent. */
  read(sections: readonly Section[]): Promise<Sections>;
  /** Settles when all is read. */
  done(): Promise<unknown>;
}

type OpenApi = (api: ApiName, collection: Collection) => Promise<SectionApi>;

const wantedBy = async (need: Need | undefined, { read, collector }: Collection): Promise<Wanted> => {
  if (need === undefined) return true;

  const { otherwise, ...first } = need;
  const told = await read(readBy(first));
  const isLeftOpen = otherwise !== undefined && told[need.hangsOn] === undefined;

  return need.wanted(isLeftOpen ? { ...told, ...(await read([otherwise])) } : told, collector.region);
};

const union = (own: Wanted, others: Wanted): Wanted => {
  const isNothing = typeof others === 'object' && others.length === 0;
  if (own === undefined || own === true || isNothing) return own;
  if (typeof own === 'object' && typeof others === 'object') return [...new Set([...own, ...others])];

  return own === false || others === true ? (others ?? own) : own;
};

/** What nobody but other accounts wants is no gap where it cannot be told: what would have told it is one. */
const wantedOf = async ({ need, forOthers }: SectionSpec, collection: Collection): Promise<Wanted> => {
  const own = await wantedBy(need, collection);
  if (forOthers === undefined || !collection.forOthers) return own;

  return union(own, await wantedBy(forOthers, collection));
};

/** So many records are looked through again whenever one more comes; of more than these, half as many again are waited for. */
const alwaysLooked = 500;

/** Begins with what is needed by what has come so far: a long list is not waited for. The answer ends that. */
const beginEarly = ({ otherwise: _, ...need }: Need, { collector }: Collection, asker: SectionAsker): (() => void) => {
  const telling = readBy(need);
  let looked = 0;
  const look = (): void => {
    const facts = collector.soFar(telling);
    const count = Object.values(facts).reduce((sum, records) => sum + records.length, 0);
    if (count < Math.max(looked + 1, alwaysLooked < looked ? looked * 1.5 : 0)) return;
    looked = count;
    asker.begin(need.wanted(facts));
  };

  return collector.onMore((section) => {
    if (telling.includes(section)) look();
  });
};

const collectSection = async (section: Section, collection: Collection, open: OpenApi): Promise<void> => {
  const { collector } = collection;
  const spec = sectionSpecs[section];
  const { need } = spec;
  const asker = sectionAsker(section, collector, () => open(apiOf(spec), collection));
  const stop = need === undefined ? () => {} : beginEarly(need, collection, asker);
  const wanted = await wantedOf(spec, collection).finally(stop);
  const answer = wanted === undefined || wanted === false ? undefined : await asker.ask(wanted);
  await asker.settled();
  if (answer) collector.keep(section, answer);
  else if (wanted === undefined && need) collector.skip(section, need.hangsOn);
};

/** Sections that hang on nothing go out at once, the others as what they hang on comes in. */
export const openCollection = (
  collector: SectionCollector,
  open: OpenApi,
  { forOthers }: Pick<Collection, 'forOthers'>,
): Collection => {
  const underWay = new Map<Section, Promise<void>>();
  const collected = (section: Section): Promise<void> => {
    const known = underWay.get(section) ?? collectSection(section, collection, open);
    underWay.set(section, known);

    return known;
  };
  const collection: Collection = {
    collector,
    forOthers,
    async read(sections) {
      await Promise.all(sections.map(collected));

      return collector.read(sections);
    },
    done: () => Promise.all(sectionNames.map(collected)),
  };

  return collection;
};
