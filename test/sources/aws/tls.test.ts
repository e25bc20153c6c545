import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/failure.ts';
import { collectAws } from '../../../src/sources/aws/collect-aws.ts';
import { everyKind } from '../../support/loopback/every-kind.ts';
import { impatient, withEnvironment } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';
import { startProxy, type TestProxy } from '../../support/loopback/proxy.ts';
import { certificate, startTls, type TlsFront } from '../../support/loopback/tls.ts';

let loopback: Loopback;
let tls: TlsFront;
let proxy: TestProxy | undefined;
let bundle = '';
const folder = mkdtempSync(join(tmpdir(), 'tls-'));
beforeAll(async () => {
  bundle = join(folder, 'authority.pem');
  writeFileSync(bundle, certificate);
  loopback = await startLoopback({ scopes: [everyKind] });
  tls = await startTls(loopback);
});
afterEach(() => {
  proxy?.close();
  proxy = undefined;
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  tls.close();
  await loopback.close();
});

const collect = (environment: Record<string, string>, profile?: string) =>
  withEnvironment({ ...loopback.environment, AWS_ENDPOINT_URL: tls.url, ...environment }, () =>
    collectAws({
      callers: [profile === undefined ? {} : { profile }],
      regions: [],
      now: () => new Date(0),
      toolVersion: '0.0.0',
      forOthers: true,
      limits: impatient,
    }),
  );

const failureWith = async (environment: Record<string, string>): Promise<Failure> => {
  const error = await collect(environment).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof Failure)) throw new Error('a Failure was expected', { cause: error });
  return error;
};

describe('a certificate that nobody knows', () => {
  it('ends the run with the setting that would make it known', async () => {
    const { message, hint } = await failureWith({});

    expect(message).toMatch(/^Cannot reach the EC2 API of ap-northeast-2 \(.*self-signed certificate/);
    expect(hint).toContain('set AWS_CA_BUNDLE to the PEM file of its authority');
  });

  it('ends the run likewise where a proxy leads to it', async () => {
    proxy = await startProxy({ leadsTo: tls.url });
    const { message, hint } = await failureWith({ https_proxy: proxy.url, AWS_ENDPOINT_URL: 'https://aws.invalid' });

    expect(message).toContain('self-signed certificate');
    expect(hint).toContain('AWS_CA_BUNDLE');
  });

  it.each([
    ['the environment', () => ({ AWS_CA_BUNDLE: bundle }), undefined],
    [
      'a profile',
      () => {
        const config = join(folder, 'config');
        const keys = 'aws_access_key_id = A\naws_secret_access_key = s';
        writeFileSync(config, `[profile p]\nca_bundle = ${bundle}\n${keys}\n`);
        return { AWS_CONFIG_FILE: config };
      },
      'p',
    ],
  ])('is known by the bundle of %s', async (_title, environment, profile) => {
    const { scopes } = await collect(environment(), profile);

    expect(scopes[0]?.gaps).toEqual([]);
    expect(scopes[0]?.sections).toEqual(everyKind.sections);
  });

  it('is known by the bundle behind a proxy, too', async () => {
    proxy = await startProxy({ leadsTo: tls.url });
    const environment = { https_proxy: proxy.url, AWS_ENDPOINT_URL: 'https://aws.invalid', AWS_CA_BUNDLE: bundle };
    const { scopes } = await collect(environment);

    expect(scopes[0]?.sections).toEqual(everyKind.sections);
    expect(new Set(proxy.tunnels)).toEqual(new Set(['aws.invalid:443']));
  });
});

it('says of a certificate for another name what it is for', async () => {
  const { message } = await failureWith({
    AWS_ENDPOINT_URL: tls.url.replace('127.0.0.1', 'localhost'),
    AWS_CA_BUNDLE: bundle,
  });

  expect(message).toMatch(/does not match certificate's altnames/);
});

it('says of what speaks no TLS that it does not', async () => {
  const { message, hint } = await failureWith({ AWS_ENDPOINT_URL: loopback.url.replace('http:', 'https:') });

  expect(message).toMatch(/^Cannot reach the EC2 API/);
  expect(hint).toContain('http: or https:');
});
