import type { Section, Sections } from '../../src/snapshot/schema.ts';
import type { SectionSpec } from '../../src/snapshot/section-spec.ts';
import { sectionNames, sectionSpecs } from '../../src/snapshot/sections.ts';
import { commandOf, suffixOf } from '../../src/sources/aws-cli/command.ts';

/** One answer of the AWS CLI, and the section that it is of. */
export interface SavedFile {
  readonly section: Section;
  readonly name: string;
  readonly content: unknown;
}

const listFile = (section: Section, spec: SectionSpec, records: readonly unknown[]): SavedFile => {
  const content = spec.layout === 'one' ? records[0] : spec.layout === 'nested' ? [{ Instances: records }] : records;

  return { section, name: `${commandOf(spec)}.json`, content: { [String(spec.member)]: content } };
};

const fieldOf = (record: object, field: string): unknown => Reflect.get(record, field);

const resourceFiles = (section: Section, spec: SectionSpec, record: object): SavedFile[] =>
  [spec.member]
    .flat()
    .filter((member) => fieldOf(record, member) !== undefined)
    .map((member) => ({
      section,
      name: `${commandOf(spec)}.${fieldOf(record, spec.key ?? '')}${suffixOf(spec, member)}.json`,
      content: { [member]: fieldOf(record, member) },
    }));

/** The files of a folder for `--aws-cli` that holds these sections. */
export const awsCliFiles = (sections: Sections): readonly SavedFile[] =>
  sectionNames.flatMap((section) => {
    const spec = sectionSpecs[section];
    const records: readonly object[] = sections[section] ?? [];
    if (spec.key === undefined)
      return records.length === 0 && spec.layout === 'one' ? [] : [listFile(section, spec, records)];

    return records.flatMap((record) => resourceFiles(section, spec, record));
  });
