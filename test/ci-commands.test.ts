import { describe, expect, it } from 'vitest';
import { withoutCommands } from '../src/ci-commands.ts';
import { obeyed } from './support/ci-agents.ts';
import { ciCommands } from './support/hostile.ts';

const shown = (text: string): string => withoutCommands(text, () => '?');

describe('text without commands', () => {
  it.each(ciCommands)('lets no CI system obey %j', (text) => {
    expect(obeyed(text)).not.toEqual([]);
    expect(obeyed(shown(text))).toEqual([]);
  });

  it.each([
    ['##vso[task.complete]', '#?vso[task.complete]'],
    ['####[error]', '###?[error]'],
    ['a  ::error::b', 'a  :?error::b'],
  ])('changes one character of each mark: %j', (text, safe) => {
    expect(shown(text)).toBe(safe);
  });

  it.each([
    '::/0',
    '::1 and ::ffff:10.0.0.0/104',
    'fd00::abc',
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
    '## heading',
    '#[x]',
    'a::b',
  ])('leaves %j as it is', (text) => {
    expect(shown(text)).toBe(text);
  });
});
