import type { RecordOf, Sections, Snapshot } from '../src/snapshot/schema.ts';
import { demoSnapshot } from '../src/sources/demo.ts';

/** Files that somebody wrote to keep a run busy, by the size of what is too much in them. */
export interface HostileInput {
  readonly label: string;
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
  for (const [section, records] of Object.entries<readonly object[]>(sections)) {
    yield `${before}${JSON.stringify(section)}: [\n`;
    for (const [at, record] of records.entries()) yield `${at === 0 ? '' : ',\n'}${JSON.stringify(record)}`;
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

const weighted = (name: string, to: string, share: number): RecordOf<'resourceRecordSets'>['ResourceRecordSets'][0] => ({
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
    const gap = { section: 'networkAcls', action: 'ec2:DescribeNetworkAcls', kind: 'denied', reason: reason(size) } as const;
    for (const { gaps } of snapshot.scopes) gaps.push(gap);

    return { 'facts.json': [JSON.stringify(snapshot)] };
  };

const accepting = (size: number): Iterable<string> => [
  JSON.stringify({
    accept: Array.from({ length: size }, (_, at) => ({ rule: `*-${at}`, subnet: `subnet-*${at}`, reason: 'x' })),
  }),
];

const facts = (...more: readonly string[]): readonly string[] => ['--snapshot', 'facts.json', ...more];
const demo = (...more: readonly string[]): readonly string[] => ['--demo', ...more];

export const hostileInputs: readonly HostileInput[] = [
  { label: 'weighted CNAMEs, each to all of the next', size: 4_000, files: demoWith(mesh), args: facts() },
  ...['json', 'yaml'].map((kind) => ({
    label: `brackets in a config (${kind})`,
    size: 200_000,
    files: (size: number) => ({ [`config.${kind}`]: ['['.repeat(size)] }),
    args: demo('--config', `config.${kind}`),
  })),
  {
    label: 'brackets in a snapshot',
    size: 200_000,
    files: (size) => ({ 'facts.json': [`{"schemaVersion": ${'['.repeat(size)}${']'.repeat(size)}}`] }),
    args: facts(),
  },
  ...['table', 'markdown', 'json', 'csv', 'github', 'junit'].map((format) => ({
    label: `letters of a name (${format})`,
    size: 1_000_000,
    files: demoWith(longNames('x')),
    args: facts('--format', format),
  })),
  { label: 'marks in a name (markdown)', size: 1_000_000, files: demoWith(longNames('`);')), args: facts('--format', 'markdown') },
  { label: 'wide letters of a name (table)', size: 1_000_000, files: demoWith(longNames('東')), args: facts() },
  { label: 'routes of each table', size: 125_000, files: demoWith(oneTable), args: facts() },
  { label: 'routes of many tables', size: 1_000_000, files: demoWith(manyTables), args: facts() },
  ...['table', 'markdown', 'github', 'junit'].map((format) => ({
    label: `blanks in an error (${format})`,
    size: 1_000_000,
    files: unreadFor((size) => `x${' '.repeat(size)}y`),
    args: facts('--format', format),
  })),
  {
    label: 'entries of a config that accept findings',
    size: 200_000,
    files: (size) => ({ 'config.json': accepting(size) }),
    args: demo('--config', 'config.json'),
  },
];
