import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utcTime } from '../src/utc-time.ts';

describe('utcTime', () => {
  it('agrees with the clock of the platform', () => {
    const dates = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });

    fc.assert(
      fc.property(dates, (date) => {
        expect(utcTime(date.toISOString())).toBe(date.getTime());
      }),
    );
  });

  it.each(['2026-11-02T03:04:05', '2026-11-02', '2026-11-02T03:04:05+09:00', ''])(
    'does not guess what %j means',
    (text) => {
      expect(utcTime(text)).toBe(null);
    },
  );
});
