import { beforeEach, describe, expect, it } from 'vitest';
import { resetAccount, runCli } from './account.ts';
import { addEc2Endpoint, addS3Endpoint, type CakeVpc, createCakeVpc, ec2Client } from './cake-vpc.ts';

describe('the Cake VPC on a live account', () => {
  beforeEach(resetAccount);

  it('sends everything through the NAT gateway while it has no endpoints', async () => {
    const cake = await createCakeVpc(ec2Client());

    const { code, paths } = await auditOf(cake);

    const viaNat = `public via ${cake.natGatewayId}: no-endpoint`;
    expect(paths).toEqual([
      { s3: viaNat, dynamodb: viaNat, ec2: viaNat },
      { s3: viaNat, dynamodb: viaNat, ec2: viaNat },
    ]);
    expect(code).toBe(1);
  });

  it('reaches the EC2 API in private where its endpoint has private DNS', async () => {
    const ec2 = ec2Client();
    const cake = await createCakeVpc(ec2);
    const endpointId = await addEc2Endpoint(ec2, cake, 'on');

    const { code, paths, endpoints } = await auditOf(cake);

    expect(paths.map((path) => path.ec2)).toEqual([`private via ${endpointId}`, `private via ${endpointId}`]);
    expect(endpoints).toMatchObject([{ endpointId, service: 'ec2', privateDns: { status: 'effective' } }]);
    expect(code).toBe(1);
  });

  it('passes the EC2 endpoint by where private DNS is off', async () => {
    const ec2 = ec2Client();
    const cake = await createCakeVpc(ec2);
    const endpointId = await addEc2Endpoint(ec2, cake, 'off');

    const { code, paths, endpoints, findings } = await auditOf(cake);

    const passedBy = `public via ${cake.natGatewayId}: private-dns-off`;
    expect(paths.map((path) => path.ec2)).toEqual([passedBy, passedBy]);
    expect(endpoints).toMatchObject([{ endpointId, privateDns: { status: 'off' } }]);
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'private-dns-off', resource: endpointId }));
    expect(code).toBe(1);
  });

  it('reaches S3 in private from the one subnet whose route table the gateway endpoint is on', async () => {
    const ec2 = ec2Client();
    const cake = await createCakeVpc(ec2);
    const endpointId = await addS3Endpoint(ec2, cake, [cake.privateTables[0]]);

    const { code, paths } = await auditOf(cake);

    expect(paths.map((path) => path.s3)).toEqual([
      `private via ${endpointId}`,
      `public via ${cake.natGatewayId}: route-table-not-associated`,
    ]);
    expect(code).toBe(1);
  });

  it('finds nothing where every asked service is private, yet cannot vouch for what moto does not implement', async () => {
    const ec2 = ec2Client();
    const cake = await createCakeVpc(ec2);
    const ec2Endpoint = await addEc2Endpoint(ec2, cake, 'on');
    const s3Endpoint = await addS3Endpoint(ec2, cake, cake.privateTables);

    const { code, paths, gaps, harmlessGaps } = await auditOf(cake, '--service', 's3', 'ec2');

    const covered = { s3: `private via ${s3Endpoint}`, ec2: `private via ${ec2Endpoint}` };
    expect(paths).toEqual([covered, covered]);
    expect(gaps).toMatchObject([
      { action: 'route53resolver:ListFirewallRuleGroupAssociations', kind: 'unsupported' },
      { action: 'route53profiles:ListProfileAssociations', kind: 'unsupported' },
    ]);
    expect(harmlessGaps).toContainEqual(
      expect.objectContaining({ action: 'ec2:DescribeVpcBlockPublicAccessOptions', kind: 'unsupported' }),
    );
    expect(code).toBe(3);
  });
});

/** What the CLI says about the two private subnets, one line a path. */
const auditOf = async (cake: CakeVpc, ...flags: readonly string[]) => {
  const subnets = ['--subnet', ...cake.privateSubnets];
  const { code, stdout, stderr } = await runCli('--format', 'json', ...subnets, ...flags);
  expect(stderr).toBe('');
  const report: Report = JSON.parse(stdout);
  const paths = cake.privateSubnets.map((subnetId) => {
    const primary = report.paths.filter((path) => path.subnetId === subnetId && path.primary && path.family === 'ipv4');
    return Object.fromEntries(primary.map((path) => [path.service, lineOf(path)]));
  });
  const { endpoints, findings, gaps, harmlessGaps } = report;
  return { code, paths, endpoints, findings, gaps, harmlessGaps };
};

const lineOf = ({ verdict, via, reason }: Path): string =>
  `${verdict} via ${via?.id}${reason === null ? '' : `: ${reason}`}`;

interface Path {
  readonly subnetId: string;
  readonly service: string;
  readonly primary: boolean;
  readonly family: string;
  readonly verdict: string;
  readonly via: { readonly id: string } | null;
  readonly reason: string | null;
}

interface Report {
  readonly paths: readonly Path[];
  readonly endpoints: readonly unknown[];
  readonly findings: readonly unknown[];
  readonly gaps: readonly unknown[];
  readonly harmlessGaps: readonly unknown[];
}
