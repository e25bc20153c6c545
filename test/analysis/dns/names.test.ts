import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html */
describe('a name of S3 Control or of access points', () => {
  it.each(['*.s3-control', '*.s3-accesspoint'])('such as %s is not known to go by the gateway endpoint', (host) => {
    const net = behindNat().gateway('vpce-gw', 's3', ['a']).endpoint('vpce-s3', 's3', { inboundOnly: true });

    expect([net.path('a', 's3', `${host}.us-east-1.amazonaws.com`), net.path('a', 's3')]).toEqual([
      'unknown (unrecognised) ~',
      'private vpce-gw',
    ]);
  });

  it('is private where the interface endpoint answers it', () => {
    const net = behindNat().endpoint('vpce-s3', 's3');

    expect(net.path('a', 's3', '*.s3-control.us-east-1.amazonaws.com')).toBe('private vpce-s3');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#aws-services-dns-record-ip-type */
describe('the IPv6 record of a name that is IPv4-only in public DNS', () => {
  const dualStack = (inboundOnly: boolean, only = false) =>
    world()
      .subnet('a', {
        ipv6: '2600:1f18:1:1::/64',
        ipv6Only: only,
        dns64: only,
        routes: { '::/0': 'eigw-1', '64:ff9b::/96': 'nat-main' },
      })
      .endpoint('vpce-ec2', 'ec2', { ipAddressType: 'dualstack', inboundOnly });

  it('is the endpoint’s', () => {
    expect(dualStack(false).path('a', 'ec2', ec2Name, 'ipv6')).toBe('private vpce-ec2');
  });

  it('is nobody’s where the endpoint does not answer', () => {
    expect(dualStack(true).path('a', 'ec2', ec2Name, 'ipv6')).toBe('no such path');
  });

  it('is made up by DNS64 then, and goes by 64:ff9b::/96', () => {
    expect(dualStack(true, true).path('a', 'ec2', ec2Name, 'ipv6')).toMatch(/^public nat-main/);
  });
});

/** @see https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-interface-endpoint.html */
describe('the name of a service that does not begin with com.amazonaws', () => {
  it('is the wildcard of notebooks, and public without an endpoint', () => {
    const net = behindNat();
    net.sections.vpcEndpointServices.push({
      ServiceName: 'aws.sagemaker.us-east-1.notebook',
      ServiceType: [{ ServiceType: 'Interface' }],
      PrivateDnsNames: ['*.notebook.us-east-1.sagemaker.aws', 'notebook.us-east-1.sagemaker.aws'].map(
        (PrivateDnsName) => ({ PrivateDnsName }),
      ),
    });

    expect(net.path('a', 'notebook', '*.notebook.us-east-1.sagemaker.aws')).toBe('public nat-main (no-endpoint)');
    expect(net.path('a', 'notebook')).toBe('public nat-main (no-endpoint)');
    expect(net.report(['notebook']).findings[0]).toMatchObject({
      rule: 'public-path',
      command: expect.stringContaining(' --service-name aws.sagemaker.us-east-1.notebook '),
    });
  });
});
