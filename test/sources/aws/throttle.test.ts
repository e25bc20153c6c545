import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atBothPaces, throttleOf } from '../../../src/sources/aws/throttle.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('starts no more than so many at once, in the order of asking', async () => {
  const throttle = throttleOf({ atOnce: 2, burst: 100, perSecond: 100 });
  const started: number[] = [];
  const finish: (() => void)[] = [];
  const all = [1, 2, 3].map((n) =>
    throttle.run(() => {
      started.push(n);
      return new Promise<void>((resolve) => finish.push(resolve));
    }),
  );

  await vi.advanceTimersByTimeAsync(0);
  expect(started).toEqual([1, 2]);

  finish[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(started).toEqual([1, 2, 3]);

  for (const end of finish) end();
  await Promise.all(all);
});

it('takes those of the lowest rank first, by what is known when their turn comes', async () => {
  const throttle = throttleOf({ atOnce: 1, burst: 1, perSecond: 10 });
  const started: string[] = [];
  const ranks = new Map([
    ['a', 0],
    ['b', 1],
    ['c', 1],
    ['d', 1],
  ]);
  const all = ['a', 'b', 'c', 'd', 'e'].map((name) =>
    throttle.run(
      async () => {
        started.push(name);
      },
      { rank: () => ranks.get(name) ?? 2 },
    ),
  );

  await vi.advanceTimersByTimeAsync(0);
  expect(started).toEqual(['a']);
  ranks.set('e', 0);
  ranks.set('b', 3);
  expect(throttle.waitMs()).toBeCloseTo(400);
  await vi.advanceTimersByTimeAsync(500);
  await Promise.all(all);
  expect(started).toEqual(['a', 'e', 'c', 'd', 'b']);
  expect(throttle.waitMs()).toBe(0);
});

it('lets a burst through, and the rest at the pace of the API', async () => {
  const throttle = throttleOf({ atOnce: 100, burst: 3, perSecond: 5 });
  let started = 0;
  const all = Array.from({ length: 6 }, () =>
    throttle.run(async () => {
      started += 1;
    }),
  );

  await vi.advanceTimersByTimeAsync(0);
  expect(started).toBe(3);
  await vi.advanceTimersByTimeAsync(210);
  expect(started).toBe(4);
  await vi.advanceTimersByTimeAsync(420);
  expect(started).toBe(6);
  await Promise.all(all);
});

it('lets no request overtake those that are still on their way, however late they come', async () => {
  const throttle = throttleOf({ atOnce: 2, burst: 5, perSecond: 5 });
  const began = performance.now();
  const counted: number[] = [];
  // The first ones make the connections.
  const latency = [400, 400];
  const all = Array.from({ length: 12 }, () =>
    throttle.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, latency.shift() ?? 50));
      counted.push(performance.now() - began);
    }),
  );
  await vi.advanceTimersByTimeAsync(5_000);
  await Promise.all(all);

  // What AWS has let through by then, from a full bucket that the first one opened.
  for (const [at, ms] of counted.entries())
    expect(at + 1).toBeLessThanOrEqual(5 + ((ms - (counted[0] ?? 0)) * 5) / 1000 + 1e-6);
  expect(counted).toHaveLength(12);
  expect(counted.at(-1)).toBeLessThan(400 + ((12 - 5) * 1000) / 5 + 200);
});

it('goes on after a request that fails', async () => {
  const throttle = throttleOf({ atOnce: 1, burst: 10, perSecond: 10 });
  const failing = throttle.run(() => Promise.reject(new Error('no')));
  const next = throttle.run(async () => 'yes');

  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('yes');
});

it('lets one that waits no longer go, and the next take its turn', async () => {
  const throttle = throttleOf({ atOnce: 1, burst: 10, perSecond: 10 });
  const leaving = new AbortController();
  let finish = (): void => {};
  const first = throttle.run(() => new Promise<void>((resolve) => (finish = resolve)));
  const gone = throttle.run(async () => 'never', { stop: leaving.signal });
  const next = throttle.run(async () => 'next');
  leaving.abort(new Error('out of time'));

  await expect(gone).rejects.toThrow('out of time');
  finish();
  await first;
  await expect(next).resolves.toBe('next');
});

it('slows down all accounts together where the quota that was met is that of the organisation', async () => {
  const shared = throttleOf({ atOnce: 100, burst: 1, perSecond: 20 });
  const [one, other] = [1, 2].map(() =>
    atBothPaces(shared, throttleOf({ atOnce: 4, burst: 100, perSecond: 100 }), new AbortController().signal),
  );
  const run = async () => {
    started += 1;
  };
  let started = 0;
  one?.slowDown();
  const all = Array.from({ length: 3 }, () => other?.run(run));

  await vi.advanceTimersByTimeAsync(150);
  expect(started).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(started).toBe(3);
  await Promise.all(all);
});
