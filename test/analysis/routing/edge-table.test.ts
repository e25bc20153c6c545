import { describe, expect, it } from 'vitest';
import { routeOf } from '../../support/world/route.ts';
import { world } from '../../support/world.ts';

type World = ReturnType<typeof world>;
type Routes = Readonly<Record<string, string>>;

const firewall = { type: 'GatewayLoadBalancer', privateDns: false };

/** Table `rtb-edge` of a gateway. */
const atEdge = (net: World, routes: Routes, GatewayId = 'igw-main'): World => {
  net.sections.routeTables.push({
    RouteTableId: 'rtb-edge',
    VpcId: 'vpc-main',
    Associations: [{ GatewayId, AssociationState: { State: 'associated' } }],
    Routes: Object.entries({ '10.0.0.0/16': 'local', ...routes }).map(([to, by]) => routeOf(to, by)),
  });

  return net;
};

/** Public subnets `p` and `q`, two firewall endpoints, and an appliance of two interfaces. */
const net = (p: string, onward: Routes = { '0.0.0.0/0': 'igw-main' }) => {
  const one = world()
    .subnet('p', { cidr: '10.0.50.0/24', ipv6: '2600:1f18:1:50::/64', mapPublicIp: true, routes: { '0.0.0.0/0': p } })
    .subnet('q', { cidr: '10.0.51.0/24', mapPublicIp: true, routes: { '0.0.0.0/0': p } })
    .subnet('fw', { cidr: '10.0.60.0/24', routes: onward })
    .subnet('other', { cidr: '10.0.61.0/24', routes: onward })
    .endpoint('vpce-fw', 'fw', { ...firewall, subnets: ['fw'] })
    .endpoint('vpce-other', 'fw', { ...firewall, subnets: ['other'] });
  for (const name of ['in', 'out'])
    one.interface(name, 'fw', { SourceDestCheck: false, Attachment: { InstanceId: 'i-1' } });
  one.sections.instances.push({ InstanceId: 'i-1', State: { Name: 'running' } });

  return one;
};

const line = (one: World, subnet = 'p') => one.path(subnet, 's3').split(' (')[0];

/**
 * INGRESS_RTB_TRAFFIC_REDIRECTION of
 * https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
 */
describe('the route table of an internet gateway', () => {
  const lost = 'unreachable igw-main (no-return-route)';

  it('sends replies of a subnet past a firewall that the call did not take', () => {
    const one = atEdge(net('igw-main'), { '10.0.50.0/24': 'vpce-fw' });

    expect([one.path('p', 's3'), one.path('q', 's3')]).toEqual([lost, 'public igw-main (no-endpoint)']);
    expect(one.says('unreachable-path', 'subnet-p', 's3').join(' ')).toContain(
      'rtb-edge sends replies to what did not see the call: 10.0.50.0/24 → vpce-fw',
    );
  });

  it('sends them where the call came from', () => {
    const of = (target: string) => line(atEdge(net('vpce-fw'), { '10.0.50.0/24': target }));

    expect([of('vpce-fw'), of('local')]).toEqual(['public igw-main <vpce-fw', 'public igw-main <vpce-fw']);
    expect(of('vpce-other')).toBe('unreachable igw-main <vpce-fw');
  });

  it('sends them to an appliance by any of its interfaces', () => {
    const of = (target: string) => line(atEdge(net('eni-in'), { '10.0.50.0/24': target }));

    expect([of('eni-in'), of('eni-out')]).toEqual(['public igw-main <eni-in', 'public igw-main <eni-in']);
    expect(of('vpce-fw')).toBe('unreachable igw-main <eni-in');
  });

  it('decides by the longest of its routes', () => {
    const whole = { '10.0.0.0/16': 'vpce-fw' };

    expect(line(atEdge(net('igw-main'), whole))).toBe('unreachable igw-main');
    expect(line(atEdge(net('igw-main'), { ...whole, '10.0.50.0/24': 'local' }))).toBe('public igw-main');
    expect(line(atEdge(net('igw-main'), { '10.0.50.0/24': 'local', ...whole }))).toBe('public igw-main');
  });

  it('speaks of the family of its routes, and of whole subnets', () => {
    const six = (routes: Routes) =>
      atEdge(net('igw-main').route('p', '::/0', 'igw-main'), routes)
        .path('p', 's3', 's3.dualstack.us-east-1.amazonaws.com', 'ipv6')
        .split(' (')[0];

    expect(six({ '10.0.50.0/24': 'vpce-fw' })).toBe('public igw-main');
    expect(six({ '2600:1f18:1:50::/64': 'vpce-fw' })).toBe('unreachable igw-main');
    expect(line(atEdge(net('igw-main'), { '10.0.50.0/28': 'vpce-fw' }))).toBe('public igw-main');
  });

  it('is no other gateway’s', () => {
    expect(line(atEdge(net('igw-main'), { '10.0.50.0/24': 'vpce-fw' }, 'vgw-1'))).toBe('public igw-main');
  });

  it('sends replies to a NAT gateway by its subnet, and to a NAT instance nobody knows where', () => {
    const behind = (target: string) =>
      world()
        .interface('nat', 'public', { SourceDestCheck: false, Association: { PublicIp: '198.51.100.7' } })
        .subnet('fw', { cidr: '10.0.60.0/24' })
        .endpoint('vpce-fw', 'fw', { ...firewall, subnets: ['fw'] })
        .subnet('p', { routes: { '0.0.0.0/0': target } });
    const edge = { '10.0.255.0/24': 'vpce-fw' };

    expect(line(atEdge(behind('nat-main'), edge))).toBe('unreachable nat-main');
    expect(line(atEdge(behind('eni-nat'), { ...edge, '10.0.0.0/16': 'vpce-fw' }))).toBe('public eni-nat');
  });

  it('is told by the ids where interfaces were not read', () => {
    expect(line(atEdge(net('igw-main').unread('networkInterfaces'), { '10.0.50.0/24': 'eni-in' }))).toBe(
      'unreachable igw-main',
    );
  });
});
