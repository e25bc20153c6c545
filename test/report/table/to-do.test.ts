import { describe, expect, it } from 'vitest';
import { draw, lineWith, many } from '../../support/drawn-table.ts';
import { reportOf } from '../../support/report.ts';
import { world } from '../../support/world.ts';

describe('what to do', () => {
  const error = (remedy: string, subnet: string, clients: number, service = 's3') => ({
    ...{ resource: `subnet-${subnet}`, remedy, clients, service },
  });

  it('is ranked by clients, then by paths; each thing once', () => {
    const findings = [
      error('Mend one', 'a', 2),
      error('Mend two', 'b', 9),
      error('Mend three', 'a', 2),
      error('Mend three', 'a', 2, 'ec2'),
      { rule: 'private-dns-off', severity: 'warning' as const, remedy: 'Mend two', resource: 'vpce-1', clients: 4 },
    ];

    expect(draw(reportOf({ findings }))).toContain(`
what to do                                                        clients  paths
  1  Mend two                                                           9      1
  2  Mend three                                                         2      2
  3  Mend one                                                           2      1
`);
  });

  it('shows commands whole, on lines of their own, where all is asked for', () => {
    const command = `aws ec2 modify-vpc-endpoint --add-route-table-ids ${many(9)
      .map((n) => `rtb-0123456789abcde0${n}`)
      .join(' ')}`;
    const report = reportOf({ findings: [{ command }] });

    expect(draw(report)).not.toContain('aws ec2');
    expect(draw(report, { detail: 'verbose' })).toContain(`\n     $ ${command}\n`);
    expect(draw(report, { detail: 'verbose' }).match(/aws ec2/g)).toHaveLength(1);
  });

  it('counts ids, and shortens those that are left, unless all is asked for', () => {
    const ids = many(3).map((n) => `rtb-0123456789abcde0${n}`);
    const remedy = `Associate ${ids.join(', ')} with vpce-0a7d3f6b91e2c4850`;
    const report = reportOf({ findings: [{ remedy }] });

    expect(draw(report)).toContain('1  Associate 3 route tables with vpce-0a7d…');
    for (const style of [{ detail: 'verbose' }, { detail: 'summary', endless: true }] as const)
      for (const id of ids) expect(draw(report, style)).toContain(id);
  });

  it('tells what differs in ids alone once', () => {
    const paths = many(5).map((n) => ({
      vpcId: `vpc-0123456789abcde0${n}`,
      vpcName: `spoke-${n + 1}`,
      subnetId: `subnet-${n}`,
    }));
    const findings = paths.map(({ vpcId, subnetId }, n) => ({
      ...{ vpcId, resource: subnetId, remedy: `Switch on vpce-0123456789abcde0${n}` },
    }));

    expect(draw(reportOf({ paths, findings }))).toContain('1  Switch on vpce-0123…, and 4 alike (all 5 VPCs)  ');
    expect(draw(reportOf({ paths, findings: findings.slice(1) }))).toContain('and 3 alike (4 VPCs: spoke-2…5)');
    expect(draw(reportOf({ paths, findings: findings.slice(1, 2) }))).toContain('1  Switch on vpce-0123… (spoke-2)  ');
  });

  it('tells hundreds once in a summary that no screen limits, with the command of the first', () => {
    const findingsOf = (count: number) =>
      many(count).map((n) => {
        const id = `vpce-0123456789abc${String(n).padStart(4, '0')}`;

        return { vpcId: `vpc-${n}`, resource: id, remedy: `Switch on ${id}`, command: `aws ec2 on ${id}` };
      });
    const summary = (count: number) =>
      draw(reportOf({ findings: findingsOf(count) }), { detail: 'summary', endless: true });

    expect(summary(101).match(/aws ec2 on/g)).toHaveLength(1);
    expect(summary(101)).toContain('1  Switch on vpce-0123…, and 100 alike');
    expect(summary(100).match(/aws ec2 on/g)).toHaveLength(100);
  });

  it('leaves notes to a line of their own', () => {
    const note = { rule: 'open-endpoint-policy', severity: 'note' as const };
    const findings = many(5).map((n) => ({ ...note, resource: `vpce-${n}`, remedy: `Limit ${n}` }));
    const text = draw(reportOf({ findings }));

    expect(text).toContain('\n5 notes: open-endpoint-policy × 5\n');
    expect(text).not.toContain('what to do');
  });

  it('calls things on a screen by the names that no other of their kind has', () => {
    const network = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } })
      .interface('eni', 'a')
      .gateway('vpce-s3', 's3', []);
    const named = (id: string, name: string) =>
      Object.values(network.sections)
        .flat()
        .filter((record) => Object.values(record).includes(id))
        .map((record) => Object.assign(record, { Tags: [{ Key: 'Name', Value: name }] }));
    named('vpce-s3', 'shop-s3');
    named('nat-main', 'main');
    named('rtb-a', 'tables');
    named('rtb-public', 'tables');
    const text = draw(network.report(['s3']));

    expect(text).toMatch(/through nat\s+main\./);
    expect(text).toContain('Associate route tables rtb-a, rtb-public with');
    expect(text).toContain('gateway endpoint shop-s3');
  });

  it('says what each thing costs a month, where that is known', () => {
    const near = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } })
      .interface('eni', 'a')
      .report(['s3', 'sts']);
    const far = {
      ...near,
      changes: near.changes.map((one) => ({ ...one, change: { ...one.change, region: 'eu-west-1' } })),
    };

    expect(lineWith(draw(near), 'Create an interface endpoint for')).toMatch(/ {3}\$7\.30$/);
    expect(lineWith(draw(near), 'Create a gateway endpoint for S3')).toMatch(/ {7}\$0$/);
    expect(draw(near)).not.toContain('it costs nothing');
    expect(lineWith(draw(far), 'Create an interface endpoint for')).toMatch(/ {2}~\$7\.30$/);
    expect(draw(far)).toContain('\n~ by the prices of us-east-1: vpce-audit fix --prices FILE takes others\n');
    expect(lineWith(draw(near, { columns: 70 }), 'what to do')).toMatch(/ clients {2}paths$/);
  });
});
