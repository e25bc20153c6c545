import { isKeepersTag } from '../../changes/keeper.ts';
import { isRecord } from '../../is-record.ts';
import { memoize } from '../../memoize.ts';
import { networkFirewallTag } from '../../network/endpoint.ts';
import type { JsonSchema } from '../../snapshot/check.ts';
import { recordSchema } from '../../snapshot/published-schema.ts';
import type { Section } from '../../snapshot/schema.ts';
import { sectionNames } from '../../snapshot/sections.ts';

/** What of a value an audit can read, as a list: shorter than the value, and the same for values that say the same. */
type Facts = (value: unknown) => unknown;

const whole: Facts = (value) => value;

/** Whoever keeps a thing as code is told in a report, and AWS tells its firewalls; of other tags the name alone, which may be any. */
const toldTags: Facts = (tags) =>
  Array.isArray(tags)
    ? tags.flatMap(({ Key, Value }) =>
        isKeepersTag(Key, Value) || Key === networkFirewallTag ? [Key, Value] : Key === 'Name' && Value ? ['Name'] : [],
      )
    : tags;

/** That there is one is all that is asked. */
const hasAny: Facts = (count) => count !== 0;

const special: Readonly<Record<string, Facts>> = { Tags: toldTags, AvailableIpAddressCount: hasAny };

const listOf = (facts: Facts): Facts =>
  facts === whole ? whole : (value) => (Array.isArray(value) ? value.map(facts) : value);

/** Tags are looked for on whatever is to be changed, also where the schema does not name them. */
const fieldsOf = (properties: Readonly<Record<string, JsonSchema>>): Facts => {
  const fields = new Map(
    Object.entries({ ...properties, Tags: {} }).map(([name, schema], at) => [
      name,
      { at, facts: special[name] ?? factsBy(schema) },
    ]),
  );

  return (value) => {
    if (!isRecord(value)) return value;
    const found: unknown[] = [];
    for (const name in value) {
      const field = fields.get(name);
      if (field !== undefined) found.push(field.at, field.facts(value[name]));
    }

    return found;
  };
};

const factsBy = ({ items, properties }: JsonSchema): Facts => {
  if (properties !== undefined) return fieldsOf(properties);

  return items === undefined ? whole : listOf(factsBy(items));
};

const bySection = memoize(
  (names: typeof sectionNames): ReadonlyMap<Section, Facts> =>
    new Map(names.map((name) => [name, factsBy(recordSchema(name))])),
);

/** Of a record, with all that AWS says beside it left out: times, counters, whatever nobody reads. */
export const knownFacts = (section: Section): Facts => bySection(sectionNames).get(section) ?? whole;
