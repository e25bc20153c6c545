import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNames, isFormat, loadFormat } from '../../src/cli/formats.ts';
import { run } from '../../src/cli/main.ts';
import { explain } from '../../src/report/explain.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { snapshotChunks } from '../../src/snapshot/write.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { obeyed } from '../support/ci-agents.ts';
import { hostileReport, hostileText } from '../support/hostile.ts';
import { fakeStreams } from '../support/streams.ts';

/** The annotations of the format that is made of them. */
const isOurs = (line: string): boolean => /^github (error|warning|notice): ::\1 title=[^:]*::/.test(line);

const foreign = (output: string): readonly string[] => obeyed(output).filter((line) => !isOurs(line));

const styles = fc.record({ columns: fc.integer({ min: 60, max: 140 }), color: fc.boolean() });

describe('a report whose every string is hostile', () => {
  it.each(formatNames)('commands no CI system: %s', async (name) => {
    const format = isFormat(name) ? await loadFormat(name) : explain;
    fc.assert(
      fc.property(hostileReport, styles, (report, style) => {
        expect(foreign([...format(report, style)].join(''))).toEqual([]);
      }),
    );
  });

  it('commands no CI system when it is explained', () => {
    fc.assert(
      fc.property(hostileReport, styles, (report, style) => {
        expect(foreign(explain(report, style))).toEqual([]);
      }),
    );
  });
});

type Holder = Record<string, unknown> | unknown[];

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

interface Place {
  readonly holder: Holder;
  readonly key: string;
}

/** Each string that a record holds, however deep. */
const stringsIn = (holder: Holder): readonly Place[] =>
  Object.entries(holder).flatMap(([key, value]): readonly Place[] => {
    if (isHolder(value)) return stringsIn(value);

    return typeof value === 'string' ? [{ holder, key }] : [];
  });

/** The demo with one string of a record, or of a gap, that is somebody's own. */
const withString = (text: string, at: number): Snapshot => {
  const snapshot: Snapshot = structuredClone(demoSnapshot());
  snapshot.scopes[0]?.gaps.push({
    section: 'networkAcls',
    action: 'ec2:DescribeNetworkAcls',
    reason: 'denied',
    kind: 'denied',
  });
  const places = stringsIn(snapshot.scopes);
  const place = places[at % places.length];
  if (place !== undefined) Object.assign(place.holder, { [place.key]: text });

  return snapshot;
};

const commands: readonly (readonly string[])[] = [
  ...formatNames.map((name) => ['--snapshot', '-', '--format', name]),
  ['--snapshot', '-', '--verbose'],
  ['explain', 'subnet-0a1f4c7e29b3d5860', 's3', '--snapshot', '-', '--verbose'],
  ['diff', 'examples/cake-vpc/snapshot.json', '-'],
  ['diff', 'examples/cake-vpc/snapshot.json', '-', '--format', 'json'],
  ['baseline', '--snapshot', '-', '-o', '-'],
];

describe('a snapshot of which one string is hostile', () => {
  const hostile = fc.record({ text: hostileText, at: fc.nat(), command: fc.constantFrom(...commands) });

  it('commands no CI system, on neither stream, and is no bug', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async ({ text, at, command }) => {
        const fake = fakeStreams({ stdin: JSON.stringify(withString(text, at)) });
        await run(command, fake.streams, {});

        expect(foreign(fake.stdout() + fake.stderr())).toEqual([]);
        expect(fake.stderr()).not.toMatch(/this is a bug|[^\P{Cc}\n]/u);
      }),
      { numRuns: 100 },
    );
  });

  it('is nothing that JavaScript has of its own', async () => {
    const words = fc.constantFrom(
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
      'constructor-1',
      '__proto__-1',
    );
    await fc.assert(
      fc.asyncProperty(fc.record({ text: words, at: fc.nat(), command: fc.constantFrom(...commands) }), async (one) => {
        const fake = fakeStreams({ stdin: JSON.stringify(withString(one.text, one.at)) });
        const code = await run(one.command, fake.streams, {});

        expect([0, 1, 2, 3]).toContain(code);
        expect(fake.stdout() + fake.stderr()).not.toMatch(/this is a bug|native code|\[object /);
      }),
      { numRuns: 100 },
    );
  });

  it('is written so that it reads back alike, and commands no CI system either', () => {
    fc.assert(
      fc.property(hostileText, fc.nat(), (text, at) => {
        const snapshot = withString(Buffer.from(text).toString(), at);
        const written = [...snapshotChunks(snapshot)].join('');

        expect(obeyed(written)).toEqual([]);
        expect(JSON.parse(written)).toEqual(snapshot);
      }),
    );
  });
});
