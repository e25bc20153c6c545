import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import { serviceOf } from '../../src/services/service-of.ts';
import { networkFrom } from '../support/step.ts';
import { behindNat, type world } from '../support/world.ts';

type World = ReturnType<typeof world>;

interface Asked {
  readonly services?: readonly string[];
  readonly vpcs?: readonly string[];
  readonly lent?: readonly string[];
  readonly subnets?: readonly string[];
}

const asked = (net: World, { services = ['ec2'], vpcs = ['main'], lent, subnets = ['a'] }: Asked = {}) => {
  const network = networkFrom(net);
  const vpcsNamed = (names: readonly string[]) => names.flatMap((name) => network.vpcs.get(`vpc-${name}`) ?? []);

  return analyse(network, {
    vpcs: vpcsNamed(vpcs),
    ...(lent === undefined ? {} : { lent: vpcsNamed(lent) }),
    subnets: subnets.flatMap((name) => network.subnet(`subnet-${name}`, null) ?? []),
    services: services.map((id) => serviceOf({ id, region: 'us-east-1', account: '111122223333', offered: undefined })),
  });
};

const hub = () =>
  behindNat()
    .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
    .vpc('idle', '10.2.0.0/16')
    .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'] });

describe('what is asked for', () => {
  it('is the paths of the subnets that are named, VPC by VPC', () => {
    const groups = (spec: Asked) => asked(hub(), spec).paths.map(({ subnets }) => subnets.map(({ id }) => id).join());

    expect([
      groups({}),
      groups({ subnets: ['a', 'b'] }),
      groups({ vpcs: ['main', 'hub'], subnets: ['a', 'h'] }),
      groups({ vpcs: ['main'], subnets: ['a', 'h'] }),
      groups({ vpcs: ['main'], lent: ['hub'], subnets: ['a', 'h'] }),
    ]).toEqual([
      ['subnet-a'],
      ['subnet-a', 'subnet-b'],
      ['subnet-a', 'subnet-h'],
      ['subnet-a'],
      ['subnet-a', 'subnet-h'],
    ]);
  });

  it('is the private DNS of VPCs, but not of those that are lent', () => {
    const endpoints = (spec: Asked) => asked(hub(), spec).privateDns.map(({ endpoint }) => endpoint.id);

    expect([endpoints({ vpcs: ['main', 'hub'] }), endpoints({ lent: ['hub'] })]).toEqual([['vpce-hub'], []]);
  });

  it('is each name that clients there dial, or may', () => {
    const names = (spec: Asked) =>
      asked(hub(), spec).resolutions.map(
        ({ resolution: { vpc, name }, isDialed }) => `${vpc.id} ${name}${isDialed ? ' dialed' : ''}`,
      );
    const s3 = names({ services: ['s3'] });

    expect(s3).toContain('vpc-main s3.us-east-1.amazonaws.com dialed');
    expect(s3).toContain('vpc-main s3.amazonaws.com dialed');
    expect(s3).toContain('vpc-main s3.dualstack.us-east-1.amazonaws.com');
    expect(s3.every((text) => text.startsWith('vpc-main '))).toBe(true);
    expect(names({ services: ['s3'], lent: ['hub'] })).toEqual(s3);
    expect(names({ vpcs: ['main', 'hub', 'idle'] }).some((text) => text.startsWith('vpc-idle '))).toBe(false);
  });

  it('is names besides the service’s own where somebody may ask for them, none of which an SDK dials', () => {
    const others = (vpcs: readonly string[]) =>
      asked(hub(), { services: ['ec2', 'sts'], vpcs }).otherResolutions.map(
        ({ service, isDialed, resolution: { vpc, name } }) => `${service.id} ${vpc.id} ${name} ${isDialed}`,
      );

    expect(others(['main', 'idle'])).toEqual([
      'ec2 vpc-main ec2-fips.us-east-1.amazonaws.com false',
      'sts vpc-main sts-fips.us-east-1.amazonaws.com false',
    ]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html */
describe('a zone that is named after an endpoint service', () => {
  const service = 'api.ecr.us-east-1.amazonaws.com';
  const misnamed = 'ecr.api.us-east-1.amazonaws.com';
  const zoned = (vpc = 'main') =>
    hub()
      .endpoint('vpce-ecr', 'ecr.api', { privateDns: false })
      .zone(misnamed, [vpc], [`${misnamed} ALIAS vpce-ecr-x1.api.ecr.us-east-1.vpce.amazonaws.com`]);
  const found = (net: World, spec: Asked = {}) =>
    asked(net, { services: ['ecr.api'], ...spec }).misnamedZones.map(({ id, vpc, doubts }) =>
      [id, vpc.id, ...doubts.map(({ text }) => text)].join(' '),
    );

  it('is misnamed where the host leads out, in VPCs with somebody to ask', () => {
    expect([found(zoned()), found(hub()), found(zoned('idle'), { vpcs: ['idle'] })]).toEqual([['Z1 vpc-main'], [], []]);
  });

  it('does no harm where the host is answered with private addresses', () => {
    expect(found(zoned().zone(service, ['main'], [`${service} A 10.0.9.9`]))).toEqual([]);
  });

  it('is as doubtful as where the host leads', () => {
    const [one = ''] = found(zoned().unread('resolverRuleAssociations', 'r:List'));

    expect(one.match(/r:List.* was not read: a forwarding rule may take this name/g)).not.toBeNull();
  });
});
