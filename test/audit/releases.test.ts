import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { hub } from '../support/hub.ts';
import { behindNat } from '../support/world.ts';

type Net = ReturnType<typeof behindNat>;

const ec2 = 'ec2.us-east-1.amazonaws.com';

const released = (net: Net, services: readonly string[] = [], mended?: ReadonlySet<string>): Report['releases'] =>
  net.report(services, { seeksReleases: true, ...(mended === undefined ? {} : { mended }) }).releases;

describe('a NAT gateway that carries nothing of the audit any more', () => {
  it('may be let go, its routes first', () => {
    expect(released(behindNat().interface('app', 'a'))).toEqual([
      {
        account: '111122223333',
        region: 'us-east-1',
        vpcId: 'vpc-main',
        natGatewayId: 'nat-main',
        natName: null,
        services: ['s3', 'dynamodb', 'ec2'],
        clients: 1,
        changes: [
          expect.objectContaining({ kind: 'delete-route', routeTableId: 'rtb-a', why: 'release' }),
          expect.objectContaining({ kind: 'delete-nat-gateway', natGatewayId: 'nat-main' }),
        ],
      },
    ]);
  });

  it('is not looked for where nobody asks', () => {
    expect(behindNat().interface('app', 'a').report().releases).toEqual([]);
  });

  it('is not named where fewer services were asked for than usual', () => {
    expect(released(behindNat().interface('app', 'a'), ['s3', 'ec2'])).toEqual([]);
  });
});

describe('a NAT gateway that is still needed', () => {
  const another = () =>
    behindNat()
      .interface('app', 'a')
      .vpc('other', '10.9.0.0/16')
      .subnet('o', { vpc: 'other', cidr: '10.9.1.0/24', routes: { '0.0.0.0/0': 'nat-other' } })
      .nat('other', 'o');

  it.each<[string, Net]>([
    ['carries a service that nothing mends', behindNat().interface('app', 'a').zone(ec2, ['main'], null)],
    ['never carried anything', served()],
    ['is being deleted', deleting()],
  ])('%s', (_, net) => {
    expect(released(net)).toEqual([]);
  });

  it('carries what nobody wants mended', () => {
    expect(released(behindNat().interface('app', 'a'), [], new Set())).toEqual([]);
  });

  it('is of a VPC that no change is about', () => {
    const mains = another()
      .report()
      .findings.filter(({ vpcId }) => vpcId === 'vpc-main')
      .map(({ fingerprint }) => fingerprint);

    expect(released(another(), [], new Set(mains)).map(({ natGatewayId }) => natGatewayId)).toEqual(['nat-main']);
  });

  it('is the way out of a VPC whose paths are not known', () => {
    const net = hub({ '0.0.0.0/0': 'nat-main', '10.1.0.0/16': 'tgw-1' }).interface('app', 'a').interface('job', 'h');
    net.dns('hub', '192.168.0.9');

    expect(released(net)).toEqual([]);
  });
});

function deleting(): Net {
  const net = behindNat().interface('app', 'a');
  for (const gateway of net.sections.natGateways) gateway.State = 'deleting';

  return net;
}

function served(): Net {
  return behindNat()
    .interface('app', 'a')
    .gateway('vpce-s3', 's3', ['a'])
    .gateway('vpce-ddb', 'dynamodb', ['a'])
    .endpoint('vpce-ec2', 'ec2');
}
