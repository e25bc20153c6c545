import { describe, expect, it } from 'vitest';
import { hasExpired, isDay } from '../src/day.ts';

describe('a day', () => {
  it.each(['2027-01-31', '2028-02-29', '2000-02-29', '2027-12-31'])('is %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2027-02-29',
    '2100-02-29',
    '2027-04-31',
    '2027-13-01',
    '2027-00-10',
    '2027-01-00',
    '2027-1-31',
    '31.01.2027',
    '',
  ])('is not %j', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe('an acceptance', () => {
  it.each([
    ['holds on the day before it expires', '2027-01-31', '2027-01-30', false],
    ['is over from the day on that it names', '2027-01-31', '2027-01-31', true],
    ['is over in a later year', '2027-01-31', '2028-01-01', true],
    ['without a day holds for ever', undefined, '9999-12-31', false],
  ])('%s', (_title, expires, today, over) => {
    expect(hasExpired(expires, today)).toBe(over);
  });
});
