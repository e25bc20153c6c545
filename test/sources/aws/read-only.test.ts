import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { listerPolicy, readerPolicy } from '../../../src/cli/iam/policies.ts';
import { run } from '../../../src/cli/main.ts';
import type { ScopeSnapshot } from '../../../src/snapshot/schema.ts';
import { everyFault } from '../../support/every-fault.ts';
import { everyKind } from '../../support/loopback/every-kind.ts';
import { withEnvironment } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';
import { fakeStreams } from '../../support/streams.ts';

const actionsIn = ({ Statement }: { readonly Statement: readonly { readonly Action: readonly string[] }[] }) =>
  Statement.flatMap(({ Action }) => Action);

const reader = actionsIn(readerPolicy);
const lister = actionsIn(listerPolicy);
const reads = /^[a-z0-9]+:(Describe|Get|List|Search)[A-Z]\w+$/;

/** What a pattern finds in all sources, with the file. */
const found = (pattern: RegExp): readonly (readonly [what: string, file: string])[] =>
  readdirSync('src/sources', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...readFileSync(`src/sources/${file}`, 'utf8').matchAll(pattern)].map(([, what = '']) => [what, file] as const),
    );

const inSources = (pattern: RegExp): readonly string[] => found(pattern).map(([what]) => what);

describe('the policies that iam-policy prints', () => {
  it('hold nothing but what reads', () => {
    expect([...reader, ...lister].filter((action) => !reads.test(action))).toEqual([]);
  });
});

describe('the client of AWS', () => {
  const operationOf = (action: string): string => action.split(':')[1] ?? '';

  it('knows no command of the SDK but those that the policy allows', () => {
    const known = inSources(/^(?:import \{ | {2})(?:type )?([A-Z]\w+)Command\b/gm).concat(
      inSources(/new ([A-Z]\w+)Command\(/g),
    );

    expect(known.length).toBeGreaterThan(30);
    expect([...new Set(known)].filter((one) => !reader.map(operationOf).includes(one))).toEqual([]);
  });

  it('has no client of the SDK that knows more than one command', () => {
    const classes = inSources(/new (EC2|Route53|Route53Resolver|STS|S3|Organizations)\(/g);

    expect(classes).toEqual([]);
  });

  it('asks STS who it is, and nothing else', () => {
    expect(inSources(/Action=(\w+)/g)).toEqual(['GetCallerIdentity']);
  });

  it('asks Organizations for lists alone', () => {
    const targets = inSources(/listAll\(send, '(\w+)'/g);

    expect([...targets].sort()).toEqual(lister.map(operationOf).sort());
  });

  it('puts nothing anywhere but the snapshot that somebody wants in S3', () => {
    const methods = found(/method: '(\w+)'/g).filter(([method]) => method !== 'GET');

    expect([...methods].sort()).toEqual([
      ['DELETE', 'aws/s3-parts.ts'],
      ['POST', 'aws/account.ts'],
      ['POST', 'aws/organisation/organizations-api.ts'],
      ['POST', 'aws/s3-parts.ts'],
      ['POST', 'aws/s3-parts.ts'],
      ['POST', 'aws/shares.ts'],
      ['PUT', 'aws/s3-parts.ts'],
    ]);
  });
});

it('the script that collects by the AWS CLI only reads', async () => {
  const { streams, stdout } = fakeStreams();
  await run(['collect-script'], streams, {});
  const calls = [...stdout().matchAll(/\b(?:ec2|sts|route53(?:resolver|profiles)?) ([a-z][a-z0-9-]+)/g)];

  expect(calls.length).toBeGreaterThan(30);
  expect(calls.filter(([, operation = '']) => !/^(describe|get|list|search)-/.test(operation))).toEqual([]);
});

let loopback: Loopback;
afterEach(() => loopback?.close());

const codeOf = (line: string): Promise<number> =>
  withEnvironment(loopback.environment, () => run(line.split(' '), fakeStreams().streams, {}));

/** All that it was asked for so far. */
const actions = (): readonly string[] => [...new Set(loopback.calls.map(({ action }) => action))];

it.each<[string, readonly string[], () => ScopeSnapshot | undefined]>([
  ['of every kind of record', ['audit', 'explain subnet-a ec2', 'collect --region all'], () => everyKind],
  [
    'with every fault',
    ['fix', 'fix --format cli', 'what-if --delete rtb-a:0.0.0.0/0'],
    () => everyFault().snapshot().scopes[0],
  ],
])(
  'no command makes a call that changes an account %s',
  async (_, lines, scope) => {
    loopback = await startLoopback({ scopes: [scope() ?? everyKind] });
    for (const line of lines) expect(await codeOf(line), line).not.toBe(2);

    const asked = actions();
    expect(asked).toContain('ec2:DescribeVpcs');
    expect(asked.filter((action) => !reader.includes(action))).toEqual([]);
  },
  60_000,
);
