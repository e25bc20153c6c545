import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../src/analysis/dns/candidate.ts';
import { fromEndpoint } from '../../../src/analysis/dns/from-endpoint.ts';
import type { Question } from '../../../src/analysis/dns/reply.ts';
import { assume } from '../../../src/analysis/doubt.ts';
import { memoizeBy } from '../../../src/memoize.ts';
import type { ProfileAssociation } from '../../../src/network/profiles.ts';
import { networkFrom } from '../../support/step.ts';
import { behindNat, type world } from '../../support/world.ts';

type World = ReturnType<typeof world>;

const s3 = 's3.us-east-1.amazonaws.com';
const profile: ProfileAssociation = {
  profileId: 'rp-1',
  vpcId: 'vpc-main',
  priority: null,
  isSettled: true,
  resources: [],
};

interface Asked {
  readonly domain?: string;
  readonly family?: 'ipv4' | 'ipv6';
  readonly spec?: Parameters<World['endpoint']>[2];
  readonly names?: readonly string[];
  readonly by?: ProfileAssociation | null;
}

const answered = (name: string, { domain = s3, family = 'ipv4', spec = {}, names, by = null }: Asked = {}) => {
  const network = networkFrom(behindNat().endpoint('vpce-s3', 's3', spec));
  const endpoint = network.endpoints.get('vpce-s3');
  if (endpoint === undefined) throw new Error('no endpoint');
  const candidate: Candidate = {
    domain,
    profile: by,
    source: { kind: 'endpoint', endpoint, names: names ?? [s3, `*.${s3}`, '*.s3-control.us-east-1.amazonaws.com'] },
  };
  const question: Question = { network, name, family, depth: 0, isTrusted: false, asked: { once: memoizeBy() } };
  const { answer, doubts } = fromEndpoint(question, candidate);

  return [
    answer.kind === 'endpoints'
      ? answer.endpoints.map(({ id }) => id).join()
      : 'reason' in answer
        ? answer.reason
        : answer.kind,
    ...doubts.map(({ text }) => text),
  ];
};

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html */
describe('the hidden zone of an endpoint', () => {
  const none = ['dns-no-answer', assume('zone-owns-its-names').text];

  it('answers the names that it lists, and by wildcard those below', () => {
    expect([answered(s3), answered(`bucket.${s3}`)]).toEqual([['vpce-s3'], ['vpce-s3']]);
  });

  it('answers nothing else in its domain, not even what the endpoint lists for another domain', () => {
    const control = 's3-control.us-east-1.amazonaws.com';

    expect([
      answered(`x.${control}`, { domain: control }),
      answered(`x.${control}`),
      answered(`b.${s3}`, { names: [s3] }),
    ]).toEqual([['vpce-s3'], none, none]);
  });

  it('has records of the families that the endpoint has', () => {
    expect([
      answered(s3, { family: 'ipv6' }),
      answered(s3, { family: 'ipv6', spec: { ipAddressType: 'dualstack' } }),
    ]).toEqual([['dns-no-answer', assume('no-ipv6-record').text], ['vpce-s3']]);
  });

  it('answers by a Profile, unless private DNS is off or for inbound queries alone, of which AWS says nothing', () => {
    expect([
      answered(s3, { by: profile }),
      answered(s3, { by: profile, spec: { privateDns: false } }),
      answered(s3, { by: profile, spec: { inboundOnly: true } }),
      answered(s3, { spec: { inboundOnly: true } }),
    ]).toEqual([['vpce-s3'], ['unrecognised'], ['unrecognised'], ['vpce-s3']]);
  });

  it('is likely to hold what the service offers, before the endpoint lists anything', () => {
    expect(answered(s3, { spec: { names: [] } })).toEqual(['vpce-s3', assume('unlisted-private-names').text]);
  });
});
