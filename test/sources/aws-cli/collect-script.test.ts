import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectScript } from '../../../src/sources/aws-cli/collect-script.ts';
import { readAwsCliFolder } from '../../../src/sources/aws-cli/folder.ts';

const write = (path: string, text: string): string => {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
};

/** Runs the script with an `aws` of ours: a shell `case` over its arguments, which denies all else. */
const collect = (cases: string, { region = 'eu-west-1', into = 'facts' } = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'collect-'));
  const denied = `*) echo >&2; printf 'An error occurred (AccessDenied) \\033[31mwhen calling\\n' >&2; exit 254 ;;`;
  write(join(folder, 'aws'), `#!/bin/sh\ncase "$*" in\n${cases}\n${denied}\nesac\n`);
  const script = write(join(folder, 'collect.sh'), collectScript());
  const facts = join(folder, into);
  const { status, stdout, stderr } = spawnSync('sh', [script, facts], {
    env: { PATH: `${folder}:${process.env.PATH}`, AWS_REGION: region, HOME: folder },
    encoding: 'utf8',
  });
  return { status, stdout, stderr, facts, files: existsSync(facts) ? readdirSync(facts).sort() : [] };
};

const answer = (pattern: string, response: unknown): string =>
  `${pattern}) cat <<'END'\n${JSON.stringify(response, null, 4)}\nEND\n;;`;

const oneVpc = answer('"ec2 describe-vpcs "*json', { Vpcs: [{ OwnerId: '111122223333', VpcId: 'vpc-1' }] });

describe('the collect script', () => {
  it('saves what is answered and passes by what is denied, with a line for each', () => {
    const { status, stdout, stderr, files } = collect(oneVpc);

    expect(files).toEqual(['describe-vpcs.json']);
    expect(status).toBe(0);
    expect(stdout).toBe('');
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toContain('not read: describe-subnets: An error occurred (AccessDenied) [31mwhen calling');
    expect(lines).toContain(
      'not read: describe-vpc-attribute.vpc-1.enableDnsSupport: An error occurred (AccessDenied) [31mwhen calling',
    );
    expect(lines.at(-1)).toMatch(
      /^1 answers are in .*\/facts, \d+ were refused\. Next: vpce-audit --aws-cli .*\/facts$/,
    );
  });

  it('joins the pages that the AWS CLI does not follow', () => {
    const zones = (...ids: string[]) => ids.map((id) => ({ HostedZoneId: id, Name: `${id}.`, Owner: {} }));
    const pages = [
      answer('*list-hosted-zones-by-vpc*--next-token*"t 2"*', ['t3', []]),
      answer('*list-hosted-zones-by-vpc*--next-token*t3*', [null, zones('Z3')]),
      answer('*list-hosted-zones-by-vpc*', ['t 2', zones('Z1', 'Z2')]),
      answer('*describe-vpc-block-public-access-exclusions*', [null, []]),
    ];

    const { facts } = collect([...pages, oneVpc].join('\n'));

    expect(JSON.parse(readFileSync(join(facts, 'list-hosted-zones-by-vpc.vpc-1.json'), 'utf8'))).toEqual({
      HostedZoneSummaries: zones('Z1', 'Z2', 'Z3'),
    });
    expect(JSON.parse(readFileSync(join(facts, 'describe-vpc-block-public-access-exclusions.json'), 'utf8'))).toEqual({
      VpcBlockPublicAccessExclusions: [],
    });
  });

  it('leaves no file where a later page is denied or comes again', () => {
    const denied = [
      '*list-hosted-zones-by-vpc*--next-token*) exit 254 ;;',
      answer('*list-hosted-zones-by-vpc*', ['more', [{ HostedZoneId: 'Z1' }]]),
      oneVpc,
    ];
    expect(collect(denied.join('\n')).files).toEqual(['describe-vpcs.json']);

    const endless = [answer('*list-hosted-zones-by-vpc*', ['more', [{ HostedZoneId: 'Z1' }]]), oneVpc];
    const { files, stderr } = collect(endless.join('\n'));
    expect(files).toEqual(['describe-vpcs.json']);
    expect(stderr).toContain('not read: list-hosted-zones-by-vpc.vpc-1: Error: AWS repeats a page');
  });

  it('asks for what is referred to, and for nothing else of its kind', () => {
    const routes = {
      RouteTables: [{ RouteTableId: 'rtb-1', Routes: [{ GatewayId: 'vgw-1' }, { GatewayId: 'local' }] }],
    };
    const zones = [
      { HostedZoneId: 'ZAWS', Name: 'ec2.eu-west-1.amazonaws.com.', Owner: { OwningAccount: '1' } },
      { HostedZoneId: 'ZROOT', Name: 'com.', Owner: { OwningAccount: '1' } },
      { HostedZoneId: 'ZCORP', Name: 'corp.example.', Owner: { OwningAccount: '1' } },
      { HostedZoneId: 'ZEFS', Name: 'fs-1.efs.eu-west-1.amazonaws.com.', Owner: { OwningService: 'efs' } },
    ];
    const cases = [
      oneVpc,
      answer('"ec2 describe-route-tables "*json', routes),
      answer('*list-hosted-zones-by-vpc*', [null, zones]),
    ];

    const { stderr } = collect(cases.join('\n'));

    const asked = [...stderr.matchAll(/^not read: ([^:]+)/gm)].map(([, name]) => name);
    expect(asked).toContain('describe-vpn-gateways');
    expect(asked).not.toContain('describe-carrier-gateways');
    expect(asked).not.toContain('describe-transit-gateways');
    expect(asked.filter((name) => name?.includes('record-sets'))).toEqual([
      'list-resource-record-sets.ZAWS',
      'list-resource-record-sets.ZROOT',
    ]);
  });

  it('fills a folder that can be audited', () => {
    const { facts } = collect(oneVpc);

    const [scope] = readAwsCliFolder(facts, { region: 'eu-west-1' }).scopes;
    expect(scope).toMatchObject({ account: '111122223333', sections: { vpcs: [{ VpcId: 'vpc-1' }] } });
  });

  it('does nothing without a Region, without answers, or into a folder that holds something', () => {
    expect(collect(oneVpc, { region: '' })).toMatchObject({ status: 2, stderr: 'no Region: set AWS_REGION\n' });
    expect(collect('')).toMatchObject({ status: 2, files: [] });
    expect(collect(oneVpc, { into: '.' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is not empty: name a new folder'),
    });
  });
});
