import { describe, expect, it } from 'vitest';
import { audit, type Report } from '../../src/audit.ts';
import { formatNames, isFormat, loadFormat } from '../../src/cli/formats.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { behindNat } from '../support/world.ts';

const cake = (): Report =>
  audit(demoSnapshot(), { source: 'demo', version: '0.0.0', services: [], vpcs: [], subnets: [] });

/** Each verdict, a finding that somebody answers for, and a gap. */
const everyVerdict = (): Report => {
  const nat = { '0.0.0.0/0': 'nat-main' };
  const report = behindNat()
    .subnet('private', { routes: nat })
    .subnet('transit', { routes: { '0.0.0.0/0': 'vgw-1' } })
    .subnet('split', { routes: { ...nat, '52.216.0.0/18': 'tgw-far' } })
    .subnet('exposed', { routes: nat })
    .subnet('unreachable')
    .vpc('unknown', '10.1.0.0/16')
    .subnet('unknown', { vpc: 'unknown', cidr: '10.1.1.0/24' })
    .dns('unknown', '192.168.0.2')
    .gateway('vpce-s3', 's3', ['private'])
    .unread('vpcEndpointServices', 'ec2:DescribeVpcEndpointServices')
    .report(['s3']);
  const findings = report.findings.map((finding) =>
    finding.resource === 'subnet-a'
      ? { ...finding, accepted: { by: 'config', reason: 'until the move', expires: '2027-01-31' } }
      : finding,
  );

  return { ...report, findings };
};

const textOf = async (name: string, report: Report): Promise<string> => {
  if (!isFormat(name)) throw new Error(`there is no format ${name}`);
  const text = (await loadFormat(name))(report, { columns: 100, color: false });

  return typeof text === 'string' ? text : [...text].join('');
};

describe.each([
  ['cake-vpc', cake],
  ['every-verdict', everyVerdict],
])('of %s', (subject, reportOf) => {
  it.each(formatNames)('%s is', async (name) => {
    await expect(await textOf(name, reportOf())).toMatchFileSnapshot(`../golden/formats/${subject}.${name}.txt`);
  });
});

describe('the topology of every verdict', () => {
  it('has each of them', () => {
    expect(new Set(everyVerdict().paths.map(({ verdict }) => verdict))).toEqual(
      new Set(['private', 'public', 'transit', 'split', 'unreachable', 'unknown']),
    );
  });
});
