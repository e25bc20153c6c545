import {
  choiceOf,
  dayOf,
  flagOf,
  inside,
  listOf,
  optional,
  type Place,
  recordOf,
  textOf,
  textsOf,
  wrong,
} from '../fields.ts';
import { type AcceptEntry, type Config, failOnLevels, type Matched, matchable, ruleLevels } from './config.ts';

const scopeOf = (value: unknown, place: Place): Config['scope'] => {
  const record = recordOf(value, place, ['regions', 'vpcs', 'subnets']);

  return {
    regions: optional(record, 'regions', textsOf, place),
    vpcs: optional(record, 'vpcs', textsOf, place),
    subnets: optional(record, 'subnets', textsOf, place),
  };
};

const rulesOf =
  (ids: readonly string[]) =>
  (value: unknown, place: Place): Config['rules'] => {
    const record = recordOf(value, place, ids);

    return Object.fromEntries(
      Object.entries(record).map(([id, level]) => [id, choiceOf(level, inside(place, id), ruleLevels)]),
    );
  };

const onePattern = (key: Matched, value: unknown, place: Place): string => {
  const pattern = textOf(value, place);
  if (key === 'tag' && !pattern.includes('=') && pattern !== '*')
    throw wrong(place, `names no value: ${JSON.stringify(pattern)}`, `Write key=value; ${pattern}=* is any value.`);

  return pattern;
};

/** One pattern, or a list of which one must fit. */
const patternsOf =
  (key: Matched) =>
  (value: unknown, place: Place): readonly string[] => {
    if (!Array.isArray(value)) return [onePattern(key, value, place)];
    if (value.length === 0) throw wrong(place, 'is an empty list: nothing fits it', 'Fill it in, or leave it out.');

    return value.map((item, index) => onePattern(key, item, inside(place, index)));
  };

const acceptOf = (value: unknown, place: Place): AcceptEntry => {
  const record = recordOf(value, place, [...matchable, 'reason', 'expires', 'owner']);
  const match = matchable.flatMap((key) => {
    const patterns = optional(record, key, patternsOf(key), place);

    return patterns === undefined ? [] : [[key, patterns] as const];
  });
  if (match.length === 0)
    throw wrong(place, 'does not say what it accepts', `Give one of ${matchable.join(', ')}; rule: "*" is everything.`);

  return {
    match: Object.fromEntries(match),
    reason: textOf(record.reason, inside(place, 'reason')),
    expires: optional(record, 'expires', dayOf, place),
    owner: optional(record, 'owner', textOf, place),
  };
};

/**
 * What a config file's value means, or a `Failure` that says where it is wrong. `file` names it in messages;
 * `ruleIds` are those that there are.
 */
export const parseConfig = (value: unknown, file: string, ruleIds: readonly string[]): Config => {
  const place = { file, path: '' };
  const record = recordOf(value ?? {}, place, ['$schema', 'services', 'scope', 'rules', 'failOn', 'tags', 'accept']);
  const acceptsOf = (list: unknown, at: Place) =>
    listOf(list, at).map((entry, index) => acceptOf(entry, inside(at, index)));

  return {
    services: optional(record, 'services', textsOf, place),
    scope: optional(record, 'scope', scopeOf, place) ?? {},
    rules: optional(record, 'rules', rulesOf(ruleIds), place) ?? {},
    failOn: optional(record, 'failOn', (level, at) => choiceOf(level, at, failOnLevels), place),
    tags: optional(record, 'tags', flagOf, place),
    accept: optional(record, 'accept', acceptsOf, place) ?? [],
  };
};
