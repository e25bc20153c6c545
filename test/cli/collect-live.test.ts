import { afterEach, describe, expect, it, vi } from 'vitest';
import { askAws, type LiveFlags } from '../../src/cli/collect-live.ts';
import type { CollectOptions } from '../../src/sources/aws/collect-options.ts';
import { fakeStreams, type Terminal } from '../support/streams.ts';

afterEach(() => {
  vi.useRealTimers();
});

const ask = async (flags: LiveFlags, stderr: Terminal, task: (options: CollectOptions) => void) => {
  const fake = fakeStreams({ stderr });
  await askAws(flags, { argv: [], streams: fake.streams, env: {} }, async (options) => task(options));
  return fake.stderr();
};

describe('a run', () => {
  it.each([
    ['as long as it takes, on a terminal', {}, { isTTY: true }, undefined],
    ['for 15 minutes, where nobody watches', {}, {}, 900],
    ['as long as it is told to', { timeout: 5 }, { isTTY: true }, 5],
  ] as const)('waits %s', async (_title, flags, stderr, seconds) => {
    await ask(flags, stderr, ({ timeoutSeconds }) => expect(timeoutSeconds).toBe(seconds));
  });

  it('says every 30 seconds in a log what it waits for, while it waits', async () => {
    vi.useFakeTimers();
    const said = await ask({}, {}, ({ progress }) => {
      progress?.({ done: 1, total: 2, label: 'us-east-1 vpcs', waitingFor: ['us-east-1 subnets'] });
      vi.advanceTimersByTime(61_000);
    });
    vi.advanceTimersByTime(90_000);

    expect(said.split('\n')).toEqual([
      'vpce-audit: 30 s, 1/2 us-east-1 vpcs: waiting for us-east-1 subnets',
      'vpce-audit: 60 s, 1/2 us-east-1 vpcs: waiting for us-east-1 subnets',
      '',
    ]);
  });

  it('tells in the end what it was told to warn of, unless it is to be quiet', async () => {
    const warn = ({ warn: tell }: CollectOptions): void => tell?.('eu-west-3 gives no answer');

    expect(await ask({}, {}, warn)).toBe('vpce-audit: eu-west-3 gives no answer\n');
    expect(await ask({ quiet: true }, {}, warn)).toBe('');
  });
});
