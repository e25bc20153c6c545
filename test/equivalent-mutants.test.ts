import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Equivalent {
  readonly file: string;
  readonly code: string;
}

const listed: readonly Equivalent[] = JSON.parse(readFileSync('scripts/mutate/equivalent.json', 'utf8'));

it('lists mutants of code that is still there', () => {
  const isGone = ({ file, code }: Equivalent): boolean =>
    !readFileSync(file, 'utf8')
      .split('\n')
      .some((line) => line.trim() === code);

  expect(listed.filter(isGone)).toEqual([]);
});
