import { describe, expect, it } from 'vitest';
import { draw, lastLine, many } from '../../support/drawn-table.ts';
import { internet, nat, reportOf } from '../../support/report.ts';

describe('the headline', () => {
  it('says how bad it is, where, and that all was read', () => {
    const paths = [{}, { subnetId: 'subnet-b', verdict: 'private' as const }];

    expect(draw(reportOf({ paths }), { columns: 120 })).toMatch(
      /^main · ap-northeast-2 · 111122223333\n✗ 1 of 2 paths is public, 1 private: 1 subnet with 1 client, through nat-main. Everything needed was read.\n/,
    );
  });

  it('says what the NAT gateways on the way cost, as far as that is known', () => {
    const through = (region: string, ...ids: readonly string[]) =>
      draw(reportOf({ paths: ids.map((id) => ({ region, subnetId: `subnet-${id}`, via: nat(id) })) }));

    expect(through('us-east-1', 'nat-a')).toContain(
      '\nThe NAT gateway costs at least $32 a month, plus each gigabyte.\n',
    );
    expect(through('us-east-1', 'nat-a', 'nat-b')).toContain('\nThe 2 NAT gateways cost at least $65 a month, ');
    expect(through('eu-west-1', 'nat-a')).toContain('\nThe NAT gateway costs about $33 a month (us-east-1), ');
    expect(draw(reportOf({ paths: [{ via: internet('igw-a') }] }))).not.toContain('a month');
  });

  it('says what could not be read', () => {
    expect(draw(reportOf({ paths: [{}], gaps: [{}] }))).toContain(
      '\nThe audit is incomplete: 1 request for facts went unanswered.\n',
    );
  });

  it('counts VPCs, Regions, accounts and exits where there are many', () => {
    const paths = many(4).map((index) => ({
      vpcId: `vpc-${index}`,
      subnetId: `subnet-${index}`,
      via: nat(`nat-${index}`),
    }));
    const scopes = [{}, { region: 'eu-west-1', account: '222233334444' }];
    const text = draw(reportOf({ paths, scopes }), { columns: 120 });

    expect(text).toContain('4 VPCs · 2 Regions · 2 accounts\n');
    expect(text).toContain('4 subnets with 4 clients, through 4 NAT gateways.');
  });

  it('says when facts that were saved were read', () => {
    expect(draw(reportOf({ scopes: [{ source: 'snapshot' }] }))).toContain(' · facts of 2026-11-02\n');
  });
});

describe('the verdict', () => {
  const isPrivate = { verdict: 'private' as const };
  const isUnreachable = { verdict: 'unreachable' as const };
  const warning = { severity: 'warning' as const };

  it.each([
    ['✓ 2 of 2 paths are private. No findings.', { paths: [isPrivate, isPrivate] }],
    ['✓ 1 of 2 paths is transit, 1 private. No findings.', { paths: [isPrivate, { verdict: 'transit' as const }] }],
    ['✓ 1 of 1 path is private. 1 warning.', { paths: [isPrivate], findings: [warning] }],
    [
      '⊘ 1 of 2 paths is unreachable, 1 private. 1 warning.',
      { paths: [isPrivate, isUnreachable], findings: [{ ...warning, rule: 'unreachable-path' }] },
    ],
    [
      '≠ 1 of 1 path is private. 2 warnings.',
      { paths: [isPrivate], findings: ['unreachable-path', 'split-path'].map((rule) => ({ ...warning, rule })) },
    ],
    [
      '✓ 1 of 2 paths is unreachable, 1 private. 1 note, 1 accepted.',
      {
        paths: [isPrivate, isUnreachable],
        findings: [
          { ...warning, rule: 'unreachable-path', accepted: { by: 'config' as const, reason: 'r' } },
          { severity: 'note' as const, rule: 'unreachable-path' },
        ],
      },
    ],
    ['✗ 1 of 2 paths is public, 1 private. 1 error.', { paths: [isPrivate, {}], findings: [{}] }],
    ['✓ 1 of 1 path is private. No findings.', { paths: [isPrivate, { primary: false }] }],
    ['✗ 1 of 1 path is public. The audit is incomplete.', { paths: [{}], gaps: [{}] }],
    ['? Of what could be read, 1 of 1 path is private. The audit is incomplete.', { paths: [isPrivate], gaps: [{}] }],
    ['? No path was checked. The audit is incomplete.', { gaps: [{}] }],
    ['✓ There are no paths to check. No findings.', {}],
  ])('is: %s', (verdict, spec) => {
    expect(lastLine(draw(reportOf(spec)))).toBe(verdict);
  });

  it('is no good one where a split path is public in part', () => {
    const parts = [{ verdict: 'public' as const, via: nat('nat-a'), through: [], reason: null, cidrs: ['3.5.0.0/16'] }];

    expect(lastLine(draw(reportOf({ paths: [{ verdict: 'split', parts }] })))).toMatch(/^✗ 1 of 1 path is split/);
  });
});
