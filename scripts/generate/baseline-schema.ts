import type { Output } from './output.ts';

type Schema = Readonly<Record<string, unknown>>;

const text = { type: 'string', pattern: '\\S' };
const textOrNull = { type: ['string', 'null'], pattern: '\\S' };

export const baselineSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'vpce-audit baseline',
  description:
    'What `vpce-audit baseline` writes and `--baseline` reads: the findings of one day that somebody answers for.',
  type: 'object',
  required: ['schemaVersion', 'accepted'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    schemaVersion: { const: 1 },
    accepted: {
      description: 'Sorted, one a line; no fingerprint twice.',
      type: 'array',
      items: {
        type: 'object',
        required: ['fingerprint', 'rule', 'account', 'region', 'vpcId', 'resource', 'service', 'reason'],
        additionalProperties: false,
        properties: {
          fingerprint: { description: 'The identity; the ids beside it say what it stands for.', ...text },
          rule: text,
          account: { description: 'Null where the facts do not say.', ...textOrNull },
          region: text,
          vpcId: text,
          resource: text,
          service: textOrNull,
          reason: text,
          expires: {
            description: 'The first day (UTC) on which the finding counts again.',
            type: 'string',
            format: 'date',
          },
        },
      },
    },
  },
};

export const outputs = (): readonly Output[] => [
  { path: 'docs/schema/baseline.schema.json', text: `${JSON.stringify(baselineSchema, null, 2)}\n` },
];
