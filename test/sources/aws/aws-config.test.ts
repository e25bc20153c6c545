import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/failure.ts';
import { collectAws } from '../../../src/sources/aws/collect-aws.ts';
import { awsLimits } from '../../../src/sources/aws/limits.ts';
import { openSession } from '../../../src/sources/aws/session.ts';
import { everyKind } from '../../support/loopback/every-kind.ts';
import { impatient, withEnvironment } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';

const isolated = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_REGION: 'us-east-1',
};
const keys = { AWS_ACCESS_KEY_ID: 'AKIALOOPBACK', AWS_SECRET_ACCESS_KEY: 'secret' };

let loopback: Loopback | undefined;
let proxy: Server | undefined;
const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  proxy?.closeAllConnections();
  proxy?.close();
  await loopback?.close();
  loopback = undefined;
});

const configWith = (...lines: readonly string[]): Record<string, string> => {
  const folder = mkdtempSync(join(tmpdir(), 'aws-config-'));
  folders.push(folder);
  const file = join(folder, 'config');
  writeFileSync(file, `${['[profile p]', ...lines].join('\n')}\n`);
  return { AWS_CONFIG_FILE: file };
};

interface Run {
  readonly environment?: Record<string, string>;
  readonly profile?: string;
}

const collect = ({ environment = {}, profile }: Run) =>
  withEnvironment({ ...isolated, ...environment }, () =>
    collectAws({
      ...(profile === undefined ? {} : { callers: [{ profile }] }),
      regions: [],
      now: () => new Date(0),
      toolVersion: '0.0.0',
      limits: impatient,
    }),
  );

const failureIn = async (run: Run): Promise<Failure> => {
  const error = await collect(run).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof Failure)) throw new Error('a Failure was expected', { cause: error });
  return error;
};

