import { describe, expect, it } from 'vitest';
import { groupBy } from '../src/group-by.ts';
import { type Import, readSourceFiles, type SourceFile } from './support/source-files.ts';

interface Floor {
  /** Floors, and files directly below `src`, that it may import. */
  readonly below: readonly string[];
  /** Those of which it may only know the types. */
  readonly types?: readonly string[];
  /** Single files of other floors, which need nothing else. */
  readonly files?: readonly string[];
  readonly packages?: RegExp;
}

/** What every floor stands on: words that are nobody's own. */
const ground = [
  'ci-commands.ts',
  'day.ts',
  'each-in-order.ts',
  'glob.ts',
  'group-by.ts',
  'is-record.ts',
  'json-text.ts',
  'memoize.ts',
  'order.ts',
  'shell.ts',
  'utc-time.ts',
  'wording.ts',
];

/** Facts flow one way, from AWS to the reader, and each floor knows only the floors below it. */
const floors: Readonly<Record<string, Floor>> = {
  'ci-commands.ts': { below: [] },
  'day.ts': { below: [] },
  'each-in-order.ts': { below: [] },
  'glob.ts': { below: [] },
  'group-by.ts': { below: [] },
  'is-record.ts': { below: [] },
  'json-text.ts': { below: [] },
  'memoize.ts': { below: [] },
  'order.ts': { below: [] },
  'shell.ts': { below: [] },
  'utc-time.ts': { below: [] },
  'wording.ts': { below: [] },
  'failure.ts': { below: [] },
  net: { below: [] },
  snapshot: { below: ['net', 'failure.ts'], packages: /^\.\.\/.*\/snapshot\.schema\.json$/ },
  sources: { below: ['snapshot', 'net', 'failure.ts'], packages: /^node:/ },
  services: { below: [], types: ['net'] },
  network: { below: ['snapshot', 'services', 'net'] },
  analysis: { below: ['network', 'services', 'net'], types: ['snapshot'] },
  changes: { below: ['analysis', 'network', 'services', 'snapshot', 'net', 'failure.ts'] },
  rules: { below: ['changes', 'analysis', 'network', 'services', 'net'], types: ['snapshot'] },
  audit: {
    below: ['rules', 'changes', 'analysis', 'network', 'services', 'snapshot', 'net', 'failure.ts'],
    packages: /^node:crypto$/,
  },
  'audit.ts': {
    below: ['audit', 'rules', 'changes', 'analysis', 'network', 'services', 'snapshot', 'failure.ts'],
    packages: /^node:crypto$/,
  },
  config: { below: ['services', 'failure.ts'], types: ['audit.ts', 'rules'] },
  acceptance: {
    below: ['config', 'audit.ts', 'snapshot', 'failure.ts'],
    files: ['audit/paths.ts'],
    packages: /^\.\.\/.*\/report\.schema\.json$/,
  },
  diff: { below: ['audit.ts', 'snapshot'], types: [], files: ['audit/paths.ts'] },
  report: {
    below: ['audit.ts'],
    types: ['diff', 'rules', 'changes', 'analysis', 'snapshot'],
    files: ['analysis/reason.ts', 'analysis/part.ts', 'audit/paths.ts', 'audit/topology.ts', 'changes/prices.ts'],
    packages: /^(chalk|sarif|node:crypto|@dagrejs\/dagre)$/,
  },
  cli: {
    below: [
      'report',
      'diff',
      'acceptance',
      'config',
      'audit.ts',
      'rules',
      'changes',
      'network',
      'services',
      'sources',
      'snapshot',
      'failure.ts',
    ],
    files: ['audit/account-report.ts', 'audit/deletions.ts', 'audit/known-changes.ts'],
    packages: /^(commander|node:.*|\.\.\/.*\/package\.json)$/,
  },
};

