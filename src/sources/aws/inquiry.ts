import { by } from '../../order.ts';
import type { Gap, RecordOf, ScopeSnapshot, Section, Sections } from '../../snapshot/schema.ts';
import type { Answer } from '../references.ts';
import type { Action } from './actions.ts';
import { failureOf, troubleOf } from './errors.ts';
import { verbatim } from './verbatim.ts';

interface Subject<S extends Section> {
  readonly section: S;
  readonly action: Action;
}

export interface Progress {
  started(label: string): void;
  finished(label: string): void;
}

/** What is being found out about one account in one Region: the sections read so far, and the gaps. */
export interface Inquiry {
  readonly region: string;
  /** Asks for a whole section. */
  ask<S extends Section>(subject: Subject<S>, request: () => Promise<readonly object[]>): Promise<Answer<S>>;
  /** Asks for a section one resource at a time; a resource that fails is a gap of its own. */
  askEach<S extends Section>(
    subject: Subject<S>,
    resources: readonly string[],
    request: (resource: string) => Promise<readonly object[]>,
  ): Promise<Answer<S>>;
  /** A section that cannot be asked for, because what it hangs on is unread. Its gap names the action to allow. */
  unasked(section: Section, because: readonly Section[]): undefined;
  /** Any other fact, such as the account. */
  attempt<T>(
    subject: { section: string; action: Action; resource?: string },
    request: () => Promise<T>,
  ): Promise<T | undefined>;
  result(): Pick<ScopeSnapshot, 'sections' | 'gaps'>;
}

/** The door between the SDK's types and the snapshot's: AWS's records have the fields that AWS documents. */
const recordsOf = <S extends Section>(answers: readonly object[]): readonly RecordOf<S>[] =>
  answers.map(verbatim) as RecordOf<S>[];

const keyOf = ({ section, action, resource }: Gap): string => `${section} ${action} ${resource ?? ''}`;
const byKey = by(([key]: readonly [string, unknown]) => key);

export const openInquiry = (region: string, progress: Progress): Inquiry => {
  const read = new Map<Section, readonly object[]>();
  const gaps = new Map<string, Gap>();
  const note = (gap: Gap) => gaps.set(keyOf(gap), gap);

  const attempt: Inquiry['attempt'] = async (subject, request) => {
    const label = `${region} ${subject.section}`;
    progress.started(label);
    try {
      return await request();
    } catch (error) {
      const failure = failureOf(error, { action: subject.action, region });
      const trouble = troubleOf(error);
      if (failure || !trouble) throw failure ?? error;

      note({ ...subject, ...trouble });
      return undefined;
    } finally {
      progress.finished(label);
    }
  };

  return {
    region,
    attempt,

    async ask<S extends Section>(subject: Subject<S>, request: () => Promise<readonly object[]>) {
      const records = await attempt(subject, async () => recordsOf<S>(await request()));
      if (records) read.set(subject.section, records);
      return records;
    },

    async askEach<S extends Section>(
      subject: Subject<S>,
      resources: readonly string[],
      request: (resource: string) => Promise<readonly object[]>,
    ) {
      const answers = await Promise.all(
        resources.map((resource) => attempt({ ...subject, resource }, () => request(resource))),
      );
      const records = recordsOf<S>(answers.flatMap((answer) => answer ?? []));
      read.set(subject.section, records);
      return records;
    },

    unasked(section, because) {
      const causes = [...gaps.values()].filter((gap) => because.some((name) => name === gap.section));
      for (const { action, reason, kind } of causes) note({ section, action, reason, kind });
      return undefined;
    },

    result: () => ({
      sections: Object.fromEntries([...read].sort(byKey)) as Sections,
      gaps: [...gaps].sort(byKey).map(([, gap]) => gap),
    }),
  };
};
