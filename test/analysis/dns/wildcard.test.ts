import { describe, expect, it } from 'vitest';
import { hub } from '../../support/hub.ts';
import { behindNat } from '../../support/world.ts';

const registries = 'dkr.ecr.us-east-1.amazonaws.com';
const own = `111122223333.${registries}`;

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html#hosted-zones-private-considerations */
describe('a wildcard that an endpoint answers', () => {
  const net = () => behindNat().endpoint('vpce-dkr', 'ecr.dkr');

  it('goes one way where nothing below it is spoken of', () => {
    expect(net().path('a', 'ecr.dkr')).toBe('private vpce-dkr');
    expect(net().zone('example.com', ['main'], ['example.com A 10.0.0.9']).path('a', 'ecr.dkr')).toBe(
      'private vpce-dkr',
    );
  });

  it('is not private for a name that a longer zone gives public addresses', () => {
    expect(
      net()
        .zone(own, ['main'], [`${own} A 52.94.1.1`])
        .path('a', 'ecr.dkr'),
    ).toMatch(/^split/);
  });

  it('is not private for a name that a record of its zone gives public addresses', () => {
    const zone = [`*.${registries} ALIAS vpce-dkr-x1.ecr.dkr.us-east-1.vpce.amazonaws.com`, `${own} A 52.94.1.1`];

    expect(net().zone(registries, ['main'], zone).path('a', 'ecr.dkr')).toMatch(/^split/);
  });

  it('is not private for a name that a rule forwards', () => {
    expect(net().rule('rslvr-rr-1', own, 'FORWARD', ['192.168.1.1']).path('a', 'ecr.dkr')).toMatch(/^split \[unknown/);
  });

  it('is not private for a name that DNS Firewall blocks', () => {
    expect(net().firewall(`BLOCK ${own}`).path('a', 'ecr.dkr')).toMatch(/^split \[unreachable/);
  });

  it('is as doubtful as any name below it', () => {
    const forwarded = hub()
      .endpoint('vpce-dkr', 'ecr.dkr', { vpc: 'hub', subnets: ['h'] })
      .zone(registries, ['main'], [`*.${registries} ALIAS vpce-dkr-x1.ecr.dkr.us-east-1.vpce.amazonaws.com`])
      .inbound('hub', '10.1.1.9');
    const sure = forwarded.path('a', 'ecr.dkr');
    forwarded.rule('rslvr-rr-1', own, 'FORWARD', ['10.1.1.9']);

    expect([sure, forwarded.path('a', 'ecr.dkr')]).toEqual(['private vpce-dkr <tgw-1', 'private vpce-dkr <tgw-1 ~']);
  });

  it('goes one way where a longer zone leads to the same endpoint', () => {
    const zone = [`${own} ALIAS vpce-dkr-x1.ecr.dkr.us-east-1.vpce.amazonaws.com`];

    expect(net().zone(own, ['main'], zone).path('a', 'ecr.dkr')).toBe('private vpce-dkr');
  });
});
