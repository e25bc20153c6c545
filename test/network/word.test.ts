import { describe, expect, it } from 'vitest';
import { wordReader } from '../../src/network/word.ts';

describe('a word of AWS', () => {
  const read = wordReader('pending-acceptance', 'available');

  it.each([
    ['available', 'available'],
    ['Available', 'available'],
    ['AVAILABLE', 'available'],
    ['pendingAcceptance', 'pending-acceptance'],
    ['PendingAcceptance', 'pending-acceptance'],
    ['pendingacceptance', 'pending-acceptance'],
    ['pending-acceptance', 'pending-acceptance'],
    ['PENDING_ACCEPTANCE', 'pending-acceptance'],
    ['pending', 'unrecognised'],
    ['unavailable', 'unrecognised'],
    ['', 'unrecognised'],
    ['unrecognised', 'unrecognised'],
    ['constructor', 'unrecognised'],
  ])('%s is %s', (raw, word) => {
    expect(read(raw)).toBe(word);
  });
});
