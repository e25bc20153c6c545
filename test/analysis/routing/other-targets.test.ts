import { describe, expect, it } from 'vitest';
import { world } from '../../support/world.ts';

describe('other targets', () => {
  it.each([
    ['vgw-1', 'transit vgw-1 (no-endpoint)'],
    ['lgw-1', 'transit lgw-1 (no-endpoint)'],
    ['pcx-1', 'unreachable pcx-1 (peering-not-transitive)'],
    ['xyz-1', 'unknown (unrecognised)'],
  ])('%s: %s', (target, expected) => {
    expect(
      world()
        .subnet('a', { routes: { '0.0.0.0/0': target } })
        .path('a', 's3'),
    ).toBe(expected);
  });

  it('lead nowhere where there is no route', () => {
    expect(world().subnet('a').path('a', 's3')).toBe('unreachable (no-route)');
  });
});
