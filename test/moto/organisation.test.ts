import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { audit } from '../../src/audit.ts';
import type { ScopeSnapshot, Snapshot } from '../../src/snapshot/schema.ts';
import { type Loopback, startLoopback } from '../support/loopback/loopback.ts';
import { pathsIn } from '../support/report.ts';
import { shareVpc } from '../support/share.ts';
import { splitOver } from '../support/split.ts';
import { pathLine } from '../support/world/path-line.ts';
import { world } from '../support/world.ts';
import { environment, type Ran, resetAccount, runProgram } from './account.ts';
import { type CakeVpc, createCakeVpc } from './cake-vpc.ts';
import { startOrganisation } from './organisation-server.ts';

const region = 'us-east-1';
const services = ['s3', 'dynamodb', 'ec2', 'sts'];
const management = '123456789012';
const names = ['hub', 'spoke', 'app', 'tenant', 'cake', 'pie', 'half', 'empty', 'quiet', 'barred', 'gone'] as const;
type Name = (typeof names)[number];

const host = (service: string): string => `${service}.${region}.amazonaws.com`;

/** A hub with a transit gateway, the way out for all, and endpoints that no name leads to yet. */
const unnamed = () =>
  world()
    .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
    .subnet('t', {})
    .vpc('app', '10.2.0.0/16')
    .subnet('p', { vpc: 'app', cidr: '10.2.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
    .subnet('pt', { vpc: 'app', cidr: '10.2.2.0/24' })
    .interface('worker', 'p', {})
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'nat-hub', '10.0.0.0/8': 'tgw-1' } })
    .subnet('out', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '0.0.0.0/0': 'igw-hub', '10.0.0.0/8': 'tgw-1' } })
    .nat('hub', 'out')
    .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .endpoint('vpce-sts', 'sts', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .transit(
      { main: ['t'], app: ['pt'], hub: ['h'] },
      { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main', '10.1.0.0/16': 'hub', '10.2.0.0/16': 'app' },
    );

/** What AWS lists of the transit gateway's table, by which its routes are asked for. */
const listed = ({ scopes: [scope], ...rest }: Snapshot): Snapshot => {
  const table = { TransitGatewayRouteTableId: 'tgw-rtb-1' };
  const associations = scope?.sections.transitGatewayAttachments?.map(
    ({ TransitGatewayAttachmentId, ResourceId, ResourceType }) => ({
      ...{ TransitGatewayAttachmentId, ResourceId, ResourceType, State: 'associated' },
    }),
  );
  const sections = {
    ...scope?.sections,
    transitGatewayRouteTables: [{ ...table, TransitGatewayId: 'tgw-1', State: 'available' }],
    transitGatewayRouteTableAssociations: [{ ...table, Associations: associations ?? [] }],
  };

  return { ...rest, scopes: scope ? [{ ...scope, sections }] : [] };
};

/** A spoke finds an endpoint by a zone of the hub's, an app by the hub's Profile. */
const network = () => {
  const address = (id: string): string | undefined =>
    unnamed().sections.networkInterfaces.find(({ NetworkInterfaceId }) => NetworkInterfaceId === id)
      ?.PrivateIpAddresses?.[0]?.PrivateIpAddress;

  const named = unnamed()
    .zone(host('ec2'), ['main', 'hub'], [`${host('ec2')} A ${address('vpce-ec2-h')}`])
    .zone(host('sts'), ['hub'], [`${host('sts')} A ${address('vpce-sts-h')}`])
    .profile('rp-1', ['arn:aws:route53:::hostedzone/Z2'], 'app');

  return listed(named.snapshot());
};

const folder = mkdtempSync(join(tmpdir(), 'organisation-'));
const accounts = new Map<Name, string>();
const idOf = (name: Name): string => accounts.get(name) ?? '';

let loopback: Loopback;
let server: Awaited<ReturnType<typeof startOrganisation>>;
const cakes = new Map<Name, CakeVpc>();

const environmentHere = (): Record<string, string> => ({ ...environment(), AWS_REGION: region });
const aws = async (...args: readonly string[]) => {
  const flags = ['--endpoint-url', inject('motoUrl'), '--output', 'json', '--region', region];
  const { code, stdout, stderr } = await runProgram('.venv/bin/aws', [...args, ...flags], environmentHere());
  if (code !== 0) throw new Error(stderr);

  return stdout === '' ? {} : JSON.parse(stdout);
};
const cli = (...args: readonly string[]): Promise<Ran> =>
  runProgram(process.execPath, ['bin/vpce-audit.js', ...args], { ...environmentHere(), AWS_ENDPOINT_URL: server.url });

/** moto keeps what a session makes in the account of its role. */
const clientIn = async (name: Name): Promise<EC2Client> => {
  const arn = `arn:aws:iam::${idOf(name)}:role/maker`;
  const { Credentials: made } = await aws('sts', 'assume-role', '--role-arn', arn, '--role-session-name', 'maker');

  return new EC2Client({
    region,
    endpoint: inject('motoUrl'),
    credentials: {
      accessKeyId: made.AccessKeyId,
      secretAccessKey: made.SecretAccessKey,
      sessionToken: made.SessionToken,
    },
  });
};

const playedScopes = (): readonly ScopeSnapshot[] => {
  const owners = [idOf('hub'), idOf('spoke'), idOf('app')] as const;
  const split = splitOver(network(), {
    accounts: owners,
    network: idOf('hub'),
    vpcs: { 'vpc-main': idOf('spoke'), 'vpc-app': idOf('app'), 'vpc-hub': idOf('hub') },
  });
  const isApp = ({ account }: ScopeSnapshot): boolean => account === idOf('app');
  const shared = shareVpc({ ...split, scopes: split.scopes.filter(isApp) }, idOf('tenant'), 'vpc-app');

  return [...split.scopes.filter((scope) => !isApp(scope)), ...shared.scopes];
};

beforeAll(async () => {
  await resetAccount();
  await aws('organizations', 'create-organization');
  for (const name of names) {
    const email = `${name}@example.com`;
    const { CreateAccountStatus: made } = await aws(
      ...['organizations', 'create-account', '--account-name', name, '--email', email],
    );
    accounts.set(name, made.AccountId);
  }
  await aws('organizations', 'close-account', '--account-id', idOf('gone'));
  for (const name of ['cake', 'pie', 'half'] as const)
    cakes.set(name, await createCakeVpc(await clientIn(name), region));
  await aws('s3api', 'create-bucket', '--bucket', 'facts');
  const none = { account: management, region, takenAt: null, sections: {}, gaps: [] };
  const played = playedScopes();
  const members = (['hub', 'spoke', 'app', 'tenant'] as const).map((name) => ({ id: idOf(name) }));
  loopback = await startLoopback({ scopes: [none, ...played], organisation: { members, units: {} } });
  server = await startOrganisation({
    loopbackUrl: loopback.url,
    played: members.map(({ id }) => id),
    closed: [idOf('barred')],
    denied: { [idOf('half')]: /DescribeVpcEndpoints|DescribeNatGateways|ListResolver|DescribeSecurityGroups/ },
  });
}, 240_000);
afterAll(async () => {
  server.close();
  await loopback.close();
  await resetAccount();
});

const flags = ['--external-id', 'secret-of-ours', '--region', region];
const judged = ['--service', ...services, '--format', 'json'];

let whole: Ran;
const reportOf = ({ stdout }: Ran) => JSON.parse(stdout);

/** In which account a host is asked for may be part of its name. */
const lineOf = (path: Parameters<typeof pathLine>[0] & { subnetId: string; name: string; family: string }): string =>
  `${path.subnetId} ${path.name} ${path.family}: ${pathLine(path)}`.replaceAll(/\b\d{12}\b/g, 'ACCOUNT');

/** The paths of a JSON report, with what their ways say. */
const linesOf = (report: ReturnType<typeof reportOf>, isMeant: (vpc: string) => boolean): readonly string[] => {
  const ways = new Map(report.ways.map((way: { id: string }) => [way.id, way]));

  return report.paths
    .filter(({ vpcId }: { vpcId: string }) => isMeant(vpcId))
    .map((path: { way: string }) => lineOf({ ...(ways.get(path.way) as object), ...path } as never))
    .sort();
};

describe('an organisation of twelve accounts', () => {
  beforeAll(async () => {
    whole = await cli('--org', ...flags, ...judged);
  }, 120_000);

  it('is read but for the account whose role is missing and the one that is suspended, which are named', () => {
    const { scopes, gaps, summary } = reportOf(whole);
    const active = names.filter((name) => name !== 'gone').map(idOf);

    expect(whole.code).toBe(1);
    expect(scopes.map(({ account }: { account: string }) => account).sort()).toEqual([management, ...active].sort());
    expect(whole.stderr).toContain(`left out, for they are not active: ${idOf('gone')} (`);
    expect(whole.stderr).toContain(`The role arn:aws:iam::${idOf('barred')}:role/vpce-audit cannot be assumed`);
    expect(summary.complete).toBe(false);
    const unreadable = [idOf('barred'), idOf('half')];
    expect(gaps.filter(({ account }: { account: string }) => !unreadable.includes(account))).toEqual([]);
    expect(new Set(gaps.map(({ account }: { account: string }) => account))).toEqual(new Set(unreadable));
  });

  it('comes to the verdicts of one account for the hub, its spokes, and the VPC that two accounts share', () => {
    const alone = audit(network(), { source: 'snapshot', version: '0.0.0', services, vpcs: [], subnets: [] });
    const expected = pathsIn(alone).map(lineOf).sort();

    expect(linesOf(reportOf(whole), (vpc) => /^vpc-(main|app|hub)$/.test(vpc))).toEqual(expected);
    expect(expected).toContainEqual(expect.stringContaining(`subnet-a ${host('ec2')} ipv4: private vpce-ec2 <tgw-1`));
    expect(expected).toContainEqual(expect.stringContaining(`subnet-p ${host('sts')} ipv4: private vpce-sts <tgw-1`));
    expect(expected).toContainEqual(expect.stringMatching(/^subnet-a s3\S+ ipv4: public nat-hub <tgw-1/));
  });

  it('says of half an account what the other half leaves open, and nothing private', () => {
    const verdicts = (name: Name) =>
      new Set(
        reportOf(whole)
          .paths.filter(({ subnetId }: { subnetId: string }) => cakes.get(name)?.privateSubnets.includes(subnetId))
          .map(({ verdict }: { verdict: string }) => verdict),
      );

    expect(verdicts('cake')).toEqual(new Set(['public']));
    expect(verdicts('pie')).toEqual(new Set(['public']));
    expect(verdicts('half')).not.toContain('private');
  });

  it('is the same report byte for byte, but for times, in one run, by two processes, in pieces that are merged, and in S3', async () => {
    const work = join(folder, 'work.json');
    const pieces = join(folder, 'pieces');
    mkdirSync(pieces);
    expect(await cli('shards', '--org', ...flags, '--output', work)).toMatchObject({ code: 0 });
    const { length } = JSON.parse(readFileSync(work, 'utf8'));
    for (let index = 0; index < length; index += 1) {
      const { code } = await cli(
        'collect',
        '--shard',
        `${work}#${index}`,
        '--output',
        join(pieces, `${index}.json.gz`),
      );
      expect([0, 3]).toContain(code);
    }
    expect(await cli('shards', '--org', ...flags, '--output', 's3://facts/day/work.json')).toMatchObject({ code: 0 });
    for (const part of [0, 1])
      expect([0, 3]).toContain(
        (
          await cli(
            'collect',
            '--shard',
            `s3://facts/day/work.json#${part}/2`,
            '--output',
            `s3://facts/day/pieces/${part}.json.gz`,
          )
        ).code,
      );
    const merged = join(folder, 'merged.json');
    expect(await cli('merge', pieces, '--work-list', work, '--output', merged)).toMatchObject({ code: 0 });

    const undated = ({ stdout }: Ran): string =>
      stdout.replaceAll(/"takenAt":"[^"]+"/g, '"takenAt":"then"').replaceAll('"source":"snapshot"', '"source":"aws"');
    const ways = [
      await cli('--org', '--jobs', '2', ...flags, ...judged),
      await cli('--snapshot', merged, '--region', region, ...judged),
      await cli('--snapshot', pieces, '--work-list', work, '--region', region, ...judged),
      await cli(
        '--snapshot',
        's3://facts/day/pieces/',
        '--work-list',
        's3://facts/day/work.json',
        '--region',
        region,
        ...judged,
      ),
    ];
    for (const one of ways) expect(undated(one)).toBe(undated(whole));
    expect(ways.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
  }, 400_000);
});
