import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Failure } from '../../../src/failure.ts';
import type { Caller } from '../../../src/sources/aws/caller.ts';
import { collectAws } from '../../../src/sources/aws/collect-aws.ts';
import type { Limits } from '../../../src/sources/aws/limits.ts';
import { everyKind } from '../../support/loopback/every-kind.ts';
import { impatient, withEnvironment } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';

const isolated = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
};
const keys = { AWS_ACCESS_KEY_ID: 'AKIALOOPBACK', AWS_SECRET_ACCESS_KEY: 'secret' };

let loopback: Loopback | undefined;
afterEach(async () => {
  await loopback?.close();
  loopback = undefined;
});

interface Run {
  readonly regions?: readonly string[];
  readonly callers?: readonly Caller[];
  readonly limits?: Limits;
}

const failureIn = async (environment: Record<string, string>, run: Run = {}): Promise<Failure> => {
  const options = { regions: [], now: () => new Date(0), toolVersion: '0.0.0', limits: impatient, ...run };
  const error = await withEnvironment({ ...isolated, ...environment }, () =>
    collectAws(options).then(
      () => undefined,
      (caught: unknown) => caught,
    ),
  );
  if (!(error instanceof Failure)) throw new Error(`expected a Failure, got ${error}`, { cause: error });
  return error;
};

it('says what to set where there are no credentials', async () => {
  const { message, hint } = await failureIn({ AWS_REGION: 'us-east-1' });

  expect(message).toMatch(/^No AWS credentials/);
  expect(hint).toContain('aws sso login');
  expect(hint).toContain('AWS_PROFILE');
  expect(hint).toContain('--demo');
});

it('says what to set where there is no Region', async () => {
  const { message, hint } = await failureIn(keys);

  expect(message).toBe('No AWS Region is set.');
  expect(hint).toContain('--region');
});

it('takes AWS_DEFAULT_REGION as the AWS CLI does', async () => {
  loopback = await startLoopback({ scopes: [everyKind] });
  const { AWS_REGION: region, ...environment } = loopback.environment;
  const options = { regions: [], now: () => new Date(0), toolVersion: '0.0.0', limits: impatient };
  const { scopes } = await withEnvironment({ ...environment, AWS_DEFAULT_REGION: region ?? '' }, () =>
    collectAws(options),
  );

  expect(scopes[0]?.region).toBe('ap-northeast-2');
});

it('names a profile that does not exist', async () => {
  const { message } = await failureIn({ AWS_REGION: 'us-east-1' }, { callers: [{ profile: 'nobody' }] });

  expect(message).toContain('"nobody"');
});

it.each([
  ['ExpiredToken', /expired/, /aws sso login/],
  ['RequestExpired', /expired/, /clock/],
  ['AuthFailure', /does not accept these credentials/, /get-caller-identity/],
  ['InvalidClientTokenId', /does not accept these credentials/, /not be enabled/],
  ['SignatureDoesNotMatch', /signature/, /clock/],
])('ends with a hint where EC2 answers %s', async (code, message, hint) => {
  loopback = await startLoopback({
    scopes: [everyKind],
    faults: { 'ap-northeast-2': { kind: 'error', status: 401, code } },
  });
  const failure = await failureIn(loopback.environment);

  expect(failure.message).toMatch(message);
  expect(failure.hint).toMatch(hint);
});

it('ends where EC2 answers nothing at all', async () => {
  const faults = Object.fromEntries(
    ['Vpcs', 'Subnets', 'RouteTables'].map((kind) => [`ec2:Describe${kind}`, { kind: 'hang' } as const]),
  );
  loopback = await startLoopback({ scopes: [everyKind], faults });
  const failure = await failureIn(loopback.environment, { limits: { ...impatient, requestTimeoutMs: 300 } });

  expect(failure.message).toMatch(/^The EC2 API of ap-northeast-2 gives no answer \(TimeoutError/);
});

it('says that nothing listens at the endpoint', async () => {
  const { message, hint } = await failureIn(
    { ...keys, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
    { regions: ['us-east-1'] },
  );

  expect(message).toContain('us-east-1');
  expect(hint).toContain('AWS_ENDPOINT_URL');
});

it.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_STS'])('refuses an endpoint that is no URL: %s', async (variable) => {
  const { message, hint } = await failureIn({ ...keys, [variable]: 'foo' }, { regions: ['us-east-1'] });

  expect(message).toContain('"foo"');
  expect(hint).toContain('AWS_ENDPOINT_URL');
});

it('refuses what cannot be the name of a Region', async () => {
  const { message } = await failureIn(keys, { regions: ['us east/1'] });

  expect(message).toBe('"us east/1" is not the name of a Region.');
});

it('says which permission --region all needs', async () => {
  loopback = await startLoopback({ scopes: [everyKind], faults: { 'ec2:DescribeRegions': { kind: 'denied' } } });
  const { hint } = await failureIn(loopback.environment, { regions: ['all'] });

  expect(hint).toContain('ec2:DescribeRegions');
});

it('names a certificate bundle that it cannot read', async () => {
  const { message } = await failureIn({ ...keys, AWS_CA_BUNDLE: '/no/such.pem' }, { regions: ['us-east-1'] });

  expect(message).toContain('/no/such.pem');
});

it('reads credentials, Region and endpoint of a named profile', async () => {
  loopback = await startLoopback({ scopes: [everyKind] });
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  const config = join(folder, 'config');
  await writeFile(
    config,
    [
      '[profile auditor]',
      'region = ap-northeast-2',
      'aws_access_key_id = AKIAPROFILE',
      'aws_secret_access_key = secret',
      'services = local',
      '[services local]',
      ...['ec2', 'sts', 'route_53', 'route53resolver', 'route53profiles', 'ram'].flatMap((service) => [
        `${service} =`,
        `  endpoint_url = ${loopback?.url}`,
      ]),
      '',
    ].join('\n'),
  );

  const environment = { ...isolated, AWS_CONFIG_FILE: config };
  const options = {
    forOthers: true,
    regions: [],
    callers: [{ profile: 'auditor' }],
    now: () => new Date(0),
    toolVersion: '0.0.0',
    limits: impatient,
  };
  const { scopes } = await withEnvironment(environment, () => collectAws(options)).finally(() =>
    rm(folder, { recursive: true }),
  );

  expect(scopes[0]?.sections).toEqual(everyKind.sections);
  expect(new Set(loopback.calls.map((call) => call.accessKey))).toEqual(new Set(['AKIAPROFILE']));
});