/** The one place that each of these may be named in. */
const homes: readonly { readonly packages: RegExp; readonly file: RegExp }[] = [
  { packages: /^yaml$/, file: /^config\/yaml\.ts$/ },
  { packages: /^zod/, file: /^snapshot\/schema\.ts$/ },
  { packages: /^@(aws-sdk|smithy)\//, file: /^sources\/aws\// },
  { packages: /^(hpagent|proxy-from-env)$/, file: /^sources\/aws\/proxies\.ts$/ },
];

const files = readSourceFiles();
const all = files.flatMap((source) => source.imports.map((found) => ({ source, found })));
const asLine = ({ source, found }: { source: SourceFile; found: Import }) => `${source.file} → ${found.specifier}`;

describe('the floors of src', () => {
  it('are those of the table', () => {
    expect(files.filter(({ floor }) => !(floor in floors)).map(({ file }) => file)).toEqual([]);
  });

  it('import only floors below them', () => {
    const wrong = all.filter(({ source, found }) => {
      const target = found.target?.split('/')[0];
      const { below = [], types = [], files: single = [] } = floors[source.floor] ?? {};
      const allowed = [source.floor, ...ground, ...below, ...(found.kind === 'type' ? types : [])];
      return target !== undefined && !allowed.includes(target) && !single.includes(found.target ?? '');
    });

    expect(wrong.map(asLine)).toEqual([]);
  });

  it('import only the packages that are theirs', () => {
    const wrong = all.filter(({ source, found }) => {
      if (found.target !== null) return false;
      const home = homes.find(({ packages }) => packages.test(found.specifier));
      return !(home?.file.test(source.file) ?? floors[source.floor]?.packages?.test(found.specifier));
    });

    expect(wrong.map(asLine)).toEqual([]);
  });

  it('keep sources and analysis apart', () => {
    const met = all.filter(({ source, found }) => source.floor === 'analysis' && found.target?.startsWith('sources/'));

    expect(met.map(asLine)).toEqual([]);
  });

  it('know nothing of the outside world but in cli and sources', () => {
    const pure = files.filter(({ floor }) => floor !== 'cli' && floor !== 'sources');

    expect(pure.flatMap(({ file, impure }) => impure.map((name) => `${file} uses ${name}`))).toEqual([]);
  });
});

describe('the files of src', () => {
  it('import each other in no circle', () => {
    const targets = new Map(files.map(({ file, imports }) => [file, imports.flatMap(({ target }) => target ?? [])]));

    expect(circlesIn(targets)).toEqual([]);
  });

  it('export no name twice for different things', () => {
    const owners = groupBy(
      files.flatMap(({ file, exports }) => exports.map((name) => ({ name, file }))),
      ({ name }) => name,
    );
    const shared = [...owners].filter(([, files]) => files.length > 1);

    expect(shared.map(([name, files]) => `${name}: ${files.map(({ file }) => file).join(', ')}`)).toEqual([]);
  });
});

describe('the dialect of src', () => {
  it('is arrow functions, and a blank line before the last return', () => {
    expect(files.flatMap(({ file, offDialect }) => offDialect.map((what) => `${file} ${what}`))).toEqual([]);
  });
});

describe('what help loads', () => {
  it('is neither the AWS SDK, nor zod, nor a reporter, nor a rule', () => {
    const heavy = /^(sources|rules|analysis|network)\/|^snapshot\/schema|^audit\.ts|^report\/(?!plain-text|style)/;

    expect([...loadedBy('cli/main.ts')].filter((file) => heavy.test(file))).toEqual([]);
  });
});

describe('what an offline audit loads', () => {
  it('is not the AWS SDK', () => {
    expect([...loadedBy('cli/commands/audit.ts')].filter((file) => file.startsWith('sources/aws/'))).toEqual([]);
  });
});

/** Files that can be reached from themselves, each circle once. */
const circlesIn = (targets: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const reachable = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      for (const target of targets.get(file) ?? []) {
        if (seen.has(target)) continue;
        seen.add(target);
        visit(target);
      }
    };
    visit(from);

    return seen;
  };
  const reached = new Map([...targets.keys()].map((file) => [file, reachable(file)]));
  const circles = [...reached]
    .filter(([file, others]) => others.has(file))
    .map(([file, others]) =>
      [...others]
        .filter((other) => reached.get(other)?.has(file))
        .sort()
        .join(' ↔ '),
    );

  return [...new Set(circles)];
};

/** Files that run before anything is imported lazily. */
function* loadedBy(file: string, seen = new Set<string>()): Generator<string> {
  if (seen.has(file)) return;
  seen.add(file);
  yield file;
  const source = files.find((candidate) => candidate.file === file);
  for (const found of source?.imports ?? []) {
    if (found.kind === 'value' && found.target !== null) yield* loadedBy(found.target, seen);
  }
}
