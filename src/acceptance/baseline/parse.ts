import { Failure } from '../../failure.ts';
import { parseJson } from '../../snapshot/json.ts';
import { dayOf, inside, listOf, optional, type Place, recordOf, textOf, textOrNullOf, wrong } from '../fields.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';

const keys = ['fingerprint', 'rule', 'account', 'region', 'vpcId', 'resource', 'service', 'reason', 'expires'];

const entryOf = (value: unknown, place: Place): BaselineEntry => {
  const record = recordOf(value, place, keys);
  const text = (key: string): string => textOf(record[key], inside(place, key));
  const textOrNull = (key: string): string | null => textOrNullOf(record[key], inside(place, key));
  const expires = optional(record, 'expires', dayOf, place);

  return {
    fingerprint: text('fingerprint'),
    rule: text('rule'),
    account: textOrNull('account'),
    region: text('region'),
    vpcId: text('vpcId'),
    resource: text('resource'),
    service: textOrNull('service'),
    reason: text('reason'),
    ...(expires === undefined ? {} : { expires }),
  };
};

/** A merge that took a line from either side leaves two, and nobody can tell which one holds. */
const refuseTwins = (entries: readonly BaselineEntry[], place: Place): void => {
  const seen = new Map<string, number>();
  for (const [index, { fingerprint }] of entries.entries()) {
    const twin = seen.get(fingerprint);
    if (twin !== undefined)
      throw wrong(inside(place, index), `is the finding of [${twin}] again`, 'Keep one of the two.');
    seen.set(fingerprint, index);
  }
};

const refuseOtherVersions = (value: unknown, file: string): void => {
  const version = typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : null;
  if (version === 1) return;
  if (typeof version === 'number' && version > 1)
    throw new Failure(`${file} is of version ${version}; this vpce-audit reads version 1`, 'Update vpce-audit.');

  throw new Failure(
    `${file} is not a baseline: it has no schemaVersion 1`,
    'Write one with vpce-audit baseline --reason "…".',
  );
};

/** `file` names the text in messages, which say the place and the way out. */
export const parseBaseline = (text: string, file: string): Baseline => {
  const value = parseJson(text, file);
  refuseOtherVersions(value, file);
  const whole = { file, path: '' };
  const record = recordOf(value, whole, ['$schema', 'schemaVersion', 'accepted']);
  const place = inside(whole, 'accepted');
  const accepted = listOf(record.accepted, place).map((entry, index) => entryOf(entry, inside(place, index)));
  refuseTwins(accepted, place);

  return { schemaVersion: 1, accepted };
};
