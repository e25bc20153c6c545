import type { Output } from './output.ts';
import { schemaText } from './schema-text.ts';

type Schema = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const count = { type: 'integer', minimum: 0 };
const textOrNull = { type: ['string', 'null'] };
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const list = (name: string): Schema => ({ type: 'array', items: ref(name) });
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const described = (description: string, schema: Schema): Schema => ({ description, ...schema });

/** An object that has all of these fields and, in later 1.x versions, maybe more. */
const object = (
  properties: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties: { ...properties, ...optional },
});

const place = {
  account: described('Null where the facts do not say.', textOrNull),
  region: text,
};
const fate = {
  via: described('What carries it, or drops it.', orNull(ref('carrier'))),
  through: described('What it crosses before `via` that matters to cost or trust, in order.', list('carrier')),
  reason: described('Why, in kebab-case; later versions may add reasons.', textOrNull),
};
const oneFate = { enum: ['private', 'public', 'transit', 'unreachable', 'unknown'] };

const definitions: Readonly<Record<string, Schema>> = {
  severity: { enum: ['error', 'warning', 'note'] },
  verdict: { enum: ['private', 'public', 'transit', 'split', 'unreachable', 'unknown'] },
  confidence: described('`likely` where AWS does not state what it rests on, or something could not be read.', {
    enum: ['certain', 'likely'],
  }),
  scope: object(
    {
      ...place,
      takenAt: described('When the facts were read.', { type: ['string', 'null'], format: 'date-time' }),
      source: { enum: ['aws', 'snapshot', 'aws-cli', 'demo'] },
    },
    {
      endpoint: described('The URL that AWS was asked at, where one was configured.', text),
      readBy: described('The ARN of the role or user that read the facts; of a session, the role alone.', text),
    },
  ),
  carrier: object({ kind: text, id: text }),
  hop: object({
    at: described('The resource that decides.', text),
    does: { enum: ['answers', 'routes', 'permits', 'denies', 'drops', 'delivers'] },
    because: described('The configuration line that decides.', text),
  }),
  part: object(
    {
      verdict: oneFate,
      ...fate,
      cidrs: described('The first of the addresses that share this fate, in the fewest CIDRs.', {
        ...texts,
        maxItems: 64,
      }),
      more: described('How many CIDRs more there are.', count),
    },
    { from: described('Whose packets they are, where clients of the subnet do not share one fate.', texts) },
  ),
  path: object({
    ...place,
    vpcId: text,
    subnetId: text,
    service: text,
    name: described('The name that is looked up; a wildcard is written `*.`.', text),
    primary: described('Whether it is the name an AWS SDK dials by default.', { type: 'boolean' }),
    family: { enum: ['ipv4', 'ipv6'] },
    verdict: ref('verdict'),
    via: described('What carries it, or drops it.', orNull(ref('carrier'))),
    reason: described('Why, in kebab-case; later versions may add reasons.', textOrNull),
    confidence: ref('confidence'),
    way: described('The id of the way that it goes, which says what else there is to say.', text),
  }),
  way: object({
    id: described('`w1`, `w2`, … in the order of the report; another report numbers other ways.', text),
    verdict: ref('verdict'),
    ...fate,
    confidence: ref('confidence'),
    parts: described('Of a `split` path: what becomes of which addresses. Else empty.', list('part')),
    hops: described('The evidence, in order.', list('hop')),
    doubts: described('What could overturn the verdict.', texts),
  }),
  subnet: object({
    ...place,
    vpcId: text,
    vpcName: textOrNull,
    subnetId: text,
    name: textOrNull,
    cidr: described('The IPv4 CIDR, or the IPv6 one where it has no other.', textOrNull),
    zone: textOrNull,
    routeTableId: described('Null where its route table was not read.', textOrNull),
    clients: described(
      'Network interfaces from which a workload may call AWS; null where interfaces were not read whole.',
      orNull(
        object({
          total: count,
          kinds: described('By name: `instance`, `lambda`, `ecs-task`, …; `other` where nothing tells.', {
            type: 'object',
            additionalProperties: count,
          }),
        }),
      ),
    ),
    occupancy: described(
      "`equipment`: AWS's own interfaces alone. `empty`: none yet. `unused`: none in all of the VPC. `unknown`: not read whole.",
      { enum: ['clients', 'equipment', 'empty', 'unused', 'unknown'] },
    ),
  }),
  endpoint: object(
    {
      ...place,
      vpcId: text,
      endpointId: text,
      type: text,
      serviceName: text,
      service: text,
      state: text,
    },
    {
      privateDns: described(
        'Of interface endpoints.',
        object({
          status: { enum: ['effective', 'off', 'covered-elsewhere', 'ineffective', 'not-offered', 'unknown'] },
          names: texts,
          reasons: texts,
        }),
      ),
    },
  ),
  change: object({
    id: described('`c1`, `c2`, … in the order of the report: those that concern most clients first.', text),
    kind: described('`create-gateway-endpoint`, `set-private-dns`, …; later versions may add kinds.', text),
    words: described('One imperative, with real ids.', text),
    commands: described('Of the AWS CLI, a line each. Empty where only a person can do it (`by-hand`).', texts),
    fixes: described('Fingerprints of findings that are gone once all changes of the report are made.', texts),
    turns: described('Paths, by what becomes of them: `public→private`.', {
      type: 'object',
      additionalProperties: count,
    }),
    needs: described('Ids of changes that have to be made before it.', texts),
    unread: described('What AWS asks for before it takes the change, and could not be read.', texts),
    consequences: described('What an audit cannot see.', texts),
    clients: described('How many clients the findings concern that it is for.', count),
  }),
  finding: object(
    {
      rule: text,
      severity: ref('severity'),
      ...place,
      vpcId: text,
      resource: described('The id of what is at fault.', text),
      service: textOrNull,
      message: text,
      remedy: described('What to do, in words. The same for all that one act would mend.', text),
      command: described('What to paste into a POSIX shell to do it; null where no command does.', textOrNull),
      changes: described('Ids of the changes that mend it, or of what is left to a person.', texts),
      clients: described('How many clients it concerns; null where interfaces were not read whole.', {
        ...count,
        type: ['integer', 'null'],
      }),
      fingerprint: described('Tells this finding from all others, from run to run.', text),
      confidence: ref('confidence'),
    },
    {
      exits: described(
        'Kinds of what carries its paths out of the VPC, as in `via`; empty where it is about no such path.',
        texts,
      ),
      routeTableId: described('Of a finding about a subnet: the route table it has.', text),
      occupancy: described('Nobody calls from there, for which it is a note, whatever its rule says.', {
        enum: ['unused', 'equipment'],
      }),
      accepted: described(
        'Somebody answers for it: it fails nothing.',
        object({ by: text, reason: text }, { expires: { type: 'string', format: 'date' } }),
      ),
    },
  ),
  rule: object(
    {
      id: text,
      outcome: described('`inconclusive` where it needed something that was not read.', {
        enum: ['checked', 'inconclusive'],
      }),
      findings: count,
      gaps: described('IAM actions whose answers it needed and did not get.', texts),
    },
    {
      title: text,
      severity: ref('severity'),
      category: text,
      help: text,
      page: { type: 'string', format: 'uri' },
    },
  ),
  weakening: object(
    {
      setting: described('As the file has it: `rules.public-path`.', text),
      kind: { enum: ['rule-off', 'severity', 'scope', 'gate'] },
      effect: text,
      file: text,
    },
    { line: count },
  ),
  account: object(
    { account: text },
    {
      name: text,
      team: text,
      email: text,
      unit: described('The organizational unit that it is in.', text),
    },
  ),
  absentAccount: object({
    account: text,
    region: text,
    paths: count,
    resources: described('What of it the paths meet.', texts),
  }),
  gap: object(
    {
      ...place,
      section: text,
      action: described('The IAM action that would close it.', text),
      reason: text,
      kind: { enum: ['denied', 'unsupported', 'failed', 'missing'] },
    },
    { resource: text },
  ),
};

