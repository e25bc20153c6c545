import { describe, expect, it } from 'vitest';
import type { RecordOf } from '../../../src/snapshot/schema.ts';
import { behindNat } from '../../support/world.ts';

type Weighted = Partial<RecordOf<'resourceRecordSets'>['ResourceRecordSets'][number]>;

const ec2Name = 'ec2.us-east-1.amazonaws.com';
const own = 'vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';
const toEndpoint = { AliasTarget: { DNSName: `${own}.` } };
const toPublic = { ResourceRecords: [{ Value: '52.94.1.1' }] };

/** An endpoint with private DNS off, and a zone of its name with weighted records. */
const weighted = (...records: readonly Weighted[]) => {
  const net = behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false }).zone(ec2Name, ['main'], []);
  for (const { ResourceRecordSets } of net.sections.resourceRecordSets)
    records.forEach((record, i) => {
      ResourceRecordSets.push({ Name: `${ec2Name}.`, Type: 'A', SetIdentifier: `set-${i}`, ...record });
    });

  return net;
};

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html */
describe('a weighted record', () => {
  it('of weight 0 is no answer while another one has weight', () => {
    const net = weighted({ ...toEndpoint, Weight: 10 }, { ...toPublic, Weight: 0 });

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual(['private vpce-ec2', 'covered-elsewhere']);
  });

  it('of weight 0 takes the endpoint out of the answers, too', () => {
    expect(weighted({ ...toEndpoint, Weight: 0 }, { ...toPublic, Weight: 1 }).path('a', 'ec2')).toMatch(
      /^public nat-main/,
    );
  });

  it('is an answer where all have weight 0', () => {
    expect(weighted({ ...toEndpoint, Weight: 0 }, { ...toPublic, Weight: 0 }).path('a', 'ec2')).toMatch(
      /^split .*\[public/,
    );
  });

  it('is an answer where all have weight', () => {
    expect(weighted({ ...toEndpoint, Weight: 255 }, { ...toPublic, Weight: 1 }).path('a', 'ec2')).toMatch(
      /^split .*\[public/,
    );
  });

  it('of another type has no say', () => {
    const six = { Type: 'AAAA', ResourceRecords: [{ Value: '2600:1f18::9' }], Weight: 5 };

    expect(weighted({ ...toEndpoint, Weight: 0 }, six).path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it('of weight 0 comes back where the others are unhealthy', () => {
    const checked = { AliasTarget: { DNSName: `${own}.`, EvaluateTargetHealth: true }, Weight: 10 };

    expect(weighted(checked, { ...toPublic, Weight: 0 }).path('a', 'ec2')).toBe('private vpce-ec2 ~');
    expect(weighted(checked, { ...toEndpoint, Weight: 1 }, { ...toPublic, Weight: 0 }).path('a', 'ec2')).toBe(
      'private vpce-ec2',
    );
  });
});
