import { describe, expect, it } from 'vitest';
import { shapesOf } from '../../src/audit/alike/scope-shape.ts';
import { relatedScopes } from '../../src/audit/apart/related-scopes.ts';
import { type Links, linksOf } from '../../src/audit/apart/scope-links.ts';
import { audit } from '../../src/audit.ts';
import type { ScopeSnapshot, Section, Sections } from '../../src/snapshot/schema.ts';
import { accountOf, copyOf, inOrder } from '../support/copied-scope.ts';
import { world } from '../support/world.ts';

const id = (kind: string, n: number): string => `${kind}-${String(n).padStart(17, '0')}`;

/** Scopes of one account each, with a VPC of their own. */
const scopeOf = (n: number, sections: Sections = {}, place: Partial<ScopeSnapshot> = {}): ScopeSnapshot => ({
  account: accountOf(n),
  region: 'us-east-1',
  takenAt: null,
  gaps: [],
  ...place,
  sections: { vpcs: [{ VpcId: id('vpc', n), OwnerId: place.account ?? accountOf(n) }], ...sections },
});

/** Which of them belong together, by where they stand. */
const groupsOf = (scopes: readonly ScopeSnapshot[], links: Links = linksOf(scopes)): readonly string[] =>
  relatedScopes(shapesOf({ schemaVersion: 1, scopes: [...scopes] }), links)
    .map((group) => group.map((scope) => scopes.indexOf(scope)).join('+'))
    .sort();

const transitSections = ['transitGateways', 'transitGatewayAttachments', 'transitGatewayVpcAttachments'] as const;

/** Asked for what is attached, and none of it is theirs. */
const asked = Object.fromEntries(transitSections.map((section): [Section, []] => [section, []]));

const attached = (n: number): Sections => ({
  ...asked,
  transitGatewayAttachments: [
    { TransitGatewayAttachmentId: id('tgw-attach', 100 + n), TransitGatewayId: id('tgw', 90) },
  ],
});

const interfaceEndpoint = (n: number): Sections => ({
  vpcEndpoints: [{ VpcEndpointId: id('vpce', 300 + n), VpcEndpointType: 'Interface', VpcId: id('vpc', n) }],
});

const zone = (n: number): Sections => ({
  hostedZones: [{ VPCId: id('vpc', n), HostedZoneSummaries: [{ HostedZoneId: 'Z1', Name: 'example.com' }] }],
});

describe('scopes that are judged apart', () => {
  it('are those that know nothing of each other', () => {
    expect(groupsOf([scopeOf(1), scopeOf(2), scopeOf(3)])).toEqual(['0', '1', '2']);
  });

  it('may name what nobody tells of', () => {
    const routed = (n: number) =>
      scopeOf(n, {
        routeTables: [{ RouteTableId: id('rtb', 200 + n), Routes: [{ TransitGatewayId: id('tgw', 90) }] }],
      });

    expect(groupsOf([routed(1), routed(2)])).toEqual(['0', '1']);
    expect(groupsOf([routed(1), routed(2), scopeOf(3, attached(3))])).toEqual(['0+1+2']);
  });

  it("have AWS's own prefix lists in common, and no others", () => {
    const listing = (n: number, list: object) =>
      scopeOf(n, { managedPrefixLists: [{ PrefixListId: id('pl', 91), ...list }] });

    expect(groupsOf([1, 2].map((n) => listing(n, { OwnerId: 'AWS' })))).toEqual(['0', '1']);
    expect(groupsOf([1, 2].map((n) => listing(n, { OwnerId: accountOf(1) })))).toEqual(['0+1']);
  });

  it('do not name the account of another, which is looked for in the same Region first', () => {
    const naming = scopeOf(1, { vpcEndpoints: [{ VpcEndpointId: id('vpce', 301), OwnerId: accountOf(2) }] });
    const here = scopeOf(2);
    const elsewhere = scopeOf(3, {}, { account: accountOf(2), region: 'eu-west-1' });

    expect(groupsOf([naming, here, elsewhere])).toEqual(['0+1', '2']);
    expect(groupsOf([naming, elsewhere])).toEqual(['0+1']);
  });

  it('do not read for each other', () => {
    const reader = scopeOf(1, {
      managedPrefixLists: [{ PrefixListId: id('pl', 91), OwnerId: 'AWS' }],
      prefixListEntries: [{ PrefixListId: id('pl', 91), Entries: [{ Cidr: '52.216.0.0/15' }] }],
    });
    const other = scopeOf(2, {
      managedPrefixLists: [{ PrefixListId: id('pl', 91), OwnerId: 'AWS' }],
      routeTables: [{ RouteTableId: id('rtb', 202), Routes: [{ DestinationPrefixListId: id('pl', 91) }] }],
    });

    expect(groupsOf([reader, other, scopeOf(3, {}, { region: 'eu-west-1' })])).toEqual(['0+1', '2']);
  });

  it('have no zone that may lead to the endpoints of another', () => {
    const [first, second, third] = [scopeOf(1, interfaceEndpoint(1)), scopeOf(2, interfaceEndpoint(2)), scopeOf(3)];

    expect(groupsOf([first, second, third])).toEqual(['0', '1', '2']);
    expect(groupsOf([first, second, scopeOf(3, zone(3)), scopeOf(4)])).toEqual(['0+1+2', '3']);
  });

  it('meet no transit gateway of which others could not read', () => {
    const told = scopeOf(1, attached(1));
    const [idle, unasked] = [scopeOf(2, asked), scopeOf(3)];
    const denied = scopeOf(4, asked, {
      gaps: [{ section: 'transitGatewayRoutes', action: 'ec2:SearchTransitGatewayRoutes', reason: '', kind: 'denied' }],
    });

    expect(groupsOf([told, idle])).toEqual(['0', '1']);
    expect(groupsOf([told, idle, unasked])).toEqual(['0+2', '1']);
    expect(groupsOf([told, idle, denied])).toEqual(['0+2', '1']);
  });

  it('have ids as AWS gives them', () => {
    expect(groupsOf([scopeOf(1), scopeOf(2, { subnets: [{ SubnetId: 'subnet-a', VpcId: id('vpc', 2) }] })])).toEqual([
      '0+1',
    ]);
  });
});

