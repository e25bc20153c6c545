import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';
const own = 'vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html */
describe('a private hosted zone', () => {
  it('that owns the Region hides every name it has no record for', () => {
    const net = behindNat()
      .gateway('vpce-s3', 's3', ['a'])
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone('us-east-1.amazonaws.com', ['main'], [`${ec2Name} ALIAS ${own}`]);

    expect([net.path('a', 'ec2'), net.path('a', 's3'), net.path('a', 'dynamodb')]).toEqual([
      'private vpce-ec2',
      'unreachable (dns-no-answer) ~',
      'unreachable (dns-no-answer) ~',
    ]);
    expect(net.findings('dns-hole').length).toBeGreaterThan(0);
  });

  it('with an apex record only has nothing for buckets', () => {
    const net = behindNat()
      .endpoint('vpce-s3', 's3', { privateDns: false })
      .zone(
        's3.us-east-1.amazonaws.com',
        ['main'],
        ['s3.us-east-1.amazonaws.com ALIAS vpce-s3-x1.s3.us-east-1.vpce.amazonaws.com'],
      );

    expect([net.path('a', 's3'), net.path('a', 's3', '*.s3.us-east-1.amazonaws.com')]).toEqual([
      'private vpce-s3',
      'unreachable (dns-no-answer) ~',
    ]);
  });

  /** @see https://www.rfc-editor.org/rfc/rfc4592#section-2.2.2 */
  it('has no wildcard for a name that others lie below', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone('us-east-1.amazonaws.com', ['main'], [`*.us-east-1.amazonaws.com ALIAS ${own}`]);
    const below = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone(
        'us-east-1.amazonaws.com',
        ['main'],
        [`*.us-east-1.amazonaws.com ALIAS ${own}`, `www.${ec2Name} A 10.0.9.9`],
      );

    expect([net.path('a', 'ec2'), below.path('a', 'ec2')]).toEqual([
      'private vpce-ec2',
      'unreachable (dns-no-answer) ~',
    ]);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/privatelink/resource-configuration.html */
  it('of a service is nobody’s to read, also where an endpoint with private DNS off offers the name', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false });
    for (const { HostedZoneSummaries } of net.sections.hostedZones)
      HostedZoneSummaries.push({
        HostedZoneId: 'ZL',
        Name: `${ec2Name}.`,
        Owner: { OwningService: 'vpc-lattice.amazonaws.com' },
      });

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'unknown (zone-unreadable)',
      'unknown zone-unreadable',
    ]);
  });

  it('that leads a name to an endpoint of another service leaves open who serves it', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .endpoint('vpce-sts', 'sts', { privateDns: false })
      .zone('us-east-1.amazonaws.com', ['main'], [`*.us-east-1.amazonaws.com ALIAS ${own}`]);

    expect([net.path('a', 'ec2'), net.path('a', 'sts')]).toEqual(['private vpce-ec2', 'unknown (unrecognised)']);
    expect([net.privateDns('vpce-ec2'), net.privateDns('vpce-sts')]).toEqual([
      'covered-elsewhere',
      'unknown unrecognised',
    ]);
  });

  it('of another account is not to be guessed', () => {
    expect(behindNat().zone(ec2Name, ['main'], null).path('a', 'ec2')).toBe('unknown (zone-unreadable)');
  });

  it('that is not associated changes nothing', () => {
    const net = behindNat().vpc('other', '10.9.0.0/16').zone(ec2Name, ['other'], []);

    expect(net.path('a', 'ec2')).toBe('public nat-main (no-endpoint)');
  });

  it('may name several answers, of which some are lost', () => {
    const net = behindNat()
      .endpoint('vpce-one', 'ec2', { privateDns: false })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-one-x1.ec2.us-east-1.vpce.amazonaws.com`]);
    for (const zone of net.sections.resourceRecordSets) {
      for (const record of zone.ResourceRecordSets) if (record.Type === 'A') record.SetIdentifier = 'one';
      zone.ResourceRecordSets.push({
        Name: `${ec2Name}.`,
        Type: 'A',
        SetIdentifier: 'two',
        AliasTarget: { DNSName: 'vpce-gone-x1.ec2.us-east-1.vpce.amazonaws.com.' },
      });
    }

    expect(net.path('a', 'ec2')).toMatch(/^split .*\[unknown/);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
  it('with a CNAME to an endpoint without IPv6 has no IPv6 answer', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'eigw-1' } })
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone('ec2.us-east-1.api.aws', ['main'], [`ec2.us-east-1.api.aws CNAME ${own}.`]);

    expect(net.path('a', 'ec2', undefined, 'ipv6')).toBe('unreachable (dns-no-answer)');
  });

  it('with public addresses is the cause of a public path, whatever endpoint is there', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone(ec2Name, ['main'], [`${ec2Name} A 52.94.1.1`]);

    expect(net.path('a', 'ec2')).toBe('public nat-main (overriding-zone)');
    expect(net.says('public-path', 'subnet-a', 'ec2')).toEqual([
      `subnet-a reaches the EC2 API publicly through nat-main: hosted zone Z1 (${ec2Name}) answers ${ec2Name} with public addresses`,
      expect.stringContaining(`Point A ${ec2Name}. in hosted zone Z1 at vpce-ec2-x1.`),
    ]);
  });

  it('with addresses of S3 leaves it to the gateway endpoint', () => {
    const s3 = 's3.us-east-1.amazonaws.com';
    const net = (tables: readonly string[]) =>
      behindNat()
        .gateway('vpce-s3', 's3', tables)
        .zone(s3, ['main'], [`${s3} A 52.216.0.9`]);

    expect([net(['a']).path('a', 's3'), net([]).path('a', 's3')]).toEqual([
      'private vpce-s3',
      'public nat-main (route-table-not-associated)',
    ]);
  });

  it('with addresses of strangers, in the VPC and elsewhere, tells of each', () => {
    const net = behindNat().zone(ec2Name, ['main'], [`${ec2Name} A 10.0.9.9`]);
    for (const { ResourceRecordSets } of net.sections.resourceRecordSets)
      for (const { ResourceRecords } of ResourceRecordSets) ResourceRecords?.push({ Value: '192.168.1.1' });

    expect(net.path('a', 'ec2')).toBe('split [unknown: 10.0.9.9/32] [unreachable: 192.168.1.1/32]');
  });

  it('with a CNAME leads on to whatever answers that name', () => {
    const net = () =>
      behindNat()
        .endpoint('vpce-ec2', 'ec2', { privateDns: false })
        .zone(ec2Name, ['main'], [`${ec2Name} CNAME ${own}.`]);

    expect(net().path('a', 'ec2')).toBe('private vpce-ec2');
    expect(net().zone('amazonaws.com', ['main'], []).path('a', 'ec2')).toBe('unreachable (dns-no-answer) ~');
    expect(net().rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2']).path('a', 'ec2')).toBe('unknown (forwarded-dns)');
  });

  it('that points at an endpoint that is gone gets nobody anywhere', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false, state: 'deleting' })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${own}`]);

    expect(net.path('a', 'ec2')).toBe('unreachable (endpoint-not-available)');
    expect(net.findings('stale-zone-record')).toEqual(['warning stale-zone-record Z1 ec2']);
  });

  /** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geo.html */
  it('that answers some places alone may not answer', () => {
    const placed = (...countries: readonly string[]) => {
      const net = behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false });
      net.zone(
        ec2Name,
        ['main'],
        countries.map(() => `${ec2Name} ALIAS ${own}`),
      );
      for (const { ResourceRecordSets } of net.sections.resourceRecordSets)
        for (const [i, CountryCode] of countries.entries())
          Object.assign(ResourceRecordSets[i + 1] ?? {}, { SetIdentifier: CountryCode, GeoLocation: { CountryCode } });

      return net.path('a', 'ec2');
    };

    expect(placed('DE')).toMatch(/^split \[unreachable/);
    expect(placed('DE', '*')).toBe('private vpce-ec2');
  });
});
