import { describe, expect, it } from 'vitest';
import { progressOn } from '../../src/cli/progress.ts';
import { fakeStreams } from '../support/streams.ts';

describe('progress', () => {
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
