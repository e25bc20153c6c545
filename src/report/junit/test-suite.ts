import type { Attributes } from '../xml.ts';
import { element } from '../xml.ts';
import { type TestCase, testCase } from './test-case.ts';

export interface TestSuite {
  readonly name: string;
  /** When the facts were read, as AWS or the snapshot said it. */
  readonly timestamp: string | null;
  /** What else is to say of it, by name. */
  readonly properties?: Readonly<Record<string, string>>;
  readonly cases: readonly TestCase[];
}

/** Passes are what is left of `tests`. Facts are judged as they stood, so nothing took time. */
export const totals = (cases: readonly TestCase[]): Attributes => ({
  tests: cases.length,
  failures: cases.filter(({ status }) => status === 'failure').length,
  errors: cases.filter(({ status }) => status === 'error').length,
  skipped: cases.filter(({ status }) => status === 'skipped').length,
  time: 0,
});

// The common schema knows no time zone and no fraction.
const stamp = (takenAt: string | null): Attributes => {
  const timestamp = takenAt?.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?=(?:\.\d+)?Z$)/)?.[0];

  return timestamp === undefined ? {} : { timestamp };
};

const propertiesOf = (properties: Readonly<Record<string, string>>): string[] => {
  const told = Object.entries(properties).map(([name, value]) => element('property', { name, value }));

  return told.length === 0 ? [] : [element('properties', {}, told)];
};

export const testSuite = ({ name, timestamp, properties = {}, cases }: TestSuite): string =>
  element('testsuite', { name, ...totals(cases), ...stamp(timestamp) }, [
    ...propertiesOf(properties),
    ...cases.map(testCase),
  ]);
