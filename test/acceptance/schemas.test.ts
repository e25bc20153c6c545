import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { baselineSchema } from '../../scripts/generate/baseline-schema.ts';
import { configSchema } from '../../scripts/generate/config-schema.ts';
import { parseBaseline } from '../../src/acceptance/baseline/parse.ts';
import { writeBaseline } from '../../src/acceptance/baseline/write.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { rules } from '../../src/rules/all.ts';
import { behindNat } from '../support/world.ts';

const validator = (schema: object) => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false });
  formats.default(ajv);
  return ajv.compile(schema);
};
const published = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../docs/schema/${name}.schema.json`, import.meta.url), 'utf8'));
const isRead = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};
const ids = rules.map(({ id }) => id);
const entry = { rule: '*', reason: 'x' };

const configs: readonly (readonly [title: string, config: unknown, isValid: boolean])[] = [
  ['nothing', {}, true],
  [
    'everything',
    {
      $schema: 'https://example.com',
      services: ['s3'],
      scope: { regions: ['eu-west-1'], vpcs: ['vpc-a'], subnets: ['subnet-a'] },
      rules: { 'public-path': 'warning', 'nat-toll': 'off', 'split-path': 'on' },
      failOn: 'never',
      tags: false,
      accept: [{ ...entry, tag: ['a=b', '*'], subnet: ['a', 'b'], expires: '2027-01-31', owner: 'us' }],
    },
    true,
  ],
  ['an unknown key', { service: [] }, false],
  ['an unknown key of the scope', { scope: { region: [] } }, false],
  ['an unknown rule', { rules: { 'public-paths': 'off' } }, false],
  ['an unknown level', { rules: { 'public-path': 'warn' } }, false],
  ['an unknown severity', { failOn: 'info' }, false],
  ['a flag that is text', { tags: 'true' }, false],
  ['a blank service', { services: [' '] }, false],
  ['an entry without a reason', { accept: [{ rule: '*' }] }, false],
  ['an entry with a blank reason', { accept: [{ rule: '*', reason: ' ' }] }, false],
  ['an entry for nothing', { accept: [{ reason: 'x' }] }, false],
  ['an entry with an unknown key', { accept: [{ ...entry, until: '2027-01-31' }] }, false],
  ['an entry with no day', { accept: [{ ...entry, expires: '2027-02-30' }] }, false],
  ['an entry with an empty list', { accept: [{ ...entry, vpc: [] }] }, false],
  ['an entry with a number', { accept: [{ ...entry, account: 111122223333 }] }, false],
  ['an entry with a tag without a value', { accept: [{ ...entry, tag: 'legacy' }] }, false],
];

describe('the schema of the config', () => {
  it.each(configs)('and the reader agree on %s', (_title, config, isValid) => {
    expect({
      schema: validator(configSchema)(config),
      reader: isRead(() => parseConfig(config, 'c.json', ids)),
    }).toEqual({ schema: isValid, reader: isValid });
  });

  it('is the one that is published', () => {
    expect(published('config')).toEqual(configSchema);
  });
});

const accepted = {
  fingerprint: '1f',
  rule: 'public-path',
  account: null,
  region: 'us-east-1',
  vpcId: 'vpc-a',
  resource: 'subnet-a',
  service: 's3',
  reason: 'x',
};
const { reason: _reason, ...unexplained } = accepted;
const limited = { ...accepted, severity: 'warning', exits: ['nat-gateway'] };

describe('the schema of the baseline', () => {
  it.each([
    ['an empty one', { schemaVersion: 1, accepted: [] }, true],
    ['an entry', { schemaVersion: 1, accepted: [{ ...accepted, expires: '2027-01-31' }] }, true],
    ['another version', { schemaVersion: 3, accepted: [] }, false],
    ['an entry of version 2', { schemaVersion: 2, accepted: [limited] }, true],
    ['one that leaves out what version 2 says', { schemaVersion: 2, accepted: [accepted] }, false],
    ['one that says what version 1 does not', { schemaVersion: 1, accepted: [limited] }, false],
    ['one of no severity', { schemaVersion: 2, accepted: [{ ...limited, severity: 'high' }] }, false],
    ['no list', { schemaVersion: 1 }, false],
    ['an unknown key', { schemaVersion: 1, accepted: [], findings: [] }, false],
    ['an entry without a reason', { schemaVersion: 1, accepted: [unexplained] }, false],
    ['an entry with an unknown key', { schemaVersion: 1, accepted: [{ ...accepted, expire: '2027-01-31' }] }, false],
    ['an entry with no day', { schemaVersion: 1, accepted: [{ ...accepted, expires: 'soon' }] }, false],
    ['an entry with a number', { schemaVersion: 1, accepted: [{ ...accepted, account: 1 }] }, false],
  ])('and the reader agree on %s', (_title, baseline, isValid) => {
    expect({
      schema: validator(baselineSchema)(baseline),
      reader: isRead(() => parseBaseline(JSON.stringify(baseline), 'b.json')),
    }).toEqual({ schema: isValid, reader: isValid });
  });

  it('takes what is written', () => {
    const text = writeBaseline(behindNat().report(), { reason: 'x', expires: '2027-01-31' });

    expect(validator(baselineSchema)(JSON.parse(text))).toBe(true);
  });

  it('is the one that is published', () => {
    expect(published('baseline')).toEqual(baselineSchema);
  });
});
