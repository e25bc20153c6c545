import { describe, expect, it } from 'vitest';
import { privateDnsIn } from '../../src/analysis/private-dns.ts';
import { networkFrom } from '../support/step.ts';
import { behindNat, type world } from '../support/world.ts';

type World = ReturnType<typeof world>;

const ec2 = 'ec2.us-east-1.amazonaws.com';
const own = (id: string, service = 'ec2') => `${id}-x1.${service}.us-east-1.vpce.amazonaws.com`;

const judged = (net: World, id = 'vpce-ec2', vpc = 'vpc-main') => {
  const network = networkFrom(net);
  const found = network.vpcs.get(vpc);
  const one = (found === undefined ? [] : privateDnsIn(network, found)).find(({ endpoint }) => endpoint.id === id);

  return one === undefined
    ? undefined
    : { said: [one.status, ...one.reasons].join(' '), names: one.names, doubts: one.doubts.map(({ text }) => text) };
};
const said = (net: World) => judged(net)?.said;

const on = () => behindNat().endpoint('vpce-ec2', 'ec2');
const off = () => behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false });

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html */
describe('private DNS that is switched on', () => {
  it.each<[string, World, string]>([
    ['works', on(), 'effective'],
    ['is blocked by DNS Firewall', on().firewall(`BLOCK ${ec2}`), 'ineffective dns-firewall'],
    ['is let through by DNS Firewall', on().firewall(`ALLOW ${ec2}`, 'BLOCK *'), 'effective'],
    ['is forwarded elsewhere', on().rule('rslvr-rr-1', ec2, 'FORWARD', ['192.168.0.9']), 'ineffective forwarding-rule'],
    ['is answered by a hosted zone', on().zone(ec2, ['main'], [`${ec2} A 10.0.9.9`]), 'ineffective hosted-zone'],
    ['is answered by a hosted zone without the name', on().zone(ec2, ['main'], []), 'ineffective hosted-zone'],
    [
      'is answered by a hosted zone that leads back',
      on().zone(ec2, ['main'], [`${ec2} ALIAS ${own('vpce-ec2')}`]),
      'effective',
    ],
    ['is not asked for by clients of another server', on().dns('main', '192.168.0.2'), 'unknown custom-dns-server'],
    ['is asked of nobody', on().dns('main'), 'unknown no-dns-server'],
    ['is of no use without DNS support', on().attribute('EnableDnsSupport', false), 'ineffective dns-support-off'],
    [
      'is of no use without DNS hostnames',
      on().attribute('EnableDnsHostnames', false),
      'ineffective dns-hostnames-off',
    ],
    [
      'is of no use without DNS support, whoever else answers',
      on().attribute('EnableDnsSupport', false).firewall('BLOCK *'),
      'ineffective dns-support-off',
    ],
    [
      'is for inbound queries alone',
      behindNat().endpoint('vpce-ec2', 'ec2', { inboundOnly: true }),
      'ineffective inbound-resolver-only',
    ],
    ['is on its way', behindNat().endpoint('vpce-ec2', 'ec2', { state: 'Pending' }), 'unknown endpoint-pending'],
    ['is gone', behindNat().endpoint('vpce-ec2', 'ec2', { state: 'Deleted' }), 'ineffective endpoint-not-available'],
    [
      'is unknown where a zone may answer in its place',
      on().unread('hostedZones', 'route53:ListHostedZonesByVPC'),
      'unknown unread-facts',
    ],
  ])('%s', (_, net, line) => {
    expect(said(net)).toBe(line);
  });

  it('is lost with one of its names, and says why of each once', () => {
    const monitoring = (net: World) => judged(net.endpoint('vpce-mon', 'monitoring'), 'vpce-mon')?.said;
    const name = 'monitoring.us-east-1.amazonaws.com';
    const other = 'monitoring.us-east-1.api.aws';

    expect([
      monitoring(behindNat()),
      monitoring(behindNat().zone(name, ['main'], [])),
      monitoring(behindNat().zone(name, ['main'], []).zone(other, ['main'], [])),
      monitoring(behindNat().zone(name, ['main'], []).rule('rslvr-rr-1', other, 'FORWARD', ['192.168.0.9'])),
    ]).toEqual([
      'effective',
      'ineffective hosted-zone',
      'ineffective hosted-zone',
      'ineffective forwarding-rule hosted-zone',
    ]);
  });

  it('is one of several answers where a weighted record leads elsewhere as well', () => {
    const weighted = (...targets: readonly string[]) => {
      const net = on().endpoint('vpce-two', 'ec2', { privateDns: false }).zone(ec2, ['main'], []);
      for (const { ResourceRecordSets } of net.sections.resourceRecordSets)
        for (const [i, target] of targets.entries())
          ResourceRecordSets.push({
            Name: `${ec2}.`,
            Type: 'A',
            SetIdentifier: `${i}`,
            Weight: 1,
            AliasTarget: { DNSName: `${own(target)}.` },
          });

      return said(net);
    };

    expect([weighted('vpce-ec2', 'vpce-two'), weighted('vpce-ec2', 'vpce-ec2'), weighted('vpce-two')]).toEqual([
      'ineffective hosted-zone',
      'effective',
      'ineffective hosted-zone',
    ]);
  });

  it('answers the names that it lists, and tells what was not read', () => {
    expect(judged(on())).toEqual({ said: 'effective', names: [ec2], doubts: [] });
    expect(judged(on().unread('hostedZones', 'route53:List'))?.doubts).toEqual([
      expect.stringMatching(/^route53:List.* was not read: a private hosted zone may answer this name$/),
    ]);
  });

  it('is a matter of interface endpoints', () => {
    expect(judged(behindNat().gateway('vpce-s3', 's3', ['a']), 'vpce-s3')).toBeUndefined();
    expect(judged(on().unread('vpcEndpoints'))).toBeUndefined();
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html */
describe('private DNS that is switched off', () => {
  const leading = (records: readonly string[] | null) => off().zone(ec2, ['main'], records);

  it.each<[string, World, string]>([
    ['leaves the name public', off(), 'off'],
    ['is done by a zone', leading([`${ec2} ALIAS ${own('vpce-ec2')}`]), 'covered-elsewhere'],
    ['is done by another endpoint of the service', off().endpoint('vpce-two', 'ec2'), 'covered-elsewhere'],
    [
      'is not known where a zone leads to an endpoint of another service',
      leading([`${ec2} ALIAS ${own('vpce-sts', 'sts')}`]).endpoint('vpce-sts', 'sts'),
      'unknown unrecognised',
    ],
    ['is not known where a zone leads to a private address', leading([`${ec2} A 10.0.9.9`]), 'unknown unrecognised'],
    ['is off where a zone leads to a public address', leading([`${ec2} A 52.94.0.9`]), 'off'],
    ['is off where a zone answers nothing', leading([]), 'off'],
    ['is not known where clients ask another server', off().dns('main', '192.168.0.2'), 'unknown custom-dns-server'],
    ['is not known where the zone is another account’s', leading(null), 'unknown zone-unreadable'],
    ['is not offered', behindNat().endpoint('vpce-ec2', 'dynamodb', { privateDns: false }), 'not-offered'],
    [
      'is not known where it was not read what the service offers',
      off().unread('vpcEndpointServices', 'ec2:Services'),
      'unknown unread-facts',
    ],
  ])('%s', (_, net, line) => {
    expect(said(net)).toBe(line);
  });

  it('is done in part by a zone of one of the names, which leaves it off', () => {
    const name = 'monitoring.us-east-1.amazonaws.com';
    const net = behindNat()
      .endpoint('vpce-mon', 'monitoring', { privateDns: false })
      .zone(name, ['main'], [`${name} ALIAS ${own('vpce-mon', 'monitoring')}`]);

    expect(judged(net, 'vpce-mon')?.said).toBe('off');
  });

  it('tells what names it would answer, or that nobody knows', () => {
    expect([judged(off())?.names, judged(off().unread('vpcEndpointServices', 'ec2:Services'))]).toEqual([
      [ec2],
      {
        said: 'unknown unread-facts',
        names: [],
        doubts: [expect.stringMatching(/^ec2:Services.* was not read: which names vpce-ec2 answers is not known$/)],
      },
    ]);
  });
});

/** @see https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html */
describe('private DNS of a hub’s endpoint', () => {
  const hub = (vpcs: readonly string[], target = own('vpce-ec2'), hasSubnet = true) => {
    const net = behindNat()
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
      .vpc('idle', '10.2.0.0/16')
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .endpoint('vpce-two', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2, vpcs, [`${ec2} ALIAS ${target}`]);
    if (hasSubnet) net.subnet('i', { vpc: 'idle', cidr: '10.2.1.0/24' });

    return net;
  };
  const inHub = (net: World) => judged(net, 'vpce-ec2', 'vpc-hub');

  it('is done by a zone of the spokes', () => {
    expect([inHub(hub(['main']))?.said, inHub(hub(['main', 'idle']))?.said, inHub(hub([]))?.said]).toEqual([
      'covered-elsewhere',
      'covered-elsewhere',
      'off',
    ]);
  });

  it('is not done by a zone of a VPC in which nobody asks, nor by one that leads to another endpoint', () => {
    expect([inHub(hub(['idle'], own('vpce-ec2'), false))?.said, inHub(hub(['main'], own('vpce-two')))?.said]).toEqual([
      'off',
      'off',
    ]);
  });

  it('is known to be done where one of the spokes is certain', () => {
    const unread = hub(['main', 'idle']).unread('resolverRuleAssociations', 'route53resolver:Rules');

    expect(inHub(unread)?.said).toBe('unknown unread-facts');
    expect(inHub(unread)?.doubts).toEqual([expect.stringContaining('a forwarding rule may take this name')]);
  });
});
