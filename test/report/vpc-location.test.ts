import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vpcLocation } from '../../src/report/vpc-location.ts';
import { hostileText } from '../support/hostile.ts';

describe('vpcLocation', () => {
  it('files a VPC under its account and Region', () => {
    expect(vpcLocation({ account: '111122223333', region: 'eu-west-1', vpcId: 'vpc-a' })).toBe(
      'aws/111122223333/eu-west-1/vpc-a',
    );
    expect(vpcLocation({ account: null, region: 'eu-west-1', vpcId: 'vpc-a' })).toBe(
      'aws/unknown-account/eu-west-1/vpc-a',
    );
  });

  it.each(['..', '.', ''])('never climbs: %j', (vpcId) => {
    expect(vpcLocation({ account: '1', region: 'r', vpcId })).toBe('aws/1/r/_');
  });

  it('is a relative path of four plain segments, whatever the names', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(vpcLocation({ account: text, region: text, vpcId: text })).toMatch(/^aws(\/(?!\.\.?(\/|$))[\w.-]+){3}$/);
      }),
    );
  });
});
