import { nameOf } from '../../network/gateways.ts';
import { sortedBy } from '../../order.ts';
import type { ScopeSnapshot, Section, Sections } from '../../snapshot/schema.ts';
import { sectionSpecs } from '../../snapshot/sections.ts';

/** Of these a report tells the Name tag. */
const namedSections = ['vpcs', 'subnets', 'routeTables', 'vpcEndpoints', 'natGateways'] as const satisfies Section[];

type Named = NonNullable<Sections[(typeof namedSections)[number]]>[number];

const idIn = (section: Section, record: object): string => {
  const [field = ''] = sectionSpecs[section].ids;

  return String(Reflect.get(record, field));
};

/** In the order of ids, so that those of scopes that are alike stand in the same places. */
const byId = (section: Section, records: readonly Named[] = []): readonly Named[] =>
  sortedBy(records, (record) => idIn(section, record));

/** The names of all that has one. */
export const nameTagsIn = ({ sections }: ScopeSnapshot): readonly string[] =>
  namedSections.flatMap((section) => byId(section, sections[section]).flatMap((record) => nameOf(record) || []));

/** What stands for a name: no text that AWS or anybody writes has it by chance. */
export const placeholderOf = (place: number): string => `\ue000${place}\ue001`;

const renamed = <T extends Named>(record: T, name: string): T => ({
  ...record,
  Tags: (record.Tags ?? []).map((tag) => (tag.Key === 'Name' ? { ...tag, Value: name } : tag)),
});

/** The same scope with placeholders for names. */
export const withPlaceholders = (scope: ScopeSnapshot): ScopeSnapshot => {
  let place = 0;
  const sections = { ...scope.sections };
  for (const section of namedSections) {
    const records = scope.sections[section];
    if (records === undefined) continue;
    const all = byId(section, records).map((record) =>
      nameOf(record) ? renamed(record, placeholderOf(place++)) : record,
    );
    Object.assign(sections, { [section]: all });
  }

  return { ...scope, sections };
};
