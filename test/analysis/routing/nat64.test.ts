import { describe, expect, it } from 'vitest';
import { isEmbedded } from '../../../src/analysis/routing/nat64.ts';
import { type Cidr, parseCidr } from '../../../src/net/cidr.ts';

const ranges = (...texts: readonly string[]): readonly Cidr[] => texts.flatMap((text) => parseCidr(text) ?? []);

describe('addresses that DNS64 answered', () => {
  it.each([['64:ff9b::/96'], ['64:ff9b::/128'], ['64:ff9b::ffff:ffff/128'], ['64:ff9b::10.0.0.1/128']])(
    'are %s',
    (text) => {
      expect(isEmbedded(ranges(text))).toBe(true);
    },
  );

  it.each([['::1/128'], ['64:ff9b::/95'], ['64:ff9b:0:0:0:1::/128'], ['2600::/16'], ['10.0.0.0/8']])(
    'are not %s',
    (text) => {
      expect(isEmbedded(ranges('64:ff9b::/96', text))).toBe(false);
    },
  );
});
