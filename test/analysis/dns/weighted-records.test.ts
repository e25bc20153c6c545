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

describe('weighted records that all lead to all of the next', () => {
  const levels = 6;
  const width = 50;
  const nameAt = (level: number, n: number): string => {
    if (level === 0) return ec2Name;

    return level === levels ? own : `n${n}-${level}.${ec2Name}`;
  };
  const mesh = () => {
    const net = weighted();
    for (const { ResourceRecordSets } of net.sections.resourceRecordSets)
      for (let level = 0; level < levels; level += 1)
        for (let n = 0; n < (level === 0 ? 1 : width); n += 1)
          for (let to = 0; to < width; to += 1)
            ResourceRecordSets.push({
              Name: `${nameAt(level, n)}.`,
              Type: 'CNAME',
              SetIdentifier: `${to}`,
              Weight: 1,
              ResourceRecords: [{ Value: nameAt(level + 1, to) }],
            });

    return net;
  };

  it('come to one answer, told by some of them', () => {
    const path = mesh()
      .paths(['ec2'])
      .find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary);

    expect(path).toMatchObject({ verdict: 'private', via: { id: 'vpce-ec2' } });
    expect(path?.hops.length).toBeLessThan(210);
    expect(path?.hops.map(({ because }) => because)).toContain('by more records than are told here');
  });
});
