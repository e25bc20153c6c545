import { world } from './world.ts';

const ec2 = 'ec2.us-east-1.amazonaws.com';
const sts = 'sts.us-east-1.amazonaws.com';
const kms = 'kms.us-east-1.amazonaws.com';
const dynamodb = 'dynamodb.us-east-1.amazonaws.com';
const aliasOf = (id: string, service: string): string => `ALIAS ${id}-x1.${service}.us-east-1.vpce.amazonaws.com`;

const openPolicy = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] });

/** VPC `main`: detours, doors that are shut, endpoints that are off, idle or broken. */
const routingFaults = () =>
  world()
    .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat-main', '10.99.0.0/16': 'pcx-gone blackhole' } })
    .subnet('b', { cidr: '10.0.2.0/24', zone: 'b', routes: { '0.0.0.0/0': 'vgw-1' } })
    .subnet('split', { cidr: '10.0.3.0/24', routes: { '0.0.0.0/0': 'nat-main', '52.216.0.0/18': 'tgw-2' } })
    .subnet('gap', { cidr: '10.0.4.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
    .subnet('far', { cidr: '10.0.200.0/24', routes: { '0.0.0.0/0': 'nat-main' } })
    .transit({ main: ['b'] }, {})
    .gateway('vpce-s3', 's3', ['public', 'split'])
    .gateway('vpce-idle', 'dynamodb')
    .endpoint('vpce-ec2', 'ec2', { groups: ['sg-door'] })
    .endpoint('vpce-two', 'ec2', { privateDns: false })
    .endpoint('vpce-off', 'monitoring', { privateDns: false })
    .endpoint('vpce-sts', 'sts')
    .endpoint('vpce-rejected', 'ecr.api', { state: 'rejected' })
    .firewall(`BLOCK ${sts}`)
    .endpoint('vpce-kms', 'kms', { privateDns: false });

/** One VPC each: DNS that leads astray. */
const vpcs = ['shadow', 'custom', 'hole', 'forward', 'stale', 'far-hub', 'mute'] as const;

/** A world in which every rule fires, some where another one would hide it, and facts of every kind matter. */
export const everyFault = () => {
  const net = routingFaults();
  vpcs.forEach((vpc, i) => {
    net.vpc(vpc, `10.${i + 1}.0.0/16`).subnet(vpc, { vpc, cidr: `10.${i + 1}.1.0/24` });
  });
  net.interface('client', 'shadow');
  net.gateway('vpce-free', 's3', ['shadow'], 'available', 'shadow');
  net.endpoint('vpce-paid', 's3', { vpc: 'shadow', subnets: ['shadow'] });
  net.endpoint('vpce-hub', 'ec2', { vpc: 'far-hub', subnets: ['far-hub'], privateDns: false });
  net.endpoint('vpce-mute', 'ec2', { vpc: 'mute', subnets: ['mute'] }).attribute('EnableDnsHostnames', false, 'mute');
  net.endpoint('vpce-lost', 'kms', { vpc: 'stale', subnets: ['stale'], privateDns: false });
  net.endpoint('vpce-dead', 'sts', { vpc: 'stale', subnets: ['stale'], privateDns: false, state: 'rejected' });
  const addressOf = (id: string) =>
    net.sections.networkInterfaces.find(({ NetworkInterfaceId }) => NetworkInterfaceId === id)?.PrivateIpAddresses?.[0]
      ?.PrivateIpAddress;
  net.dns('custom', '192.168.0.2');
  net.zone(dynamodb, ['hole'], []);
  net.rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'], 'forward');
  net.zone(ec2, ['stale'], [`${ec2} ${aliasOf('vpce-gone', 'ec2')}`]);
  net.zone(kms, ['stale'], [`${kms} A ${addressOf('vpce-lost-stale')}`]);
  net.zone(sts, ['stale'], [`${sts} A ${addressOf('vpce-dead-stale')}`]);
  net.zone('com.amazonaws.us-east-1.kms', ['far-hub'], []);
  net.zone(ec2, ['far-hub', 'shadow'], [`${ec2} ${aliasOf('vpce-hub', 'ec2')}`]);
  net.sections.securityGroups.push({
    GroupId: 'sg-door',
    VpcId: 'vpc-main',
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/20' }] }],
  });
  for (const endpoint of net.sections.vpcEndpoints) {
    if (endpoint.VpcEndpointId === 'vpce-ec2') endpoint.PolicyDocument = openPolicy;
    if (endpoint.VpcEndpointId === 'vpce-sts') endpoint.PolicyDocument = JSON.stringify({ Statement: [] });
  }

  return net;
};

/** What to audit there. */
export const everyService = ['s3', 'dynamodb', 'ec2', 'sts', 'kms'];
