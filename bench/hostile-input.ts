import type { RecordOf, Sections, Snapshot } from '../src/snapshot/schema.ts';
import { demoSnapshot } from '../src/sources/demo.ts';

/** Files that somebody wrote to keep a run busy, by the size of what is too much in them. */
export interface HostileInput {
  readonly label: string;
  /** What there is too much of. */
  readonly what: string;
  readonly size: number;
  /** By name. */
  readonly files: (size: number) => Readonly<Record<string, Iterable<string>>>;
  readonly args: readonly string[];
}

type Edit = (sections: Sections, size: number) => void;

/** A snapshot is written a record a line: in one piece the largest would be more than a string holds. */
function* laidOut({ scopes: [scope] }: Snapshot): Generator<string> {
  const { sections, ...rest } = scope ?? { sections: {} };
  yield '{\n"schemaVersion": 1,\n"scopes": [\n{\n';
  for (const [key, value] of Object.entries(rest)) yield `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`;
  yield '"sections": {\n';
  let before = '';
  for (const [section, records] of Object.entries(sections)) {
    yield `${before}${JSON.stringify(section)}: [\n`;
    for (const [at, record] of [records].flat().entries()) yield `${at === 0 ? '' : ',\n'}${JSON.stringify(record)}`;
    yield '\n]';
    before = ',\n';
  }
  yield '\n}\n}\n]\n}\n';
}

const demoWith =
  (edit: Edit): HostileInput['files'] =>
  (size) => {
    const snapshot = structuredClone(demoSnapshot());
    for (const { sections } of snapshot.scopes) edit(sections, size);

    return { 'facts.json': laidOut(snapshot) };
  };

const host = 's3.ap-northeast-2.amazonaws.com';

const weighted = (
  name: string,
  to: string,
  share: number,
): RecordOf<'resourceRecordSets'>['ResourceRecordSets'][0] => ({
  Name: name,
  Type: 'CNAME',
  SetIdentifier: `${share}`,
  Weight: 1,
  ResourceRecords: [{ Value: to }],
});

/** Eight names below the host's, each of which leads by as many records to the next eight, and so on. */
const mesh: Edit = (sections, size) => {
  const levels = 8;
  const width = Math.ceil(Math.sqrt(size / levels));
  const nameAt = (level: number, n: number): string => (level === 0 ? host : `n${n}-${level}.${host}`);
  const ResourceRecordSets = Array.from({ length: levels }, (_, level) =>
    Array.from({ length: level === 0 ? 1 : width }, (_, n) =>
      Array.from({ length: width }, (_, to) => weighted(nameAt(level, n), nameAt(level + 1, to), to)),
    ),
  ).flat(2);
  const vpcs = sections.vpcs ?? [];
  sections.hostedZones = vpcs.map(({ VpcId }) => ({
    VPCId: VpcId,
    HostedZoneSummaries: [{ HostedZoneId: 'ZMESH', Name: `${host}.`, Owner: { OwningAccount: '111122223333' } }],
  }));
  sections.resourceRecordSets = [{ HostedZoneId: 'ZMESH', ResourceRecordSets }];
};

const longNames =
  (letter: string): Edit =>
  (sections, size) => {
    const name = letter.repeat(size).slice(0, size);
    for (const record of [...(sections.vpcs ?? []), ...(sections.subnets ?? []), ...(sections.vpcEndpoints ?? [])])
      record.Tags = [{ Key: 'Name', Value: name }];
  };

const routes = (size: number, offset = 0): NonNullable<RecordOf<'routeTables'>['Routes']> =>
  Array.from({ length: size }, (_, at) => {
    const n = (offset + at) * 2;

    return {
      DestinationCidrBlock: `${(n >> 24) + 16}.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}/32`,
      TransitGatewayId: `tgw-${n % 7}`,
      State: 'active',
    };
  });

const oneTable: Edit = (sections, size) => {
  for (const table of sections.routeTables ?? []) table.Routes = [...(table.Routes ?? []), ...routes(size)];
};