/** The hosts that a run dials: a proxy that lets nothing through is told them all. */
const hostsDialledIn = async (run: Run): Promise<Set<string>> => {
  const hosts = new Set<string>();
  proxy = createServer().on('connect', ({ url = '' }, client) => {
    hosts.add(url);
    client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy?.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  await failureIn({ ...run, environment: { ...keys, ...run.environment, HTTPS_PROXY: `http://127.0.0.1:${port}` } });

  return hosts;
};

const usual = [
  'ec2.us-east-1.amazonaws.com',
  'route53profiles.us-east-1.amazonaws.com',
  'route53resolver.us-east-1.amazonaws.com',
  'sts.us-east-1.amazonaws.com',
];
const sorted = (hosts: Iterable<string>): string[] => [...hosts].map((host) => host.replace(/:443$/, '')).sort();

describe('the hosts of all clients', () => {
  it('are the usual ones by default', async () => {
    expect(sorted(await hostsDialledIn({}))).toEqual(usual);
  });

  it.each([
    ['of the environment', { environment: { AWS_USE_FIPS_ENDPOINT: 'true' } }],
    ['of a profile', { profile: 'p', lines: ['use_fips_endpoint = true'] }],
  ])(
    'have FIPS at the wish %s',
    async (_title, { lines = [], environment = {}, ...run }: Run & { lines?: string[] }) => {
      const config =
        lines.length > 0 ? { ...configWith(...lines, 'aws_access_key_id = A', 'aws_secret_access_key = s') } : {};

      expect(sorted(await hostsDialledIn({ ...run, environment: { ...environment, ...config } }))).toEqual(
        usual.map((host) => host.replace('.us-east-1', '-fips.us-east-1')),
      );
    },
  );

  it.each([
    ['of the environment', { environment: { AWS_USE_DUALSTACK_ENDPOINT: 'true' } }],
    ['of a profile', { profile: 'p', lines: ['use_dualstack_endpoint = true'] }],
  ])(
    'are dual-stack at the wish %s',
    async (_title, { lines = [], environment = {}, ...run }: Run & { lines?: string[] }) => {
      const config =
        lines.length > 0 ? { ...configWith(...lines, 'aws_access_key_id = A', 'aws_secret_access_key = s') } : {};

      expect(sorted(await hostsDialledIn({ ...run, environment: { ...environment, ...config } }))).toEqual(
        usual.map((host) => host.replace('amazonaws.com', 'api.aws')),
      );
    },
  );

  it('have FIPS in GovCloud, where only some names say so', async () => {
    const environment = { AWS_USE_FIPS_ENDPOINT: 'true', AWS_REGION: 'us-gov-west-1' };

    expect(sorted(await hostsDialledIn({ environment }))).toEqual([
      'ec2.us-gov-west-1.amazonaws.com',
      'route53profiles-fips.us-gov-west-1.amazonaws.com',
      'route53resolver.us-gov-west-1.amazonaws.com',
      'sts.us-gov-west-1.amazonaws.com',
    ]);
  });

  it.each([
    ['FIPS of the environment', { AWS_USE_FIPS_ENDPOINT: 'true' }, '', 'sts-fips.us-east-1.amazonaws.com'],
    ['FIPS of a profile', {}, 'use_fips_endpoint = true', 'sts-fips.us-east-1.amazonaws.com'],
    ['dual-stack of the environment', { AWS_USE_DUALSTACK_ENDPOINT: 'true' }, '', 'sts.us-east-1.api.aws'],
    ['dual-stack of a profile', {}, 'use_dualstack_endpoint = true', 'sts.us-east-1.api.aws'],
  ])('are of %s also where a profile assumes a role', async (_title, environment, line, host) => {
    const config = configWith(
      'role_arn = arn:aws:iam::111122223333:role/audit',
      'source_profile = s',
      'region = us-east-1',
      line,
      '[profile s]',
      'aws_access_key_id = A',
      'aws_secret_access_key = s',
    );

    expect(sorted(await hostsDialledIn({ profile: 'p', environment: { ...environment, ...config } }))).toEqual([host]);
  });

  it('are those of Route 53 with FIPS as well', async () => {
    const session = await withEnvironment({ ...isolated, ...keys, AWS_USE_FIPS_ENDPOINT: 'true' }, () =>
      openSession({
        home: 'us-east-1',
        toolVersion: '0',
        limits: awsLimits,
        timeoutSeconds: undefined,
      }),
    );
    session.close();

    expect(session.settings('Route 53', session.calls(awsLimits.route53))).toMatchObject({ useFipsEndpoint: true });
  });

  it('leave nobody alone who asks for FIPS at an endpoint of his own', async () => {
    const { message, hint } = await failureIn({
      environment: { ...keys, AWS_USE_FIPS_ENDPOINT: 'true', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
    });

    expect(message).toContain('FIPS');
    expect(hint).toContain('AWS_USE_FIPS_ENDPOINT');
  });
});

describe('a certificate bundle', () => {
  it.each([
    ['the environment', { environment: { ...keys, AWS_CA_BUNDLE: '/no/such.pem' } }],
    ['a profile', { profile: 'p' }],
  ])('is read where %s names it', async (_title, run: Run) => {
    const environment = run.environment ?? configWith('ca_bundle = /no/such.pem');

    expect((await failureIn({ ...run, environment })).message).toContain('/no/such.pem');
  });
});

describe('attempts', () => {
  const callsWith = async (environment: Record<string, string>, profile?: string): Promise<number> => {
    loopback = await startLoopback({
      scopes: [everyKind],
      faults: { 'ec2:DescribeNatGateways': { kind: 'error', status: 500, code: 'InternalError' } },
    });
    await collect({ environment: { ...loopback.environment, ...environment }, ...(profile ? { profile } : {}) });
    return loopback.calls.filter(({ operation }) => operation === 'DescribeNatGateways').length;
  };

  it('are four by default', async () => {
    expect(await callsWith({})).toBe(4);
  });

  it('are as many as the environment says', async () => {
    expect(await callsWith({ AWS_MAX_ATTEMPTS: '2', AWS_RETRY_MODE: 'adaptive' })).toBe(2);
  });

  it('are as many as the profile says', async () => {
    const config = configWith(
      'max_attempts = 3',
      'retry_mode = standard',
      'aws_access_key_id = A',
      'aws_secret_access_key = s',
    );

    expect(await callsWith(config, 'p')).toBe(3);
  });

  it.each([
    [{ AWS_MAX_ATTEMPTS: 'many' }, /"many"/],
    [{ AWS_MAX_ATTEMPTS: '0' }, /"0"/],
    [{ AWS_RETRY_MODE: 'fast' }, /"fast"/],
  ])('and modes that nobody knows are refused: %j', async (environment, message) => {
    expect((await failureIn({ environment: { ...keys, ...environment } })).message).toMatch(message);
  });
});

describe('an endpoint of one’s own', () => {
  const run = async (environment: Record<string, string>) => {
    const warnings: string[] = [];
    const result = await withEnvironment({ ...isolated, ...keys, ...environment }, () =>
      collectAws({
        regions: [],
        now: () => new Date(0),
        toolVersion: '0.0.0',
        limits: { ...impatient, connectTimeoutMs: 200, failedAttempts: 1 },
        warn: (text) => warnings.push(text),
      }).catch(() => undefined),
    );
    return { warnings, endpoint: result?.scopes[0]?.endpoint };
  };

  it('is named in the snapshot, without its password, and needs no warning on loopback', async () => {
    loopback = await startLoopback({ scopes: [everyKind] });
    const { url, environment } = loopback;

    expect(await run(environment)).toEqual({ warnings: [], endpoint: url });
  });

  it('is warned of where it is neither encrypted nor on loopback', async () => {
    const { warnings } = await run({ AWS_ENDPOINT_URL: 'http://user:secret@192.0.2.1:8080' });

    expect(warnings).toEqual([
      'the endpoint http://192.0.2.1:8080 is not encrypted: anybody on the way can read and change what AWS answers',
    ]);
  });
});

describe('credentials that cannot be had', () => {
  const failureWith = (...lines: readonly string[]) => failureIn({ profile: 'p', environment: configWith(...lines) });

  it('name what a credential_process said, and not its command', async () => {
    const { message, hint } = await failureWith(
      'credential_process = sh -c "echo the vault is sealed: token >&2; exit 3"',
    );

    expect(message).toBe('The credential_process of the AWS profile "p" fails: the vault is sealed: token');
    expect(hint).toContain('by itself');
  });

  it('say that a credential_process prints no JSON', async () => {
    const { message } = await failureWith('credential_process = echo no');

    expect(message).toContain('invalid JSON');
  });

  it('lead to a session where a profile asks for an MFA code', async () => {
    const { message, hint } = await failureWith(
      'role_arn = arn:aws:iam::111122223333:role/audit',
      'source_profile = s',
      'mfa_serial = arn:aws:iam::111122223333:mfa/me',
      '[profile s]',
      'aws_access_key_id = A',
      'aws_secret_access_key = s',
    );

    expect(message).toMatch(/MFA code/);
    expect(hint).toContain('aws configure export-credentials --format env --profile p');
  });

  it('name the role that cannot be assumed', async () => {
    loopback = await startLoopback({ scopes: [everyKind], faults: { 'sts:AssumeRole': { kind: 'denied' } } });
    const { message, hint } = await failureIn({
      profile: 'p',
      environment: {
        AWS_ENDPOINT_URL: loopback.url,
        ...configWith(
          'role_arn = arn:aws:iam::111122223333:role/audit',
          'source_profile = s',
          '[profile s]',
          'aws_access_key_id = A',
          'aws_secret_access_key = s',
        ),
      },
    });

    expect(message).toMatch(/^The role of the AWS profile "p" cannot be assumed: .*sts:AssumeRole/);
    expect(hint).toContain('trust policy');
  });
});
