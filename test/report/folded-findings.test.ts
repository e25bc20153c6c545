import { describe, expect, it } from 'vitest';
import { foldedFindings, unfoldedFindings } from '../../src/report/folded-findings.ts';
import { github } from '../../src/report/github.ts';
import { markdown } from '../../src/report/markdown.ts';
import type { Style } from '../../src/report/style.ts';
import { table } from '../../src/report/table.ts';
import { reportOf } from '../support/report.ts';

const plainStyle: Style = { color: false, columns: 200 };

const unused = (id: string, service: string) =>
  ({ vpcId: id, resource: `subnet-of-${id}`, service, severity: 'note', occupancy: 'unused' }) as const;

const report = reportOf({
  paths: [{}, ...['vpc-1', 'vpc-2'].map((vpcId) => ({ vpcId, vpcName: null, subnetId: `subnet-of-${vpcId}` }))],
  findings: [
    {},
    unused('vpc-1', 's3'),
    unused('vpc-1', 'ec2'),
    unused('vpc-2', 's3'),
    { resource: 'subnet-nat', severity: 'note', occupancy: 'equipment' },
  ],
});

const lines = [
  '2 VPCs without a network interface (vpc-1, vpc-2): 3 findings are notes; to have such counted, set occupancy.unused to error in the config',
  '1 subnet with gateways and other equipment of AWS alone (subnet-nat): 1 finding is a note; to have such counted, set occupancy.equipment to error in the config',
];

describe('findings where nobody calls from', () => {
  it('are one line for unused VPCs and one for subnets of equipment', () => {
    expect(foldedFindings(report)).toEqual(lines);
    expect(unfoldedFindings(report).map(({ resource }) => resource)).toEqual(['subnet-app']);
  });

  it('are told one by one where they are no mere notes', () => {
    const counted = reportOf({ findings: [{ ...unused('vpc-1', 's3'), severity: 'warning' }] });

    expect(foldedFindings(counted)).toEqual([]);
    expect(unfoldedFindings(counted)).toHaveLength(1);
  });

  it('leave their VPCs out of the table, unless all of it is asked for', () => {
    const text = String(table(report, plainStyle));

    for (const line of lines) expect(text.replaceAll(/\n {2}(?=[a-z])/g, ' ')).toContain(line);
    expect(text).not.toContain('subnet-of-vpc-1');
    expect(String(table(report, { ...plainStyle, detail: 'verbose' }))).toContain('subnet-of-vpc-1');
  });

  it('are one line each in Markdown and in annotations', () => {
    expect(markdown(report, plainStyle)).toContain('without a network interface');
    expect(markdown(report, plainStyle)).not.toContain('subnet-of-vpc-1');
    expect(github(report, plainStyle)).toContain(lines[0]);
    expect(github(report, plainStyle)).not.toContain('subnet-of-vpc-1');
  });
});