const manyTables: Edit = (sections, size) => {
  const [table] = sections.routeTables ?? [];
  if (table === undefined) return;
  const each = 1_000;
  sections.routeTables = [
    ...(sections.routeTables ?? []),
    ...Array.from({ length: Math.ceil(size / each) }, (_, at) => ({
      ...table,
      RouteTableId: `rtb-${at}`,
      Associations: [],
      Routes: routes(each, at * each),
    })),
  ];
};

const unreadFor =
  (reason: (size: number) => string): HostileInput['files'] =>
  (size) => {
    const snapshot = structuredClone(demoSnapshot());
    const gap = { section: 'natGateways', action: 'ec2:DescribeNatGateways', kind: 'denied' } as const;
    for (const { gaps, sections } of snapshot.scopes) {
      delete sections.natGateways;
      gaps.push({ ...gap, reason: reason(size) });
    }

    return { 'facts.json': laidOut(snapshot) };
  };

const accepting = (size: number): Iterable<string> => [
  JSON.stringify({
    accept: Array.from({ length: size }, (_, at) => ({ rule: `*-${at}`, subnet: `subnet-*${at}`, reason: 'x' })),
  }),
];

const of = (
  what: string,
  size: number,
  label: string,
  files: HostileInput['files'],
  args: readonly string[],
): HostileInput => ({ what, size, label, files, args });

const inFormats = (formats: readonly string[], input: HostileInput): readonly HostileInput[] =>
  formats.map((format) => ({
    ...input,
    label: `${input.label}, ${format}`,
    args: [...input.args, '--format', format],
  }));

const configs = (text: (size: number, kind: string) => string): readonly Pick<HostileInput, 'files' | 'args'>[] =>
  ['json', 'yaml'].map((kind) => ({
    files: (size: number) => ({ [`config.${kind}`]: [text(size, kind)] }),
    args: ['--demo', '--config', `config.${kind}`],
  }));

const facts = ['--snapshot', 'facts.json'];
const everyFormat = ['table', 'json', 'csv', 'junit', 'markdown', 'github', 'html'];

export const hostileInputs: readonly HostileInput[] = [
  of('record', 4_000, 'weighted CNAMEs that lead to all of the next', demoWith(mesh), facts),
  ...configs((size) => '['.repeat(size)).map(({ files, args }) =>
    of('bracket', 200_000, `${args[2]} of brackets`, files, args),
  ),
  ...configs((size, kind) => {
    const keys = Array.from({ length: size }, (_, at) => `"k${at}": 1`);

    return kind === 'json' ? `{${keys.join(',')}}` : keys.join('\n');
  }).map(({ files, args }) => of('key', 100_000, `${args[2]} of keys`, files, args)),
  of(
    'bracket',
    200_000,
    'a snapshot of brackets',
    (size) => ({ 'facts.json': [`{"schemaVersion": ${'['.repeat(size)}${']'.repeat(size)}}`] }),
    facts,
  ),
  ...inFormats(everyFormat, of('character', 1_000_000, 'a name', demoWith(longNames('`);東')), facts)),
  of('route', 125_000, 'routes of each table', demoWith(oneTable), facts),
  of('route', 1_000_000, 'routes of many tables', demoWith(manyTables), facts),
  ...inFormats(
    everyFormat,
    of(
      'blank',
      1_000_000,
      'blanks in an error',
      unreadFor((size) => `x${' '.repeat(size)}y`),
      facts,
    ),
  ),
  ...inFormats(
    everyFormat,
    of(
      'mark',
      1_000_000,
      'marks in an error',
      unreadFor((size) => `${')'.repeat(size)}y`),
      facts,
    ),
  ),
  of('item', 10_000, 'entries of a config', (size) => ({ 'config.json': accepting(size) }), [
    '--demo',
    '--config',
    'config.json',
  ]),
  of('item', 200_000, 'more entries than a config may have', (size) => ({ 'config.json': accepting(size) }), [
    '--demo',
    '--config',
    'config.json',
  ]),
];
