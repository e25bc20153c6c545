import type { Failure } from '../../failure.ts';
import { by } from '../../order.ts';
import type { Gap, ScopeSnapshot, Section, Sections } from '../../snapshot/schema.ts';
import { sectionSpecs } from '../../snapshot/sections.ts';
import { distinctRecords } from './distinct-records.ts';
import { failureOf, gapCauseOf } from './errors.ts';
import { verbatim } from './verbatim.ts';

/** Told of every request when it starts and when it ends. */
export interface RequestListener {
  started(label: string): void;
  finished(label: string): void;
}

/** Collects the sections of one account in one Region, and the gaps where they could not be read. */
export interface SectionCollector {
  readonly region: string;
  /** Asks for a whole section. */
  ask(section: Section, request: () => Promise<readonly object[]>): Promise<void>;
  /** Asks for a section one resource at a time; a resource that fails is a gap of its own. */
  askEach(
    section: Section,
    resources: readonly string[],
    request: (resource: string) => Promise<readonly object[]>,
  ): Promise<void>;
  /** A section that cannot be asked for, because what it hangs on is unread. Its gap names the action to allow. */
  skip(section: Section, because: Section): void;
  /** Any other fact, such as the account. */
  attempt<T>(
    subject: { section: string; action: string; resource?: string },
    request: () => Promise<T>,
  ): Promise<T | undefined>;
  /** Of these sections, those that have been read. */
  read(sections: readonly Section[]): Sections;
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
  async (subject, request) => {
    const label = `${region} ${subject.section}`;
    listener.started(label);
    try {
      return await request();
    } catch (error) {
      const cause = gapCauseOf(error);
      if (!cause) throw error;

      note({ ...subject, ...cause }, failureOf(error, { action: subject.action, region }));
      return undefined;
    } finally {
      listener.finished(label);
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
  const keep = (section: Section, records: readonly object[]): unknown =>
    read.set(section, distinctRecords(section, records.map(verbatim)));

  return {
    region,
    attempt,

    async ask(section, request) {
      const answer = await attempt(subjectOf(section), request);
      if (answer) keep(section, answer);
    },

    async askEach(section, resources, request) {
      const subject = subjectOf(section);
      const answers = await Promise.all(
        resources.map((resource) => attempt({ ...subject, resource }, () => request(resource))),
      );
      keep(
        section,
        answers.flatMap((answer) => answer ?? []),
      );
    },

    skip(section, because) {
      const causes = [...gaps.values()].filter((gap) => gap.section === because);
      for (const { action, reason, kind } of causes) note({ section, action, reason, kind });
    },

    read: (sections) => sectionsIn([...read].filter(([section]) => sections.includes(section))),

    result: () => ({ sections: sectionsIn([...read].sort(byKey)), gaps: sortedGaps(gaps) }),

    failure: () => firstFailure,
  };
};