const setting = (value: Schema): Schema =>
  object({ value, from: described('A flag, the config file, or `default`.', text) });
const settings = (value: Schema): Schema => ({ type: 'object', additionalProperties: setting(value) });

const configInForce = object(
  {
    services: setting(texts),
    scope: settings(texts),
    failOn: setting(text),
    rules: settings(text),
    occupancy: settings(text),
    tags: setting({ type: 'boolean' }),
    accept: setting({ type: 'array' }),
  },
  { accounts: setting({ type: 'object' }) },
);

export const reportSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'vpce-audit report',
  description: 'What `vpce-audit --format json` prints. Later 1.x versions may add fields, never take or change one.',
  ...object(
    {
      schemaVersion: { const: 2 },
      tool: object({ name: { const: 'vpce-audit' }, version: text }),
      scopes: list('scope'),
      paths: described('One a subnet, service, name and address family.', list('path')),
      ways: described('What paths come to, said once for all that share it.', list('way')),
      subnets: described('Where the paths start.', list('subnet')),
      endpoints: list('endpoint'),
      changes: described(
        'What can be done: applied to a copy of the facts and judged, all of them together.',
        list('change'),
      ),
      findings: list('finding'),
      rules: list('rule'),
      gaps: described('What could not be read. An audit that has any is incomplete.', list('gap')),
      summary: object(
        {
          paths: described('Paths by verdict; a verdict that no path has is left out.', {
            type: 'object',
            additionalProperties: count,
          }),
          primary: described('The same of the names that an AWS SDK dials by default.', {
            type: 'object',
            additionalProperties: count,
          }),
          findings: described('Those that nobody has accepted.', object({ error: count, warning: count, note: count })),
          complete: described('Whether everything that could hide a finding was read and told.', { type: 'boolean' }),
        },
        { accepted: described('How many findings somebody answers for.', count) },
      ),
    },
    {
      context: described(
        'Whose facts the others were judged by, and which were not judged themselves (`--context`).',
        list('scope'),
      ),
      accounts: described('Whose the accounts are, as the config says.', list('account')),
      absentAccounts: described(
        'Accounts whose facts would tell where paths that are `transit` or `unknown` end.',
        list('absentAccount'),
      ),
      config: described(
        'What was in force.',
        object({
          file: described('The config file; null without one.', textOrNull),
          weakenings: described(
            'Settings of the file that let the audit find less, or fail for less.',
            list('weakening'),
          ),
          inForce: configInForce,
        }),
      ),
    },
  ),
  $defs: definitions,
};

export const outputs = (): readonly Output[] => [
  { path: 'docs/schema/report.schema.json', text: schemaText(reportSchema) },
];
