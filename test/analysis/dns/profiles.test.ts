import { describe, expect, it } from 'vitest';
import { behindNat } from '../../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles-vpc-update-priority.html */
describe('several Profiles of one VPC', () => {
  const parent = 'us-east-1.amazonaws.com';
  const toOne = `${ec2Name} ALIAS vpce-one-x1.ec2.us-east-1.vpce.amazonaws.com`;
  const toTwo = `${ec2Name} ALIAS vpce-two-x1.ec2.us-east-1.vpce.amazonaws.com`;
  const zone = (id: string) => `arn:aws:route53:::hostedzone/${id}`;
  const rule = 'arn:aws:route53resolver:us-east-1:111122223333:resolver-rule/rslvr-rr-1';
  const two = () =>
    behindNat().endpoint('vpce-one', 'ec2', { privateDns: false }).endpoint('vpce-two', 'ec2', { privateDns: false });
  /** Z1 says vpce-one and Z2 vpce-two; only Profiles bring them. */
  const zones = (one = ec2Name, other = ec2Name) => two().zone(one, [], [toOne]).zone(other, [], [toTwo]);

  it('answer by the lower priority for one domain, as AWS documents', () => {
    const net = (a: number, b: number) =>
      zones()
        .profile('rp-a', [zone('Z1')], 'main', a)
        .profile('rp-b', [zone('Z2')], 'main', b);

    expect([net(100, 200).path('a', 'ec2'), net(200, 100).path('a', 'ec2')]).toEqual([
      'private vpce-one',
      'private vpce-two',
    ]);
  });

  it('answer by priority before a rule of one beats a zone of another', () => {
    const net = (a: number, b: number) =>
      zones()
        .rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2'], 'other')
        .profile('rp-a', [zone('Z1')], 'main', a)
        .profile('rp-b', [rule], 'main', b);

    expect([net(100, 200).path('a', 'ec2'), net(200, 100).path('a', 'ec2')]).toEqual([
      'private vpce-one',
      'unknown (forwarded-dns)',
    ]);
  });

  it('answer by the rule where one Profile has a zone of the same domain too', () => {
    const net = zones()
      .rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2'], 'other')
      .profile('rp-a', [zone('Z1'), rule], 'main', 100);

    expect(net.path('a', 'ec2')).toBe('unknown (forwarded-dns)');
  });

  it('are beaten by a zone or rule that the VPC has itself for the domain, with whatever priority', () => {
    const net = () =>
      zones()
        .rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2'], 'other')
        .profile('rp-a', [zone('Z1')], 'main', 100)
        .profile('rp-b', [rule], 'main', 200);

    expect(net().zone(ec2Name, ['main'], [toTwo]).path('a', 'ec2')).toBe('private vpce-two ~');
    expect(net().rule('rslvr-rr-2', ec2Name, 'FORWARD', ['192.168.0.2']).path('a', 'ec2')).toBe(
      'unknown (forwarded-dns) ~',
    );
  });

  it('beat what the VPC has itself for a less specific domain', () => {
    const net = two()
      .zone(ec2Name, [], [toOne])
      .zone(parent, ['main'], [toTwo])
      .profile('rp-a', [zone('Z1')], 'main', 900);

    expect(net.path('a', 'ec2')).toBe('private vpce-one');
  });

  it('answer by the more specific domain, which nobody vouches for where its Profile is asked later', () => {
    const net = (a: number, b: number) =>
      zones(parent)
        .profile('rp-a', [zone('Z1')], 'main', a)
        .profile('rp-b', [zone('Z2')], 'main', b);

    expect([net(100, 200).path('a', 'ec2'), net(200, 100).path('a', 'ec2')]).toEqual([
      'unknown (unrecognised) ~',
      'private vpce-two',
    ]);
  });

  it('answer as nobody vouches for where a priority is not told or is being changed', () => {
    const net = zones()
      .profile('rp-a', [zone('Z1')], 'main', 100)
      .profile('rp-b', [zone('Z2')], 'main', 200);
    const changing = zones()
      .profile('rp-a', [zone('Z1')], 'main', 100)
      .profile('rp-b', [zone('Z2')], 'main', 200);
    for (const record of net.sections.profileAssociations) Reflect.deleteProperty(record, 'Priority');
    for (const record of changing.sections.profileAssociations) record.Status = 'UPDATING';

    expect([net.path('a', 'ec2'), changing.path('a', 'ec2')]).toEqual([
      'unknown (unrecognised) ~',
      'unknown (unrecognised) ~',
    ]);
  });

  it('that hold a kind of resource that nobody knows make nothing private', () => {
    const holding = (kind: string) =>
      behindNat()
        .endpoint('vpce-ec2', 'ec2')
        .profile('rp-1', [`arn:aws:route53resolver:us-east-1:111122223333:${kind}/x-1`])
        .path('a', 'ec2');

    expect(holding('resolver-query-log-config')).toBe('private vpce-ec2');
    expect(holding('answer-policy')).toBe('unknown (unread-facts) ~');
  });
});
