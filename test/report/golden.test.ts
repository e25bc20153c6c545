import { describe, expect, it } from 'vitest';
import { audit, type Report } from '../../src/audit.ts';
import { formatNames, isFormat, loadFormat } from '../../src/cli/formats.ts';
import { openEndpointPolicy } from '../../src/rules/open-endpoint-policy.ts';
import { privateDnsOff } from '../../src/rules/private-dns-off.ts';
import { publicPath } from '../../src/rules/public-path.ts';
import { splitPath } from '../../src/rules/split-path.ts';
import { transitPath } from '../../src/rules/transit-path.ts';
import { unknownPath } from '../../src/rules/unknown-path.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { readableJson } from '../support/readable-json.ts';
import { pathsIn } from '../support/report.ts';
import { behindNat } from '../support/world.ts';

/** Fixed, so that a rule added to `rules/all.ts` changes no format. */
const rules = [publicPath, splitPath, transitPath, unknownPath, privateDnsOff, openEndpointPolicy];

/** Two subnets of the demo: names, an interface endpoint, findings of each severity. */
const cake = (): Report =>
  audit(demoSnapshot(), {
    source: 'demo',
    version: '0.0.0',
    services: ['s3', 'ec2'],
    vpcs: [],
    subnets: ['subnet-0a1f4c7e29b3d5860', 'subnet-0c93e71b4fa2d6058'],
    rules,
  });

/** Each verdict, a finding that somebody answers for, and a gap. */
const everyVerdict = (): Report => {
  const nat = { '0.0.0.0/0': 'nat-main' };
  const report = behindNat()
    .subnet('private', { routes: nat })
    .subnet('transit', { routes: { '0.0.0.0/0': 'vgw-1' } })
    .subnet('split', { routes: { ...nat, '52.94.0.0/22': 'tgw-far' } })
    .subnet('exposed', { routes: nat })
    .subnet('unreachable')
    .vpc('unknown', '10.1.0.0/16')
    .subnet('unknown', { vpc: 'unknown', cidr: '10.1.1.0/24' })
    .dns('unknown', '192.168.0.2')
    .gateway('vpce-ddb', 'dynamodb', ['private'])
    .unread('blockPublicAccessOptions', 'ec2:DescribeVpcBlockPublicAccessOptions')
    .report(['dynamodb'], { rules });
  const findings = report.findings.map((finding) =>
    finding.resource === 'subnet-a'
      ? { ...finding, accepted: { by: 'config', reason: 'until the move', expires: '2027-01-31' } }
      : finding,
  );

  return { ...report, findings };
};

/** JSON is laid out for the reviewer: each format's own test holds its bytes. */
const layouts: Readonly<Record<string, (text: string) => string>> = {
  json: (text) => readableJson(JSON.parse(text)),
  sarif: (text) => readableJson(JSON.parse(text)),
  gitlab: (text) => readableJson(JSON.parse(text)),
  ndjson: (text) => text.replace(/.+/g, (line) => readableJson(JSON.parse(line))),
  ocsf: (text) => text.replace(/.+/g, (line) => readableJson(JSON.parse(line))),
  html: (text) =>
    text
      .replace(/(<(style|script)[^>]*>).*?(<\/\2>)/gs, '$1…$3')
      .replace(/'sha256-[^']+'/g, "'sha256-…'")
      .replaceAll('><', '>\n<'),
};

const textOf = async (name: string, report: Report): Promise<string> => {
  if (!isFormat(name)) throw new Error(`there is no format ${name}`);
  const text = (await loadFormat(name))(report, { columns: 100, color: false });

  const whole = typeof text === 'string' ? text : [...text].join('');

  return layouts[name]?.(whole) ?? whole;
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
    expect(new Set(pathsIn(everyVerdict()).map(({ verdict }) => verdict))).toEqual(
      new Set(['private', 'public', 'transit', 'split', 'unreachable', 'unknown']),
    );
  });
});
