import {
  failOnLevels,
  type Matched,
  matchable,
  type NobodyThere,
  occupancyLevels,
  ruleLevels,
} from '../../src/config/config.ts';
import { rules } from '../../src/rules/all.ts';
import type { Output } from './output.ts';
import { schemaText } from './schema-text.ts';

type Schema = Readonly<Record<string, unknown>>;

const text = { type: 'string', pattern: '\\S' };
const texts = { type: 'array', items: text };
const object = (properties: Readonly<Record<string, Schema>>, rest: Schema = {}): Schema => ({
  type: 'object',
  additionalProperties: false,
  ...rest,
  properties,
});

const patterns = (pattern: Schema): Schema => ({
  anyOf: [pattern, { type: 'array', minItems: 1, items: pattern }],
});

const matchText: Readonly<Record<Matched, string>> = {
  rule: 'Id of the rule.',
  account: 'Account id, in quotes.',
  unit: 'Organizational unit of the account, as `accounts` says.',
  region: 'The Region.',
  vpc: 'Id of the VPC.',
  subnet: 'Id of the subnet that the finding is about.',
  routeTable: 'Id of the route table that the finding is about, or that its subnet has.',
  service: 'Id of the service that the finding, or its endpoint, is of.',
  exit: 'Kind of what carries the paths out of the VPC (`nat-gateway`, `internet-gateway`, …); a finding with several needs one for each.',
  tag: '`key=value` of the resource, its route table or its VPC.',
};

const occupancyText: Readonly<Record<NobodyThere, string>> = {
  unused: 'In a VPC that holds not a single network interface. Default: note.',
  equipment: "In a subnet that holds AWS's own equipment alone: gateways, endpoints, load balancers. Default: note.",
  empty: 'In a subnet that holds nothing yet, of a VPC that is in use. Default: error, which is as usual.',
};

const entry = object(
  {
    ...Object.fromEntries(
      matchable.map((key) => [
        key,
        {
          description: `${matchText[key]} One pattern, or several of which one must fit; \`*\` stands for any characters.`,
          ...patterns(key === 'tag' ? { ...text, pattern: '^\\s*\\*\\s*$|=' } : text),
        },
      ]),
    ),
    reason: { description: 'Why this is fine.', ...text },
    expires: {
      description: 'The first day (UTC) on which the findings count again.',
      type: 'string',
      format: 'date',
    },
    owner: { description: 'Who answers for it.', ...text },
  },
  {
    description: 'Accepts the findings that fit all of its patterns. They stay in the report and fail nothing.',
    required: ['reason'],
    anyOf: matchable.map((key) => ({ required: [key] })),
  },
);

const account = object({
  name: { description: 'What people call it.', ...text },
  team: { description: 'Who answers for it.', ...text },
  email: { description: 'How to reach them.', ...text },
  unit: { description: 'The organizational unit that it is in, for `accept`.', ...text },
  failOn: { description: 'As --fail-on, for findings of this account.', enum: failOnLevels },
});

export const configSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'vpce-audit config',
  description: 'vpce-audit.config.json or vpce-audit.config.yaml. A flag outranks what stands here.',
  ...object({
    $schema: { type: 'string' },
    services: { description: 'As --service. Default: s3, dynamodb, ec2.', ...texts },
    scope: object({
      regions: { description: 'As --region.', ...texts },
      vpcs: { description: 'As --vpc.', ...texts },
      subnets: { description: 'As --subnet.', ...texts },
    }),
    rules: object(
      Object.fromEntries(
        rules.map(({ id, title, severity }) => [
          id,
          { description: `${title}. Default: ${severity}.`, enum: ruleLevels },
        ]),
      ),
      { description: 'Rules that are off, or whose findings all have this severity.' },
    ),
    failOn: { description: 'As --fail-on. Default: error.', enum: failOnLevels },
    occupancy: object(
      Object.fromEntries(
        Object.entries(occupancyText).map(([who, description]) => [who, { description, enum: occupancyLevels }]),
      ),
      {
        description:
          'The gravest that findings may be where nobody calls from: what a rule finds graver is held down to it. `error` lets them count as usual, `off` makes none.',
      },
    ),
    tags: {
      description: 'Whether a tag `vpce-audit:accept` on a resource may accept findings. Default: false.',
      type: 'boolean',
    },
    accept: { type: 'array', items: entry, maxItems: 10_000 },
    accounts: {
      description: 'Whose accounts are, and what each is held to; by account id, in quotes.',
      type: 'object',
      additionalProperties: false,
      patternProperties: { '^\\d{12}$': account },
    },
  }),
};

export const outputs = (): readonly Output[] => [
  { path: 'docs/schema/config.schema.json', text: schemaText(configSchema) },
];
