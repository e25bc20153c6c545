import { afterEach, describe, expect, it } from 'vitest';
import type { Sections } from '../../../src/snapshot/schema.ts';
import type { Fault } from '../../support/loopback/fault.ts';
import { collectFrom } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';

let loopback: Loopback;
afterEach(() => loopback.close());

const names = ['app', 'hub', 'far', 'inbound', 'lone'] as const;

const routes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  app: { DestinationCidrBlock: '10.0.0.0/8', TransitGatewayId: 'tgw-1' },
  hub: { DestinationCidrBlock: '10.0.0.0/8', TransitGatewayId: 'tgw-1' },
  far: { DestinationCidrBlock: '10.0.0.0/8', TransitGatewayId: 'tgw-1' },
};

const endpointIn = (VpcId: string, more: object = {}) => ({
  ...{
    VpcEndpointId: `vpce-${VpcId}`,
    VpcId,
    VpcEndpointType: 'Interface',
    ServiceName: 'com.amazonaws.us-east-1.ec2',
  },
  ...{ PrivateDnsEnabled: true, State: 'available', SubnetIds: [], NetworkInterfaceIds: [], Groups: [], ...more },
});

/** `app`, `hub` and `far` share a transit gateway, `hub` has an endpoint, `inbound` an inbound Resolver endpoint, `lone` nothing. */
const facts: Sections = {
  vpcs: names.map((name) => ({ VpcId: `vpc-${name}` })),
  subnets: names.map((name) => ({ SubnetId: `subnet-${name}`, VpcId: `vpc-${name}` })),
  routeTables: names.map((name) => ({
    RouteTableId: `rtb-${name}`,
    VpcId: `vpc-${name}`,
    Routes: [routes[name] ?? []].flat(),
    Associations: [],
  })),
  vpcEndpoints: [endpointIn('vpc-hub')],
  resolverEndpoints: [
    { Id: 'rslvr-in-1', Direction: 'INBOUND', HostVPCId: 'vpc-inbound' },
    { Id: 'rslvr-out-1', Direction: 'OUTBOUND', HostVPCId: 'vpc-lone' },
  ],
};

const askedOf = async (
  meant: string,
  more: Sections = {},
  { faults = {}, forOthers = false }: { faults?: Readonly<Record<string, Fault>>; forOthers?: boolean } = {},
): Promise<readonly string[]> => {
  const sections = { ...facts, ...more };
  loopback = await startLoopback({
    scopes: [{ account: '111122223333', region: 'us-east-1', takenAt: null, gaps: [], sections }],
    faults,
  });
  await collectFrom(loopback, { meant: { vpcs: [`vpc-${meant}`] }, forOthers });

  return loopback.calls
    .filter(({ operation }) => operation === 'ListHostedZonesByVPC')
    .map(({ params }) => params.vpcid?.replace('vpc-', '') ?? '')
    .sort();
};

const everyone = [...names].sort();
const zoneOf = (VPCId: string, Name: string, Owner = { OwningAccount: '111122223333' }) => ({
  VPCId,
  HostedZoneSummaries: [{ HostedZoneId: 'Z1', Name, Owner }],
});
const profile = { profileAssociations: [{ ProfileId: 'rp-1', ResourceId: 'vpc-lone', Status: 'COMPLETE' }] };

describe('Route 53, where one VPC is meant, is asked of', () => {
  it.each([
    ['a VPC that nothing leads out of, and where inbound endpoints stand', 'lone', {}, ['inbound', 'lone']],
    ['a spoke, and hubs that it may get to', 'app', {}, ['app', 'hub', 'inbound']],
    ['a hub, and all that may come to it', 'hub', {}, ['app', 'far', 'hub', 'inbound']],
    [
      'a way out for others, and all that may come to it',
      'far',
      {
        routeTables: [
          ...(facts.routeTables ?? []),
          {
            RouteTableId: 'rtb-x',
            VpcId: 'vpc-far',
            Routes: [{ DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' }],
          },
        ],
      },
      ['app', 'far', 'hub', 'inbound'],
    ],
    [
      'a spoke with a gateway endpoint, which nobody else gets to',
      'app',
      {
        routeTables: (facts.routeTables ?? []).map((table) => ({
          ...table,
          Routes: [...(table.Routes ?? []), { DestinationPrefixListId: 'pl-1', GatewayId: `vpce-${table.VpcId}` }],
        })),
      },
      ['app', 'hub', 'inbound'],
    ],
    [
      'all, if another may be the one that answers its endpoint',
      'lone',
      { vpcEndpoints: [endpointIn('vpc-lone', { PrivateDnsEnabled: false })] },
      everyone,
    ],
    [
      'all, if it has a zone that may be theirs too',
      'lone',
      { hostedZones: [zoneOf('vpc-lone', 's3.us-east-1.amazonaws.com.')] },
      everyone,
    ],
    [
      'few, if its zones hold no names of AWS',
      'lone',
      { hostedZones: [zoneOf('vpc-lone', 'corp.internal.')] },
      ['inbound', 'lone'],
    ],
    [
      'few, if another has such a zone',
      'app',
      { hostedZones: [zoneOf('vpc-hub', 's3.us-east-1.amazonaws.com.')] },
      ['app', 'hub', 'inbound'],
    ],
    [
      'all, if a Profile has such a zone',
      'lone',
      {
        ...profile,
        profileResourceAssociations: [
          { ProfileId: 'rp-1', ProfileResourceAssociations: [{ ResourceArn: 'arn:aws:route53:::hostedzone/Z1' }] },
        ],
      },
      everyone,
    ],
    [
      'few, if a Profile has none',
      'lone',
      { ...profile, profileResourceAssociations: [{ ProfileId: 'rp-1', ProfileResourceAssociations: [] }] },
      ['inbound', 'lone'],
    ],
    ['whatever others may come through, if none is meant here', 'elsewhere', {}, ['app', 'far', 'hub', 'inbound']],
  ] as const)('%s', async (_, meant, more, expected) => {
    expect(await askedOf(meant, more as Sections)).toEqual(expected);
  });

  it.each([
    'ec2:DescribeRouteTables',
    'ec2:DescribeVpcEndpoints',
    'ec2:DescribeSubnets',
    'route53resolver:ListResolverEndpoints',
    'route53profiles:ListProfileAssociations',
    'route53:ListHostedZonesByVPC',
  ])('all, where %s is denied', async (action) => {
    expect(await askedOf('lone', {}, { faults: { [action]: { kind: 'denied' } } })).toEqual(everyone);
  });

  it('all, where what a Profile holds is denied', async () => {
    const faults = { 'route53profiles:ListProfileResourceAssociations': { kind: 'denied' } } as const;

    expect(await askedOf('lone', profile, { faults })).toEqual(everyone);
  });

  it('all, where other accounts are judged by it', async () => {
    expect(await askedOf('lone', {}, { forOthers: true })).toEqual(everyone);
  });
});
