import { afterEach, describe, expect, it, vi } from 'vitest';
import { progressOn } from '../../src/cli/progress.ts';
import { fakeStreams } from '../support/streams.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('progress', () => {
  it('says every 30 seconds in a log what is waited for', () => {
    vi.useFakeTimers();
    const { streams, stderr } = fakeStreams();
    const progress = progressOn(streams.stderr, {});
    progress.show('3/9 us-east-1 vpcs', [
      'us-east-1 vpcs',
      'us-east-1 subnets',
      'us-east-1 natGateways',
      'us-east-1 a',
      'us-east-1 b',
    ]);

    vi.advanceTimersByTime(29_000);
    expect(stderr()).toBe('');
    vi.advanceTimersByTime(1_000);
    expect(stderr()).toBe(
      'vpce-audit: 30 s, 3/9 us-east-1 vpcs: waiting for us-east-1 vpcs, us-east-1 subnets, us-east-1 natGateways, 2 more\n',
    );
    progress.show('8/9 us-east-1 b', ['us-east-1 b']);
    vi.advanceTimersByTime(30_000);
    progress.end();
    vi.advanceTimersByTime(90_000);
    expect(stderr().split('\n').slice(1)).toEqual(['vpce-audit: 60 s, 8/9 us-east-1 b: waiting for us-east-1 b', '']);
  });

  it('says nothing in a log with --quiet', () => {
    vi.useFakeTimers();
    const { streams, stderr } = fakeStreams();
    progressOn(streams.stderr, { quiet: true }).show('1/9 VPCs', ['VPCs']);
    vi.advanceTimersByTime(90_000);

    expect(stderr()).toBe('');
  });

  it('is one line, rewritten, and gone in the end', () => {
    const { streams, stderr } = fakeStreams({ stderr: { isTTY: true, columns: 80 } });
    const progress = progressOn(streams.stderr, {});

    progress.show('1/9 VPCs');
    progress.show('2/9 subnets');
    progress.end();

    expect(stderr()).toBe('\r\u001b[K1/9 VPCs\r\u001b[K2/9 subnets\r\u001b[K');
  });

  it('never wraps, which would leave lines behind', () => {
    const { streams, stderr } = fakeStreams({ stderr: { isTTY: true, columns: 10 } });

    progressOn(streams.stderr, {}).show('12/99 route tables');

    expect(stderr()).toBe('\r\u001b[K12/99 ro…');
  });

  it.each([
    ['in a pipe', {}, {}],
    ['with --quiet', { isTTY: true }, { quiet: true }],
  ])('is silent %s', (_title, stderr, flags) => {
    const fake = fakeStreams({ stderr });
    const progress = progressOn(fake.streams.stderr, flags);

    progress.show('1/9 VPCs');
    progress.end();

    expect(fake.stderr()).toBe('');
  });
});
