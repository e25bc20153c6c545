import { describe, expect, it } from 'vitest';
import { parseBaseline } from '../../../src/acceptance/baseline/parse.ts';
import { baselineOf, writeBaseline } from '../../../src/acceptance/baseline/write.ts';
import { reportOf } from '../../support/report.ts';

describe('a baseline', () => {
  it('is sorted, one finding a line', () => {
    const report = reportOf({
      findings: [
        { resource: 'subnet-b', fingerprint: '2f' },
        { resource: 'subnet-a', fingerprint: '1f' },
        { rule: 'private-dns-off', resource: 'vpce-ec2', service: null, account: null, fingerprint: '3f' },
      ],
    });

    expect(writeBaseline(report, { reason: 'until the move', expires: '2027-01-31' })).toBe(`{
  "schemaVersion": 2,
  "accepted": [
    {"fingerprint":"3f","rule":"private-dns-off","account":null,"region":"ap-northeast-2","vpcId":"vpc-main","resource":"vpce-ec2","service":null,"severity":"error","exits":[],"reason":"until the move","expires":"2027-01-31"},
    {"fingerprint":"1f","rule":"public-path","account":"111122223333","region":"ap-northeast-2","vpcId":"vpc-main","resource":"subnet-a","service":"s3","severity":"error","exits":["nat-gateway"],"reason":"until the move","expires":"2027-01-31"},
    {"fingerprint":"2f","rule":"public-path","account":"111122223333","region":"ap-northeast-2","vpcId":"vpc-main","resource":"subnet-b","service":"s3","severity":"error","exits":["nat-gateway"],"reason":"until the move","expires":"2027-01-31"}
  ]
}
`);
  });

  it('of a report without findings is empty, and a baseline all the same', () => {
    const text = writeBaseline(reportOf({}), { reason: 'none' });

    expect(parseBaseline(text, 'b.json')).toEqual({ schemaVersion: 2, accepted: [] });
  });

  it('leaves out what something else accepts, which it would outlive', () => {
    const report = reportOf({ findings: [{ accepted: { by: 'config', reason: 'x', expires: '2027-01-31' } }] });

    expect(parseBaseline(writeBaseline(report, { reason: 'y' }), 'b.json').accepted).toEqual([]);
  });

  it('keeps what the one before said of findings that are still there, and drops the rest', () => {
    const before = reportOf({
      findings: [{ resource: 'subnet-a' }, { resource: 'subnet-b' }, { resource: 'subnet-gone' }],
    });
    const baseline = parseBaseline(writeBaseline(before, { reason: 'first', expires: '2027-06-30' }), 'b.json');
    const now = reportOf({
      findings: [{ resource: 'subnet-a' }, { resource: 'subnet-b' }, { resource: 'subnet-new' }],
    });

    const reasons = (today: string) =>
      parseBaseline(writeBaseline(now, { reason: 'second', previous: { baseline, today } }), 'b.json').accepted.map(
        ({ resource, reason }) => `${resource} ${reason}`,
      );

    expect(reasons('2027-06-29')).toEqual(['subnet-a first', 'subnet-b first', 'subnet-new second']);
    expect(reasons('2027-06-30')).toEqual(['subnet-a second', 'subnet-b second', 'subnet-new second']);
  });

  it('keeps nothing of an entry that the finding has outgrown', () => {
    const before = reportOf({ findings: [{ severity: 'warning' }, { resource: 'subnet-b' }] });
    const baseline = baselineOf(before, { reason: 'first' });
    const now = reportOf({ findings: [{ severity: 'error' }, { resource: 'subnet-b', exits: ['internet-gateway'] }] });
    const { accepted } = baselineOf(now, { reason: 'second', previous: { baseline, today: '2026-11-25' } });

    expect(accepted.map(({ reason }) => reason)).toEqual(['second', 'second']);
  });

  it('says of entries of version 1 what there is today', () => {
    const now = reportOf({ findings: [{}] });
    const { accepted } = baselineOf(now, { reason: 'first' });
    const older = accepted.map(({ severity: _severity, exits: _exits, ...entry }) => entry);
    const previous = { baseline: { schemaVersion: 1, accepted: older }, today: '2026-11-25' } as const;

    expect(baselineOf(now, { reason: 'second', previous })).toEqual({ schemaVersion: 2, accepted });
  });
});
