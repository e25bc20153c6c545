import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { throttleOf } from '../../../src/sources/aws/throttle.ts';

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

it('goes on after a request that fails', async () => {
  const throttle = throttleOf({ atOnce: 1, burst: 10, perSecond: 10 });
  const failing = throttle.run(() => Promise.reject(new Error('no')));
  const next = throttle.run(async () => 'yes');

  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('yes');
});