describe('a service that one of two Regions lacks', () => {
  it('is audited in the other, also where all scopes of the one are alike', () => {
    const offering = (name: string, region: string): Sections => ({
      vpcEndpointServices: [{ ServiceName: `com.amazonaws.${region}.${name}` }],
    });
    const lacking = [1, 2, 3].map((n) => scopeOf(n, offering('ec2', 'eu-west-1'), { region: 'eu-west-1' }));
    const scopes = [...lacking, scopeOf(4, offering('sts', 'us-east-1'))];
    const options = { source: 'snapshot', version: '', services: ['sts'], vpcs: [], subnets: [] } as const;
    const { findings } = audit({ schemaVersion: 1, scopes }, options);

    expect(findings.filter(({ rule }) => rule === 'unoffered-service')).toHaveLength(3);
    expect(() => audit({ schemaVersion: 1, scopes: lacking }, options)).toThrow('"sts" is not a service');
  });
});

describe('scopes that come out to tell of each other', () => {
  const asAws = (scope: ScopeSnapshot, n: number): ScopeSnapshot =>
    JSON.parse(
      JSON.stringify(scope)
        .replaceAll(/\b(rtb|vpce)-([0-9a-f]{17})-(main|a)\b/g, (_, kind: string, own: string, part: string) => {
          return `${kind}-${inOrder(n)(own + part)}`;
        })
        .replaceAll(/\bpl-(s3|dynamodb)\b/g, (_, name: string) => `pl-${inOrder(0)(name)}`),
    );

  it('are judged again, together', () => {
    const off = world()
      .subnet('a', {})
      .endpoint('vpce-off', 'ec2', { subnets: ['a'], privateDns: false });
    const scopes = [off, world().subnet('a', {})].map((one, n) =>
      asAws(copyOf(one.snapshot(), accountOf(n), inOrder(n)), n),
    );
    // Whether a zone of its own leads to the endpoint nobody knows.
    for (const { sections } of scopes.slice(1)) sections.hostedZones = [];
    const snapshot = { schemaVersion: 1 as const, scopes };
    const options = { source: 'snapshot', version: '', services: [], vpcs: [], subnets: [] } as const;
    const apart = audit(snapshot, { ...options, partSize: 1 });
    const mended = new Set(apart.findings.map(({ fingerprint }) => fingerprint));

    expect(groupsOf(scopes)).toEqual(['0', '1']);
    expect(JSON.stringify(apart)).toBe(JSON.stringify(audit(snapshot, { ...options, mended })));
    expect(apart.findings.find(({ rule }) => rule === 'private-dns-off')?.confidence).toBe('likely');
  });
});
