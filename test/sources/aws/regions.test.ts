import { afterEach, expect, it } from 'vitest';
import { Failure } from '../../../src/failure.ts';
import type { ScopeSnapshot } from '../../../src/snapshot/schema.ts';
import { everyKind } from '../../support/loopback/every-kind.ts';
import type { Fault } from '../../support/loopback/fault.ts';
import { collectFrom, impatient } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';

let loopback: Loopback;
afterEach(() => loopback.close());

const bad = 'eu-west-3';
const scopes: readonly ScopeSnapshot[] = [everyKind, { ...everyKind, region: bad }];
/** Long enough for every good answer on a busy machine. */
const hasty = { ...impatient, failedAttempts: 2, requestTimeoutMs: 2_000, stallTimeoutMs: 2_000, callTimeoutMs: 4_500 };

const faults: readonly (readonly [title: string, fault: Fault])[] = [
  ['hangs', { kind: 'hang' }],
  ['resets', { kind: 'reset' }],
  ['stalls', { kind: 'stall' }],
  ['answers 500', { kind: 'error', status: 500, code: 'InternalError' }],
  ['answers pages', { kind: 'html', status: 502 }],
  ['does not accept the credentials', { kind: 'error', status: 401, code: 'AuthFailure' }],
  ['is not opted in', { kind: 'error', status: 403, code: 'OptInRequired' }],
  ['answers nothing', { kind: 'no-body' }],
];

it.each(faults)('keeps the good Region where another one %s', async (_title, fault) => {
  loopback = await startLoopback({ scopes, faults: { [bad]: fault } });
  const warnings: string[] = [];
  const { scopes: read } = await collectFrom(loopback, {
    regions: ['all'],
    limits: hasty,
    warn: (text) => warnings.push(text),
  });

  expect(read.map(({ region }) => region)).toEqual(['ap-northeast-2', bad]);
  expect(read[0]).toEqual({
    ...everyKind,
    endpoint: loopback.url,
    readBy: `arn:aws:iam::${everyKind.account}:user/auditor`,
  });
  expect(read[1]?.sections).toEqual({});
  expect(read[1]?.gaps.map(({ section }) => section)).toContain('vpcs');
  expect(warnings.every((text) => text.includes(bad))).toBe(true);
});

it.each(faults.filter(([, { kind }]) => kind !== 'hang' && kind !== 'stall'))(
  'ends the run where the only Region %s',
  async (title, fault) => {
    loopback = await startLoopback({ scopes: [everyKind], faults: { 'ap-northeast-2': fault } });
    const run = collectFrom(loopback, { limits: hasty });

    if (title === 'is not opted in') expect((await run).scopes[0]?.gaps[0]?.kind).toBe('denied');
    else await expect(run).rejects.toThrow(Failure);
  },
);

it('asks no Region for everything that answers nothing', async () => {
  loopback = await startLoopback({ scopes, faults: { [bad]: { kind: 'hang' } } });
  const start = performance.now();
  await collectFrom(loopback, { regions: ['all'], limits: hasty });

  expect(performance.now() - start).toBeLessThan(12_000);
});

it('is stopped by its timeout, and tells what it did not read', async () => {
  loopback = await startLoopback({
    scopes: [everyKind],
    faults: {
      'ec2:DescribeNatGateways': { kind: 'hang' },
      'route53profiles:ListProfileResourceAssociations': { kind: 'drip' },
    },
  });
  const { scopes: read } = await collectFrom(loopback, { timeoutSeconds: 2 });

  const gaps = read[0]?.gaps ?? [];
  expect(gaps.map(({ section }) => section)).toEqual(
    expect.arrayContaining(['natGateways', 'profileResourceAssociations']),
  );
  expect(new Set(gaps.map(({ kind, reason }) => `${kind} ${reason}`))).toEqual(
    new Set(['failed TimeoutError: not read within the 2 s of --timeout']),
  );
  expect(read[0]?.sections.subnets).toEqual(everyKind.sections.subnets);
});

it.each([{ kind: 'no-list' }, { kind: 'no-body' }, { kind: 'wrong-root' }] as const)(
  'does not take $kind for an account without Regions',
  async (fault) => {
    loopback = await startLoopback({ scopes, faults: { 'ec2:DescribeRegions': fault } });

    await expect(collectFrom(loopback, { regions: ['all'] })).rejects.toThrow('Cannot list the enabled Regions');
  },
);
