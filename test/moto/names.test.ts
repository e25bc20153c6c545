import { DescribeVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, it } from 'vitest';
import { region, resetAccount, runCli } from './account.ts';
import { addEc2Endpoint, type CakeVpc, createCakeVpc, ec2Client } from './cake-vpc.ts';
import { addForwardRule, addHostedZone } from './names.ts';

const name = (service: string): string => `${service}.${region}.amazonaws.com`;

describe('names that Route 53 and the Resolver of a live account decide', () => {
  beforeEach(resetAccount);

  it('lead to an endpoint by an alias of a private hosted zone', async () => {
    const ec2 = ec2Client();
    const cake = await createCakeVpc(ec2);
    const endpointId = await addEc2Endpoint(ec2, cake, 'off');
    const { VpcEndpoints } = await ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [endpointId] }));
    await addHostedZone(cake.vpcId, name('ec2'), VpcEndpoints?.[0]?.DnsEntries?.[0]?.DnsName ?? '');

    const { ec2: path, endpoints } = await auditOf(cake);

    expect(path).toMatchObject({ verdict: 'private', via: { id: endpointId } });
    expect(endpoints).toMatchObject([{ endpointId, privateDns: { status: 'covered-elsewhere' } }]);
  });

  it('end in a zone that has no record for them', async () => {
    const cake = await createCakeVpc(ec2Client());
    const zone = await addHostedZone(cake.vpcId, name('dynamodb'), null);

    const { dynamodb, findings } = await auditOf(cake);

    expect(dynamodb).toMatchObject({ verdict: 'unreachable', reason: 'dns-no-answer' });
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'dns-hole', resource: zone }));
  });

  it('are forwarded to where nobody can look', async () => {
    const cake = await createCakeVpc(ec2Client());
    const rule = await addForwardRule(cake.vpcId, name('ec2'));

    const { ec2: path, s3, findings } = await auditOf(cake);

    expect([path, s3]).toMatchObject([{ verdict: 'unknown', reason: 'forwarded-dns' }, { verdict: 'public' }]);
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'forwarded-name', resource: rule }));
  });
});

/** The primary path of each service from the first private subnet. */
const auditOf = async ({ privateSubnets: [subnet] }: CakeVpc) => {
  const { stdout, stderr } = await runCli('--format', 'json', '--subnet', subnet);
  expect(stderr).toBe('');
  const { paths, endpoints, findings }: Report = JSON.parse(stdout);
  const primary = (service: string) => paths.find((path) => path.primary && path.service === service);

  return { s3: primary('s3'), dynamodb: primary('dynamodb'), ec2: primary('ec2'), endpoints, findings };
};

interface Report {
  readonly paths: readonly { readonly service: string; readonly primary: boolean }[];
  readonly endpoints: readonly unknown[];
  readonly findings: readonly unknown[];
}
