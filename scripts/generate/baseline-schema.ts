import { severityLevels } from '../../src/config/config.ts';
import type { Output } from './output.ts';
import { schemaText } from './schema-text.ts';

type Schema = Readonly<Record<string, unknown>>;

const text = { type: 'string', pattern: '\\S' };
const textOrNull = { type: ['string', 'null'], pattern: '\\S' };

const place = {
  fingerprint: { description: 'The identity; what stands beside it says what was accepted.', ...text },
  rule: text,
  account: { description: 'Null where the facts do not say.', ...textOrNull },
  region: text,
  vpcId: text,
  resource: text,
  service: textOrNull,
};
const limits = {
  severity: { description: 'A graver finding is not accepted.', enum: severityLevels },
  exits: {
    description: 'Kinds of what carried its paths out of the VPC; a finding with any other is not accepted.',
    type: 'array',
    items: text,
  },
};
const terms = {
  reason: text,
  expires: { description: 'The first day (UTC) on which the finding counts again.', type: 'string', format: 'date' },
};

const baselineOf = (version: number, description: string, entry: Schema): Schema => ({
  description,
  type: 'object',
  required: ['schemaVersion', 'accepted'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    schemaVersion: { const: version },
    accepted: {
      description: 'Sorted, one a line; no fingerprint twice.',
      type: 'array',
      items: {
        type: 'object',
        required: [...Object.keys(entry), 'reason'],
        additionalProperties: false,
        properties: { ...entry, ...terms },
      },
    },
  },
});

export const baselineSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'vpce-audit baseline',
  description:
    'What `vpce-audit baseline` writes and `--baseline` reads: the findings of one day that somebody answers for.',
  oneOf: [
    baselineOf(2, 'As it is written.', { ...place, ...limits }),
    baselineOf(1, 'As 0.1 wrote it: an entry limits neither severity nor exits.', place),
  ],
};

export const outputs = (): readonly Output[] => [
  { path: 'docs/schema/baseline.schema.json', text: schemaText(baselineSchema) },
];
