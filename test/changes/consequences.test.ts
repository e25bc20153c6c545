import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/changes/change.ts';
import { kindOf } from '../../src/changes/kinds.ts';
import { policyText } from '../../src/changes/policy-text.ts';
import { behindNat, type world } from '../support/world.ts';
import { oneOfEach } from './one-of-each.ts';

type Net = ReturnType<typeof world>;

const policied = (net: Net, statement: object): Net => {
  for (const one of net.sections.vpcEndpoints)
    one.PolicyDocument = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', ...statement }] });

  return net;
};

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
describe('the policy of an endpoint that callers are led to', () => {
  const all = { Action: '*', Resource: '*' };
  const some = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::one/*' };
  const toldOf = (kind: keyof ReturnType<typeof oneOfEach>, changed: object, statement: object): string | null => {
    const net = policied(behindNat().endpoint('vpce-a', 's3'), statement);

    return policyText({ ...oneOfEach()[kind], ...changed, endpointId: 'vpce-a' } as Change, net.snapshot());
  };

  it.each([
    ['a table', 'associate-route-tables', {}],
    ['private DNS', 'set-private-dns', { enabled: true }],
    ['private DNS for the VPC, too,', 'set-inbound-only', { inboundOnly: false }],
  ] as const)('is told where %s leads there and it does not allow everything', (_, kind, changed) => {
    expect(toldOf(kind, changed, some)).toBe(
      'The policy of vpce-a does not allow everything: what it leaves out is refused to whoever comes by it then',
    );
    expect(toldOf(kind, changed, all)).toBeNull();
    expect(toldOf(kind, { ...changed, region: 'eu-west-1' }, some)).toBeNull();
  });

  it.each([
    ['set-private-dns', { enabled: false }],
    ['set-inbound-only', { inboundOnly: true }],
    ['delete-endpoint', {}],
  ] as const)('is not told where %s leads them away', (kind, changed) => {
    expect(toldOf(kind, changed, some)).toBeNull();
  });

  it('stands with the change in the report', () => {
    const net = policied(behindNat().gateway('vpce-a', 's3', ['public']), some);
    const told = net.report(['s3']).changes.flatMap(({ consequences }) => consequences);

    expect(told).toContainEqual(expect.stringMatching(/^The policy of vpce-a does not allow everything/));
  });
});

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip */
describe('policies elsewhere', () => {
  const saysOf = (kind: keyof ReturnType<typeof oneOfEach>, changed: object = {}): string => {
    const change = { ...oneOfEach()[kind], ...changed };

    return (kindOf(change).consequences?.(change) ?? []).join('\n');
  };

  it('that name public addresses stop matching wherever callers are led to an endpoint', () => {
    expect(saysOf('create-gateway-endpoint')).toContain('(aws:SourceIp) stop matching');
    expect(saysOf('associate-route-tables')).toContain('(aws:SourceIp) stop matching');
    expect(saysOf('create-interface-endpoint', { privateDns: true })).toContain('(aws:SourceIp) stop matching');
    expect(saysOf('create-interface-endpoint', { privateDns: false })).not.toContain('aws:SourceIp');
    expect(saysOf('set-private-dns', { enabled: true })).toContain('(aws:SourceIp) stop matching');
    expect(saysOf('set-private-dns', { enabled: false })).toBe('');
    expect(saysOf('set-inbound-only', { inboundOnly: false })).toContain('(aws:SourceIp) stop matching');
    expect(saysOf('set-inbound-only', { inboundOnly: true })).toBe('');
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
  it('are not all that takes effect with the DNS attributes of a VPC', () => {
    expect(saysOf('set-dns-attribute', { enabled: true })).toContain('that did nothing answer then');
    expect(saysOf('set-dns-attribute', { enabled: false })).toBe('');
  });

  it('that name an endpoint refuse who came by it once it is deleted', () => {
    expect(saysOf('delete-endpoint')).toMatch(/^Policies that name \S+ \(aws:SourceVpce\) refuse callers then/);
  });

  it('are not all: other networks ask inbound Resolver endpoints, and a route may be the only way', () => {
    expect(saysOf('set-private-dns', { enabled: true })).toContain('whoever asks its inbound Resolver endpoints');
    expect(saysOf('delete-route', { why: 'conflict' })).toContain('next best route, until the endpoint has one, if');
    expect(saysOf('delete-route', { why: 'release' })).toContain('takes the next best route, if there is one');
  });
});
