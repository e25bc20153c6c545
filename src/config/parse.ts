import {
  type AcceptEntry,
  type AccountEntry,
  type Config,
  failOnLevels,
  type Matched,
  matchable,
  nobodyThere,
  occupancyLevels,
  ruleLevels,
} from './config.ts';
import {
  asBoolean,
  asChoice,
  asDay,
  asList,
  asRecord,
  asText,
  asTexts,
  type Field,
  inside,
  optional,
  wrong,
} from './fields.ts';

const scopeOf = (value: unknown, field: Field): Config['scope'] => {
  const record = asRecord(value, field, ['regions', 'vpcs', 'subnets']);

  return {
    regions: optional(record, 'regions', asTexts, field),
    vpcs: optional(record, 'vpcs', asTexts, field),
    subnets: optional(record, 'subnets', asTexts, field),
  };
};

const rulesOf =
  (ids: readonly string[]) =>
  (value: unknown, field: Field): Config['rules'] => {
    const record = asRecord(value, field, ids);

    return Object.fromEntries(
      Object.entries(record).map(([id, level]) => [id, asChoice(level, inside(field, id), ruleLevels)]),
    );
  };

const occupancyOf = (value: unknown, field: Field): Config['occupancy'] => {
  const record = asRecord(value, field, nobodyThere);

  return Object.fromEntries(
    Object.entries(record).map(([who, level]) => [who, asChoice(level, inside(field, who), occupancyLevels)]),
  );
};

const onePattern = (key: Matched, value: unknown, field: Field): string => {
  const pattern = asText(value, field);
  if (key === 'tag' && !pattern.includes('=') && pattern !== '*')
    throw wrong(field, `names no value: ${JSON.stringify(pattern)}`, `Write key=value; ${pattern}=* is any value.`);

  return pattern;
};

/** One pattern, or a list of which one must fit. */
const patternsOf =
  (key: Matched) =>
  (value: unknown, field: Field): readonly string[] => {
    if (!Array.isArray(value)) return [onePattern(key, value, field)];
    if (value.length === 0) throw wrong(field, 'is an empty list: nothing fits it', 'Fill it in, or leave it out.');

    return value.map((item, index) => onePattern(key, item, inside(field, index)));
  };

const acceptOf = (value: unknown, field: Field): AcceptEntry => {
  const record = asRecord(value, field, [...matchable, 'reason', 'expires', 'owner']);
  const match = matchable.flatMap((key) => {
    const patterns = optional(record, key, patternsOf(key), field);

    return patterns === undefined ? [] : [[key, patterns] as const];
  });
  if (match.length === 0)
    throw wrong(field, 'does not say what it accepts', `Give one of ${matchable.join(', ')}; rule: "*" is everything.`);

  return {
    match: Object.fromEntries(match),
    reason: asText(record.reason, inside(field, 'reason')),
    expires: optional(record, 'expires', asDay, field),
    owner: optional(record, 'owner', asText, field),
  };
};

/** Each is held against each finding. */
const mostEntries = 10_000;

const acceptsOf = (value: unknown, field: Field): Config['accept'] => {
  const entries = asList(value, field);
  if (entries.length > mostEntries)
    throw wrong(
      field,
      `has ${entries.length} entries, and ${mostEntries} are the most that are read`,
      'Accept findings one by one with a baseline: vpce-audit baseline.',
    );

  return entries.map((entry, index) => acceptOf(entry, inside(field, index)));
};

const accountOf = (value: unknown, field: Field): AccountEntry => {
  const record = asRecord(value, field, ['name', 'team', 'email', 'unit', 'failOn']);

  return {
    name: optional(record, 'name', asText, field),
    team: optional(record, 'team', asText, field),
    email: optional(record, 'email', asText, field),
    unit: optional(record, 'unit', asText, field),
    failOn: optional(record, 'failOn', (level, at) => asChoice(level, at, failOnLevels), field),
  };
};

const accountsOf = (value: unknown, field: Field): Config['accounts'] => {
  const record = asRecord(value, field);

  return Object.fromEntries(
    Object.entries(record).map(([id, entry]) => {
      if (!/^\d{12}$/.test(id)) throw wrong(inside(field, id), 'is no account id', 'Write its 12 digits, in quotes.');

      return [id, accountOf(entry, inside(field, id))];
    }),
  );
};

const configKeys = [
  '$schema',
  'services',
  'scope',
  'rules',
  'failOn',
  'occupancy',
  'tags',
  'accept',
  'accounts',
] as const;

/**
 * What a config file's value means, or a `Failure` that says where it is wrong. `file` names it in messages;
 * `ruleIds` are those that there are.
 */
export const parseConfig = (value: unknown, file: string, ruleIds: readonly string[]): Config => {
  const field = { file, path: '' };
  const record = asRecord(value ?? {}, field, configKeys);

  return {
    services: optional(record, 'services', asTexts, field),
    scope: optional(record, 'scope', scopeOf, field) ?? {},
    rules: optional(record, 'rules', rulesOf(ruleIds), field) ?? {},
    failOn: optional(record, 'failOn', (level, at) => asChoice(level, at, failOnLevels), field),
    occupancy: optional(record, 'occupancy', occupancyOf, field),
    tags: optional(record, 'tags', asBoolean, field),
    accept: optional(record, 'accept', acceptsOf, field) ?? [],
    accounts: optional(record, 'accounts', accountsOf, field),
  };
};
