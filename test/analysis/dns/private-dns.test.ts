import { describe, expect, it } from 'vitest';
import { behindNat } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html */
describe('private DNS of an interface endpoint', () => {
  it('answers from every zone of the VPC', () => {
    const net = behindNat()
      .subnet('b', { zone: 'b', routes: { '0.0.0.0/0': 'nat-main' } })
      .endpoint('vpce-ec2', 'ec2');

    expect([net.path('a', 'ec2'), net.path('b', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'private vpce-ec2',
      'private vpce-ec2',
      'effective',
    ]);
  });

  it('that is off leaves the name public', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false });

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual(['public nat-main (private-dns-off)', 'off']);
  });

  it('that is off on an S3 endpoint leaves S3 public', () => {
    expect(behindNat().endpoint('vpce-s3', 's3', { privateDns: false }).path('a', 's3')).toBe(
      'public nat-main (private-dns-off)',
    );
  });

  it('cannot be missing where the service has none', () => {
    const net = behindNat().endpoint('vpce-ddb', 'dynamodb', { privateDns: false });

    expect([net.path('a', 'dynamodb'), net.privateDns('vpce-ddb')]).toEqual([
      'public nat-main (name-not-covered)',
      'not-offered',
    ]);
    expect(net.findings('private-dns-off')).toEqual([]);
  });

  it('needs enableDnsHostnames', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').attribute('EnableDnsHostnames', false);

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'public nat-main (dns-attributes-off) ~',
      'ineffective dns-hostnames-off',
    ]);
  });

  it('needs enableDnsSupport, and without it there is no answer at all', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2')
      .gateway('vpce-s3', 's3', ['a'])
      .attribute('EnableDnsSupport', false);

    expect([net.path('a', 'ec2'), net.path('a', 's3'), net.privateDns('vpce-ec2')]).toEqual([
      'unreachable (dns-disabled)',
      'unreachable (dns-disabled)',
      'ineffective dns-support-off',
    ]);
  });

  it.each(['pendingAcceptance', 'rejected', 'failed', 'expired', 'deleting'])(
    'of an endpoint that is %s answers nothing',
    (state) => {
      const net = behindNat().endpoint('vpce-ec2', 'ec2', { state });

      expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
        'public nat-main (endpoint-not-available)',
        'ineffective endpoint-not-available',
      ]);
    },
  );

  /** https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByVPC.html */
  describe('of an endpoint that is gone, and whose hidden zone the VPC still has', () => {
    const lingering = (spec: { readonly state?: string; readonly inboundOnly?: boolean }) => {
      const net = behindNat()
        .gateway('vpce-gw', 's3', ['a'])
        .endpoint('vpce-s3', 's3', spec)
        .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } });
      for (const { HostedZoneSummaries } of net.sections.hostedZones)
        HostedZoneSummaries.push({
          HostedZoneId: 'Z9',
          Name: 's3.us-east-1.amazonaws.com.',
          Owner: { OwningService: 'vpce.amazonaws.com' },
        });

      return net;
    };

    it.each(['deleting', 'failed', 'rejected'])('makes nothing private by other ways while it is %s', (state) => {
      const net = lingering({ state });

      expect([net.path('a', 's3'), net.path('b', 's3'), net.path('a', 'dynamodb')]).toEqual([
        'unknown (unrecognised) ~',
        'public nat-main (route-table-not-associated) ~',
        'public nat-main (no-endpoint)',
      ]);
    });

    it('is no matter where it answered others alone, or another endpoint has the zone', () => {
      const replaced = lingering({ state: 'deleting' }).endpoint('vpce-new', 's3');

      expect(lingering({ state: 'deleting', inboundOnly: true }).path('a', 's3')).toBe('private vpce-gw');
      expect(replaced.path('a', 's3')).toBe('private vpce-new');
    });

    it('may answer whoever comes by an inbound Resolver endpoint, also where it answered these alone', () => {
      const net = lingering({ state: 'deleting', inboundOnly: true })
        .inbound('main', '10.0.0.9')
        .dns('main', '10.0.0.9');

      expect(net.path('a', 's3')).toBe('unknown (unrecognised) ~');
    });

    it('is a zone that nobody can read where its names are not known', () => {
      const net = lingering({ state: 'deleting' }).unread('vpcEndpointServices');
      for (const endpoint of net.sections.vpcEndpoints)
        if (endpoint.VpcEndpointId === 'vpce-s3') endpoint.DnsEntries = [];

      expect(net.path('a', 's3')).toBe('unknown (zone-unreadable)');
    });
  });

  it.each(['Available', 'available', 'AVAILABLE'])('of an endpoint that is %s works, whatever the casing', (state) => {
    expect(behindNat().endpoint('vpce-ec2', 'ec2', { state }).path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it.each(['pending', 'partial', 'Hibernating'])('of an endpoint that is %s is anybody’s guess', (state) => {
    expect(behindNat().endpoint('vpce-ec2', 'ec2', { state }).path('a', 'ec2')).toBe(
      'unknown (endpoint-not-available)',
    );
  });

  it('for inbound Resolver endpoints only leaves S3 to the gateway endpoint', () => {
    const net = behindNat().gateway('vpce-gw', 's3', ['a']).endpoint('vpce-s3', 's3', { inboundOnly: true });

    expect([net.path('a', 's3'), net.privateDns('vpce-s3')]).toEqual([
      'private vpce-gw',
      'ineffective inbound-resolver-only',
    ]);
  });

  it('for everybody takes S3 from the free gateway endpoint', () => {
    const net = behindNat().gateway('vpce-gw', 's3', ['a']).endpoint('vpce-s3', 's3');

    expect(net.path('a', 's3')).toBe('private vpce-s3');
    expect(net.findings('shadowed-gateway-endpoint')).toEqual(['note shadowed-gateway-endpoint vpce-gw s3']);
  });

  it('answers the names that the endpoint lists, and no other', () => {
    const net = behindNat().endpoint('vpce-mon', 'monitoring');
    const names = net
      .paths(['monitoring'])
      .filter(({ subnetId }) => subnetId === 'subnet-a')
      .map(({ name, verdict }) => `${name} ${verdict}`);

    expect(names.sort()).toEqual([
      'monitoring-fips.us-east-1.amazonaws.com private',
      'monitoring-fips.us-east-1.api.aws private',
      'monitoring.us-east-1.amazonaws.com private',
      'monitoring.us-east-1.api.aws private',
    ]);
  });

  it('that lists no private name answers less than certainly what its service offers', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { names: [] });

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual(['private vpce-ec2 ~', 'effective']);
  });

  it('of an IPv4 endpoint does not answer the dual-stack name of S3', () => {
    expect(behindNat().endpoint('vpce-s3', 's3').path('a', 's3', 's3.dualstack.us-east-1.amazonaws.com')).toBe(
      'public nat-main (name-not-covered)',
    );
  });

  it('of one ECR endpoint does not answer for the other', () => {
    const net = behindNat().endpoint('vpce-api', 'ecr.api');

    expect([net.path('a', 'ecr.api'), net.path('a', 'ecr.dkr')]).toEqual([
      'private vpce-api',
      'public nat-main (no-endpoint)',
    ]);
  });

  it('of ec2 is not that of a service whose name begins like it', () => {
    const net = behindNat().endpoint('vpce-msg', 'ec2messages', { names: ['ec2messages.us-east-1.amazonaws.com'] });

    expect(net.path('a', 'ec2')).toBe('public nat-main (no-endpoint)');
  });

  it('does not travel over peering', () => {
    const net = behindNat()
      .vpc('peer', '10.2.0.0/16')
      .subnet('p', { vpc: 'peer', cidr: '10.2.1.0/24' })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'peer', subnets: ['p'] })
      .peering('pcx-1', 'main', 'peer')
      .route('a', '10.2.0.0/16', 'pcx-1');

    expect(net.path('a', 'ec2')).toBe('public nat-main (no-endpoint)');
  });

  it('of an endpoint for another Region answers that Region’s names only', () => {
    const net = behindNat().endpoint('vpce-west', 's3', {
      serviceName: 'com.amazonaws.us-west-2.s3',
      serviceRegion: 'us-west-2',
      names: ['s3.us-west-2.amazonaws.com', '*.s3.us-west-2.amazonaws.com'],
    });

    expect([net.path('a', 's3'), net.privateDns('vpce-west')]).toEqual([
      'public nat-main (other-region-endpoint)',
      'effective',
    ]);
  });

  it.each(['Resource', 'ServiceNetwork', 'GatewayLoadBalancer', 'Tunnel', 'Novel'])(
    'is not that of a %s endpoint, however it is named',
    (type) => {
      expect(behindNat().endpoint('vpce-ec2', 'ec2', { type }).path('a', 'ec2')).toMatch(/^public nat-main/);
    },
  );

  it('of an endpoint that a service made for itself is no coverage, and raises a doubt', () => {
    expect(behindNat().endpoint('vpce-ec2', 'ec2', { requesterManaged: true }).path('a', 'ec2')).toBe(
      'public nat-main (no-endpoint) ~',
    );
  });
});
