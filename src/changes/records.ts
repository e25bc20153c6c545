import type { UnknownRecord } from '../is-record.ts';
import type { RecordOf, ScopeSnapshot, Section, Sections } from '../snapshot/schema.ts';
import { sectionSpecs } from '../snapshot/sections.ts';

/**
 * What AWS lists in one account and Region, while changes are made to a copy of it. A section that was not read stays
 * so: nothing is listed in it and nothing can be added.
 */
export interface Records {
  readonly account: string | null;
  readonly region: string;
  /** Null: not read. */
  all<S extends Section>(section: S): readonly RecordOf<S>[] | null;
  find<S extends Section>(section: S, id: string): RecordOf<S> | undefined;
  /** Every record of that id: of a VPC's attributes each has one by itself. */
  findAll<S extends Section>(section: S, id: string): readonly RecordOf<S>[];
  add<S extends Section>(section: S, record: RecordOf<S>): void;
  /** Every record of that id is given in turn. */
  edit<S extends Section>(section: S, id: string, change: (record: RecordOf<S>) => RecordOf<S>): void;
  remove<S extends Section>(section: S, isMeant: (record: RecordOf<S>) => boolean): void;
  /** As it is now. */
  sections(): Sections;
}

interface Editor<S extends Section> {
  readonly list: () => readonly RecordOf<S>[];
  readonly at: (id: string) => readonly number[];
  readonly record: (position: number) => RecordOf<S> | undefined;
  readonly add: (record: RecordOf<S>) => void;
  readonly set: (position: number, record: RecordOf<S>) => void;
  readonly keep: (isMeant: (record: RecordOf<S>) => boolean) => void;
}

const idOf = (section: Section, record: UnknownRecord): string => {
  const { key, ids }: { readonly key?: string; readonly ids: readonly string[] } = sectionSpecs[section];

  return String(record[key ?? ids[0] ?? '']);
};

type Index = Map<string, number[]>;

const enter = (index: Index, id: string, position: number): void => {
  const present = index.get(id);
  if (present === undefined) index.set(id, [position]);
  else present.push(position);
};

const editorOf = <S extends Section>(section: S, given: readonly RecordOf<S>[]): Editor<S> => {
  let records = [...given];
  let index: Index | null = null;
  const indexed = (): Index => {
    if (index !== null) return index;
    const made: Index = new Map();
    records.forEach((record, position) => {
      enter(made, idOf(section, record), position);
    });
    index = made;

    return made;
  };

  return {
    list: () => records,
    at: (id) => indexed().get(id) ?? [],
    record: (position) => records[position],
    add: (record) => {
      if (index !== null) enter(index, idOf(section, record), records.length);
      records.push(record);
    },
    set: (position, record) => {
      records[position] = record;
    },
    keep: (isMeant) => {
      records = records.filter(isMeant);
      index = null;
    },
  };
};

type Editors = { [S in Section]?: Editor<S> };

/** A copy of what a snapshot says of one scope: the snapshot itself is never touched. */
export const recordsOfScope = ({ account, region, sections }: ScopeSnapshot): Records => {
  const editors: Editors = {};
  const editorFor = <S extends Section>(section: S): Editor<S> | null => {
    const known: Editor<S> | undefined = editors[section];
    if (known !== undefined) return known;
    const given: readonly RecordOf<S>[] | undefined = sections[section];
    if (given === undefined) return null;
    const made = editorOf(section, given);
    Object.assign(editors, { [section]: made });

    return made;
  };

  return {
    account,
    region,
    all: <S extends Section>(section: S): readonly RecordOf<S>[] | null => {
      const edited: Editor<S> | undefined = editors[section];

      return edited?.list() ?? sections[section] ?? null;
    },
    find: (section, id) => {
      const editor = editorFor(section);
      const [position] = editor?.at(id) ?? [];

      return position === undefined ? undefined : editor?.record(position);
    },
    findAll: (section, id) => {
      const editor = editorFor(section);

      return (editor?.at(id) ?? []).map((at) => editor?.record(at)).filter((record) => record !== undefined);
    },
    add: (section, record) => editorFor(section)?.add(record),
    edit: (section, id, change) => {
      const editor = editorFor(section);
      for (const position of editor?.at(id) ?? []) {
        const record = editor?.record(position);
        if (record !== undefined) editor?.set(position, change(record));
      }
    },
    remove: (section, isMeant) => editorFor(section)?.keep((record) => !isMeant(record)),
    sections: () => ({
      ...sections,
      ...Object.fromEntries(Object.entries(editors).map(([section, editor]) => [section, editor.list()])),
    }),
  };
};
