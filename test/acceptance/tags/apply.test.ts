import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTags } from '../../../src/acceptance/tags/apply.ts';
import { tagIndex } from '../../../src/acceptance/tags/tag-index.ts';
import { hostileText } from '../../support/hostile.ts';
import { behindNat } from '../../support/world.ts';

type Tagged = 'subnets' | 'routeTables' | 'vpcs' | 'vpcEndpoints';

const net = (...tags: readonly (readonly [section: Tagged, id: string, value: string, key?: string])[]) => {
  const built = behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false });
  for (const [section, id, value, key = 'vpce-audit:accept'] of tags)
    for (const record of built.sections[section])
      if (Object.values(record).includes(id)) record.Tags = [{ Key: key, Value: value }];

  return built;
};

const applied = (built: ReturnType<typeof net>, today = '2026-11-25') => {
  const { report, warnings } = applyTags(built.report(), tagIndex(built.snapshot()), today);
  const accepted = report.findings.filter((finding) => finding.accepted !== undefined);

  return {
    findings: accepted,
    warnings,
    ids: new Set(accepted.map(({ resource, service }) => `${resource} ${service}`)),
  };
};

describe('a tag', () => {
  it('of a subnet accepts what is wrong there, for the services that it names', () => {
    const { findings, ids } = applied(net(['subnets', 'subnet-a', 's3,dynamodb until=2027-01-31 moves']));

    expect(ids).toEqual(new Set(['subnet-a s3', 'subnet-a dynamodb']));
    expect(findings[0]?.accepted).toEqual({ by: 'tag of subnet-a', reason: 'moves', expires: '2027-01-31' });
  });

  it('of a route table accepts what is wrong with the subnets that have it', () => {
    expect(applied(net(['routeTables', 'rtb-a', 's3 moves'])).ids).toEqual(new Set(['subnet-a s3']));
  });

  it('of a VPC accepts what is wrong anywhere in it', () => {
    const built = net(['vpcs', 'vpc-main', 's3 moves']).subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } });

    expect(applied(built).ids).toEqual(new Set(['subnet-a s3', 'subnet-b s3', 'subnet-public s3']));
  });

  it('of an endpoint accepts what is wrong with it, and nothing of its clients', () => {
    expect(applied(net(['vpcEndpoints', 'vpce-ec2', 'ec2 moves'])).ids).toEqual(new Set(['vpce-ec2 null']));
  });

  it('of every service accepts what is about none, too', () => {
    const built = net(['vpcs', 'vpc-main', '* moves']);

    expect(applied(built).findings).toHaveLength(built.report().findings.length);
  });

  it('counts no more from its day on', () => {
    const built = net(['subnets', 'subnet-a', 's3 until=2027-01-31 moves']);

    expect(applied(built, '2027-01-30').findings).not.toEqual([]);
    expect(applied(built, '2027-01-31').findings).toEqual([]);
  });

  it('of the nearest resource answers; where it has nothing to say, the next one does', () => {
    const { findings } = applied(net(['subnets', 'subnet-a', 's3 near'], ['vpcs', 'vpc-main', 's3,ec2 far']));

    expect(
      new Set(
        findings
          .filter(({ resource }) => resource === 'subnet-a')
          .map(({ service, accepted }) => `${service} ${accepted?.reason}`),
      ),
    ).toEqual(new Set(['s3 near', 'ec2 far']));
  });

  it('of another key accepts nothing', () => {
    expect(applied(net(['subnets', 'subnet-a', 's3 moves', 'vpce-audit:Accept'])).findings).toEqual([]);
  });

  it('that is malformed is warned of once, and accepts nothing', () => {
    expect(applied(net(['subnets', 'subnet-a', 's3,dynamodb until=2027-02-30 moves']))).toMatchObject({
      findings: [],
      warnings: [{ resource: 'subnet-a', because: expect.stringContaining('2027-02-30') }],
    });
  });

  it('that is malformed is no matter where nothing is wrong', () => {
    const built = net(['subnets', 'subnet-a', 's3']);
    const report = { ...built.report(), findings: [] };

    expect(applyTags(report, tagIndex(built.snapshot()), '2026-11-25').warnings).toEqual([]);
  });

  it('never takes a finding away, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.oneof(hostileText, fc.string()),
        fc.constantFrom('', 's3 ', '* until=2027-01-31 '),
        (text, start) => {
          const built = net(['subnets', 'subnet-a', start + text]);
          const before = built.report().findings;
          const { findings } = applyTags(built.report(), tagIndex(built.snapshot()), '2026-11-25').report;

          expect(findings.map(({ accepted: _accepted, ...finding }) => finding)).toEqual(before);
        },
      ),
      { numRuns: 50 },
    );
  });
});
