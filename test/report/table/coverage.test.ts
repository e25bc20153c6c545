import { describe, expect, it } from 'vitest';
import { draw } from '../../support/drawn-table.ts';
import { reportOf } from '../../support/report.ts';

describe('what was checked', () => {
  it('is counted by verdict, other names apart, with the rules', () => {
    const text = draw(
      reportOf({
        paths: [{}, { service: 'ec2', verdict: 'private' }, { primary: false }, { primary: false }],
        rules: [{}, { id: 'nat-toll', outcome: 'inconclusive' }],
      }),
      { detail: 'verbose' },
    );

    expect(text).toContain(
      'checked\n  2 paths · 1 public · 1 private\n  2 paths of other names · 2 public\n  1 of 2 rules',
    );
  });

  it('is followed by what could not be read: one block an action and reason, with the places', () => {
    const text = draw(
      reportOf({
        gaps: [
          {},
          { region: 'us-east-1' },
          { action: 'route53:ListHostedZonesByVPC', kind: 'failed', reason: 'Rate exceeded', resource: 'vpc-main' },
        ],
        paths: [
          { verdict: 'unknown', reason: 'unread-facts' },
          {
            subnetId: 'subnet-b',
            verdict: 'split',
            parts: [
              { verdict: 'private', via: null, through: [], reason: null, cidrs: [] },
              { verdict: 'unknown', via: null, through: [], reason: 'ambiguous-route', cidrs: [] },
            ],
          },
        ],
        rules: [{ outcome: 'inconclusive' }],
      }),
      { detail: 'verbose' },
    );

    expect(text).toContain(`
not checked: the audit is incomplete
  ec2:DescribeNatGateways denied
    You are not authorized to perform this operation.
    ap-northeast-2 111122223333, us-east-1 111122223333
  route53:ListHostedZonesByVPC failed
    Rate exceeded
    vpc-main ap-northeast-2 111122223333
  1 path unknown: unread-facts × 1
  1 path split and in part unknown: ambiguous-route × 1
  inconclusive: public-path
`);
  });
});
