import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { fakeStreams } from '../support/streams.ts';

interface AsffFinding {
  readonly Id: string;
  readonly ProductFields: Readonly<Record<string, string>>;
  readonly AwsAccountId: string;
  readonly ProductArn: string;
  readonly Title: string;
  readonly Description: string;
  readonly Resources: readonly { readonly Id: string; readonly Type: string; readonly Region: string }[];
  readonly Severity: { readonly Label: string };
  readonly RecordState: string;
  readonly Remediation: { readonly Recommendation: { readonly Text: string } };
}

const account = '999988887777';
let server: Server;
let demo: readonly string[] = [];
let lines: readonly string[] = [];
let batches: AsffFinding[][] = [];
let throttles = 0;
let refused: (finding: AsffFinding) => boolean = () => false;
let importFindings: (event: {
  day: string;
}) => Promise<{ imported: number; failed: number; firstFailure: string | null }>;

/** S3 and Security Hub, as far as the function asks them. */
const answer = async (method: string, path: string, body: string): Promise<[number, string]> => {
  if (method === 'GET') return [200, lines.join('\n')];
  if (path !== '/findings/import') return [404, 'no such operation'];
  if (throttles > 0) {
    throttles -= 1;
    return [429, '{"__type":"TooManyRequestsException"}'];
  }
  const { Findings }: { Findings: AsffFinding[] } = JSON.parse(body);
  if (Findings.length > 100 || Findings.some(({ AwsAccountId }) => AwsAccountId !== account))
    return [400, '{"Code":"InvalidInput"}'];
  batches.push(Findings);
  const FailedFindings = Findings.filter(refused).map(({ Id }) => ({
    ...{ Id, ErrorCode: 'InvalidInput', ErrorMessage: 'Finding is larger than 240 KB' },
  }));
  const FailedCount = FailedFindings.length;

  return [200, JSON.stringify({ FailedCount, SuccessCount: Findings.length - FailedCount, FailedFindings })];
};

const before = { ...process.env };
beforeAll(async () => {
  const fake = fakeStreams();
  await run(['--demo', '--format', 'ocsf', '--service', 's3', 'ec2', 'dynamodb'], fake.streams, {});
  demo = fake.stdout().trimEnd().split('\n');
  server = createServer(async (request, response) => {
    const [status, body] = await answer(request.method ?? '', request.url ?? '', await text(request));
    response.writeHead(request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') ? status : 403).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    ...{ ACCOUNT: account, BUCKET: 'bucket', PARTITION: 'aws', URL_SUFFIX: 'amazonaws.com', AWS_REGION: 'eu-west-1' },
    ...{ AWS_ACCESS_KEY_ID: 'AKIATEST', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' },
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
  });
  ({ importFindings } = await import('../../examples/distributed/function/security-hub.js' as string));
}, 120_000);
afterAll(() => {
  server.close();
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});
beforeEach(() => {
  lines = [...demo];
  batches = [];
  throttles = 0;
  refused = () => false;
});

describe('the import into Security Hub', () => {
  it('brings every finding in, as one of the account that imports it and about the resource of its own', async () => {
    expect(await importFindings({ day: '2026-12-01' })).toEqual({
      imported: lines.length,
      failed: 0,
      firstFailure: null,
    });
    const [finding] = batches.flat();

    expect(finding).toMatchObject({
      ProductArn: `arn:aws:securityhub:eu-west-1:${account}:product/${account}/default`,
      Id: expect.stringMatching(/^vpce-audit\/111122223333\/ap-northeast-2\//),
      Severity: { Label: 'HIGH' },
      RecordState: 'ACTIVE',
    });
    expect(finding?.Resources[0]).toMatchObject({
      Id: 'arn:aws:ec2:ap-northeast-2:111122223333:subnet/subnet-0a1f4c7e29b3d5860',
      Region: 'ap-northeast-2',
    });
    expect(new Set(batches.flat().map(({ Id }) => Id)).size).toBe(lines.length);
  });

  it('says whose the account is, where the config of the run does', async () => {
    const [first = ''] = lines;
    const { cloud, resources, ...event } = JSON.parse(first);
    const owner = { name: 'Payments', email_addr: 'payments@example.com' };
    const owned = { account: { ...cloud.account, name: 'shop' } };
    lines = [
      first,
      JSON.stringify({
        ...event,
        cloud: { ...cloud, ...owned },
        resources: resources.map((one: object) => ({ ...one, owner })),
      }),
    ];
    await importFindings({ day: '2026-12-01' });
    const [nobodys, shops] = batches.flat().map(({ ProductFields }) => ProductFields);

    expect(Object.keys(nobodys ?? {})).toEqual(['account', 'region', 'vpce-audit/version']);
    expect(shops).toEqual({
      ...nobodys,
      'vpce-audit/account-name': 'shop',
      'vpce-audit/owner': 'Payments',
      'vpce-audit/owner-email': 'payments@example.com',
    });
  });

  it('sends a hundred at a time, and none that is longer than Security Hub takes', async () => {
    const [first = ''] = lines;
    lines = Array.from({ length: 250 }, (_, n) => {
      const event = JSON.parse(first);
      return JSON.stringify({
        ...event,
        message: 'x'.repeat(5000),
        remediation: { desc: 'y'.repeat(5000) },
        finding_info: { ...event.finding_info, uid: `finding-${n}`, title: 'z'.repeat(500) },
      });
    });

    expect(await importFindings({ day: '2026-12-01' })).toMatchObject({ imported: 250, failed: 0 });
    expect(batches.map(({ length }) => length)).toEqual([100, 100, 50]);
    for (const { Title, Description, Remediation } of batches.flat())
      expect([Title.length, Description.length, Remediation.Recommendation.Text.length]).toEqual([256, 1024, 512]);
  });

  it('says what Security Hub refused, and why the first of it', async () => {
    refused = ({ Id }) => Id === batches.flat()[1]?.Id || Id.includes('dynamodb');
    const [first = ''] = lines;
    const one = JSON.parse(first);
    lines = [first, JSON.stringify({ ...one, finding_info: { ...one.finding_info, uid: 'dynamodb' } })];

    expect(await importFindings({ day: '2026-12-01' })).toEqual({
      imported: 1,
      failed: 1,
      firstFailure: 'vpce-audit/111122223333/ap-northeast-2/dynamodb: InvalidInput: Finding is larger than 240 KB',
    });
  });

  it('waits where it is throttled', async () => {
    throttles = 2;

    expect(await importFindings({ day: '2026-12-01' })).toMatchObject({ imported: lines.length });
  });

  it('archives what somebody accepted, and keeps gaps as warnings', async () => {
    const [first = ''] = lines;
    const gap = {
      ...JSON.parse(first),
      ...{ severity: 'Medium', resources: undefined, compliance: { control: 'audit-incomplete', status: 'Warning' } },
    };
    lines = [JSON.stringify({ ...JSON.parse(first), status: 'Suppressed' }), JSON.stringify(gap)];
    await importFindings({ day: '2026-12-01' });

    expect(batches.flat().map(({ RecordState }) => RecordState)).toEqual(['ARCHIVED', 'ACTIVE']);
    expect(batches.flat()[1]).toMatchObject({
      Compliance: { Status: 'WARNING' },
      Resources: [{ Type: 'Other', Id: '111122223333/ap-northeast-2' }],
    });
  });
});
