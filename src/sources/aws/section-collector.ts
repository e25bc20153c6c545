import type { Failure } from '../../failure.ts';
import { by } from '../../order.ts';
import type { Gap, ScopeSnapshot, Section, Sections } from '../../snapshot/schema.ts';
import { sectionSpecs } from '../../snapshot/sections.ts';
import { type Arrivals, openArrivals } from './arrivals.ts';
import { distinctRecords } from './distinct-records.ts';
import { failureOf, gapCauseOf } from './errors.ts';
import type { OnPage } from './section-request.ts';
import { verbatim } from './verbatim.ts';

/** Requests about one resource each, which wait for one another: an API takes so many a second. */
export interface Lane {
  readonly section: Section;
  readonly waitMs: () => number;
}

/** Told of every request when it starts and when it ends. */
export interface RequestListener {
  started(label: string, lane?: Lane): void;
  finished(label: string, lane?: Lane): void;
}

type Records = readonly object[];

interface Asking {
  readonly request: () => Promise<Records>;
  readonly waitMs?: Lane['waitMs'] | undefined;
}

/** Collects the sections of one account in one Region, and the gaps where they could not be read. */
export interface SectionCollector {
  readonly region: string;
  /** Asks for a whole section; undefined where a gap says that it was not read. */
  ask(section: Section, request: (onPage: OnPage) => Promise<Records>): Promise<Records | undefined>;
  /** Asks for what a section has of one resource; one that fails is a gap of its own. */
  askOf(section: Section, resource: string, asking: Asking): Promise<Records | undefined>;
  /** These records are the section. */
  keep(section: Section, records: Records): void;
  /** A section that cannot be asked for, because what it hangs on is unread. Its gap names the action to allow. */
  skip(section: Section, because: Section): void;
  /** Any other fact, such as the account. */
  attempt<T>(
    subject: { section: string; action: string; resource?: string },
    request: () => Promise<T>,
    lane?: Lane,
  ): Promise<T | undefined>;
  /** Of these sections, those that have been read. */
  read(sections: readonly Section[]): Sections;
  /** What has come of these sections so far, as AWS's client gives it: for asking more, as a list that is not whole is no fact. */
  soFar(sections: readonly Section[]): Sections;
  /** Tells of each section of which more has come, until the answer is called. */
  onMore: Arrivals['onMore'];
  result(): Pick<ScopeSnapshot, 'sections' | 'gaps'>;
  /** What the user has to see to before anything at all can be read, if some request showed that. */
  failure(): Failure | undefined;
}

/** The door between the SDK's types and the snapshot's: AWS's records have the fields that AWS documents. */
const sectionsIn = (records: Iterable<readonly [Section, readonly unknown[]]>): Sections =>
  Object.fromEntries(records) as Sections;

const subjectOf = (section: Section) => ({ section, action: sectionSpecs[section].action });

const keyOf = ({ section, action, resource }: Gap): string => `${section} ${action} ${resource ?? ''}`;
const byKey = by(([key]: readonly [string, unknown]) => key);

const sortedGaps = (gaps: ReadonlyMap<string, Gap>): Gap[] => [...gaps].sort(byKey).map(([, gap]) => gap);

type Attempt = SectionCollector['attempt'];

/** Tells of every request, and of an error what it leaves: a gap, and what the user could do about it. */
const attemptOf =
  (region: string, listener: RequestListener, note: (gap: Gap, failure: Failure | undefined) => void): Attempt =>
  async (subject, request, lane) => {
    const label = `${region} ${subject.section}`;
    listener.started(label, lane);
    try {
      return await request();
    } catch (error) {
      const cause = gapCauseOf(error);
      if (!cause) throw error;

      note({ ...subject, ...cause }, failureOf(error, { action: subject.action, region }));
      return undefined;
    } finally {
      listener.finished(label, lane);
    }
  };

export const openCollector = (region: string, listener: RequestListener): SectionCollector => {
  const read = new Map<Section, readonly unknown[]>();
  const gaps = new Map<string, Gap>();
  let firstFailure: Failure | undefined;
  const note = (gap: Gap, failure?: Failure): void => {
    gaps.set(keyOf(gap), gap);
    firstFailure ??= failure;
  };
  const attempt = attemptOf(region, listener, note);
  const arrivals = openArrivals();

  return {
    region,
    attempt,

    ask: (section, request) => attempt(subjectOf(section), () => request((records) => arrivals.add(section, records))),

    async askOf(section, resource, { request, waitMs }) {
      const lane = waitMs && { section, waitMs };
      const answer = await attempt({ ...subjectOf(section), resource }, request, lane);
      if (answer) arrivals.add(section, answer);

      return answer;
    },

    keep(section, records) {
      read.set(section, distinctRecords(section, records.map(verbatim)));
    },

    skip(section, because) {
      const causes = [...gaps.values()].filter((gap) => gap.section === because);
      for (const { action, reason, kind } of causes) note({ section, action, reason, kind });
    },

    read: (sections) => sectionsIn([...read].filter(([section]) => sections.includes(section))),

    soFar: (sections) => sectionsIn(sections.map((section) => [section, read.get(section) ?? arrivals.of(section)])),

    onMore: arrivals.onMore,

    result: () => ({ sections: sectionsIn([...read].sort(byKey)), gaps: sortedGaps(gaps) }),

    failure: () => firstFailure,
  };
};
