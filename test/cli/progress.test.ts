import { afterEach, describe, expect, it, vi } from 'vitest';
import { progressOn } from '../../src/cli/progress.ts';
import type { ProgressEvent, Queue } from '../../src/sources/aws/progress.ts';
import { fakeStreams } from '../support/streams.ts';

/** `3/9 us-east-1 vpcs`, as an event. */
const event = (text: string, waitingFor: readonly string[] = [], queue?: Queue): ProgressEvent => {
  const [, done, total, label = ''] = /^(\d+)\/(\d+) (.*)$/.exec(text) ?? [];

  return { done: Number(done), total: Number(total), label, waitingFor, queue: () => queue };
};

const route53: Queue = {
  api: 'Route 53',
  shares: [
    { noun: 'VPC', done: 31, total: 50 },
    { noun: 'hosted zone', done: 0, total: 1 },
  ],
  seconds: 4,
};

afterEach(() => {
  vi.useRealTimers();
});

describe('progress', () => {
  it('says every 30 seconds in a log what is waited for', () => {
    vi.useFakeTimers();
    const { streams, stderr } = fakeStreams();
    const progress = progressOn(streams.stderr, {});
    const waitingFor = ['vpcs', 'subnets', 'natGateways', 'a', 'b'].map((name) => `us-east-1 ${name}`);
    progress.show(event('3/9 us-east-1 vpcs', waitingFor));

    vi.advanceTimersByTime(29_000);
    expect(stderr()).toBe('');
    vi.advanceTimersByTime(1_000);
    expect(stderr()).toBe(
      'vpce-audit: 30 s, 3/9 us-east-1 vpcs: waiting for us-east-1 vpcs, us-east-1 subnets, us-east-1 natGateways, 2 more\n',
    );
    progress.show(event('8/9 us-east-1 b', ['us-east-1 b']));
    vi.advanceTimersByTime(30_000);
    progress.end();
    vi.advanceTimersByTime(90_000);
    expect(stderr().split('\n').slice(1)).toEqual(['vpce-audit: 60 s, 8/9 us-east-1 b: waiting for us-east-1 b', '']);
  });

  it('says nothing in a log with --quiet', () => {
    vi.useFakeTimers();
    const { streams, stderr } = fakeStreams();
    progressOn(streams.stderr, { quiet: true }).show(event('1/9 VPCs', ['VPCs']));
    vi.advanceTimersByTime(90_000);

    expect(stderr()).toBe('');
  });

  it('is one line, rewritten, and gone in the end', () => {
    const { streams, stderr } = fakeStreams({ stderr: { isTTY: true, columns: 80 } });
    const progress = progressOn(streams.stderr, {});

    progress.show(event('1/9 VPCs'));
    progress.show(event('2/9 subnets'));
    progress.end();

    expect(stderr()).toBe('\r\u001b[K1/9 VPCs\r\u001b[K2/9 subnets\r\u001b[K');
  });

  it('says how long what waits for an API takes, on a terminal and in a log', () => {
    vi.useFakeTimers();
    const terminal = fakeStreams({ stderr: { isTTY: true, columns: 80 } });
    const log = fakeStreams();
    const lines = [progressOn(terminal.streams.stderr, {}), progressOn(log.streams.stderr, {})];
    for (const line of lines) line.show(event('57/86 us-east-1 hostedZones', ['us-east-1 hostedZones'], route53));
    const text = 'Route 53: 31 of 50 VPCs and 0 of 1 hosted zone, about 4 s';

    expect(terminal.stderr()).toBe(`\r\u001b[K57/86 ${text}`);
    vi.advanceTimersByTime(30_000);
    expect(log.stderr()).toBe(`vpce-audit: 30 s, 57/86: waiting for ${text}\n`);
    for (const line of lines) line.end();
  });

  it('says on a terminal what an answer that does not come is', () => {
    vi.useFakeTimers();
    const { streams, stderr } = fakeStreams({ stderr: { isTTY: true, columns: 80 } });
    const progress = progressOn(streams.stderr, {});
    progress.show(event('8/9 us-east-1 vpcs', ['us-east-1 subnets']));
    vi.advanceTimersByTime(3_000);
    progress.end();
    vi.advanceTimersByTime(9_000);

    expect(stderr().split('\r\u001b[K').slice(1)).toEqual([
      '8/9 us-east-1 vpcs',
      '8/9 waiting for us-east-1 subnets, 2 s',
      '8/9 waiting for us-east-1 subnets, 3 s',
      '',
    ]);
  });

  it('never wraps, which would leave lines behind', () => {
    const { streams, stderr } = fakeStreams({ stderr: { isTTY: true, columns: 10 } });

    const progress = progressOn(streams.stderr, {});
    progress.show(event('12/99 route tables'));
    progress.end();

    expect(stderr()).toBe('\r\u001b[K12/99 ro…\r\u001b[K');
  });

  it.each([
    ['in a pipe', {}, {}],
    ['with --quiet', { isTTY: true }, { quiet: true }],
  ])('is silent %s', (_title, stderr, flags) => {
    const fake = fakeStreams({ stderr });
    const progress = progressOn(fake.streams.stderr, flags);

    progress.show(event('1/9 VPCs'));
    progress.end();

    expect(fake.stderr()).toBe('');
  });
});
