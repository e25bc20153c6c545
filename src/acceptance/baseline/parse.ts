import { severityLevels } from '../../config/config.ts';
import {
  asChoice,
  asDay,
  asList,
  asRecord,
  asText,
  asTextOrNull,
  asTexts,
  type Field,
  inside,
  optional,
  wrong,
} from '../../config/fields.ts';
import { Failure } from '../../failure.ts';
import { isRecord } from '../../is-record.ts';
import { parseUniqueJson } from '../../snapshot/json.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';

type Version = Baseline['schemaVersion'];

const keys = ['fingerprint', 'rule', 'account', 'region', 'vpcId', 'resource', 'service', 'reason', 'expires'];
const keysOf: Readonly<Record<Version, readonly string[]>> = { 1: keys, 2: [...keys, 'severity', 'exits'] };

const entryOf = (version: Version, value: unknown, field: Field): BaselineEntry => {
  const record = asRecord(value, field, keysOf[version]);
  const text = (key: string): string => asText(record[key], inside(field, key));
  const textOrNull = (key: string): string | null => asTextOrNull(record[key], inside(field, key));
  const expires = optional(record, 'expires', asDay, field);

  return {
    fingerprint: text('fingerprint'),
    rule: text('rule'),
    account: textOrNull('account'),
    region: text('region'),
    vpcId: text('vpcId'),
    resource: text('resource'),
    service: textOrNull('service'),
    ...(version === 1
      ? {}
      : {
          severity: asChoice(record.severity, inside(field, 'severity'), severityLevels),
          exits: asTexts(record.exits, inside(field, 'exits')),
        }),
    reason: text('reason'),
    ...(expires === undefined ? {} : { expires }),
  };
};

/** A merge that took a line from either side leaves two, and nobody can tell which one holds. */
const assertUnique = (entries: readonly BaselineEntry[], field: Field): void => {
  const seen = new Map<string, number>();
  for (const [index, { fingerprint }] of entries.entries()) {
    const first = seen.get(fingerprint);
    if (first !== undefined)
      throw wrong(inside(field, index), `is the finding of [${first}] again`, 'Keep one of the two.');
    seen.set(fingerprint, index);
  }
};

const versionOf = (value: unknown, file: string): Version => {
  const version = isRecord(value) ? value.schemaVersion : null;
  if (version === 1 || version === 2) return version;
  if (typeof version === 'number' && version > 2)
    throw new Failure(`${file} is of version ${version}; this vpce-audit reads versions 1 and 2`, 'Update vpce-audit.');

  throw new Failure(
    `${file} is not a baseline: it has no schemaVersion 2`,
    'Write one with vpce-audit baseline --reason "…".',
  );
};

/** `file` names the text in messages, which say where the fault is and how to mend it. */
export const parseBaseline = (text: string, file: string): Baseline => {
  const value = parseUniqueJson(text, file);
  const schemaVersion = versionOf(value, file);
  const whole = { file, path: '' };
  const record = asRecord(value, whole, ['$schema', 'schemaVersion', 'accepted']);
  const field = inside(whole, 'accepted');
  const accepted = asList(record.accepted, field).map((entry, index) =>
    entryOf(schemaVersion, entry, inside(field, index)),
  );
  assertUnique(accepted, field);

  return { schemaVersion, accepted };
};
