import fc from 'fast-check';
import { world } from './world.ts';

/** A network as plain data, so that a counterexample shrinks to something readable. */
export interface NetworkSpec {
  readonly subnets: readonly { readonly zone: string; readonly ipv6: boolean; readonly routes: Routes | null }[];
  readonly gateways: readonly {
    readonly service: string;
    readonly tables: readonly number[];
    readonly state: string;
  }[];
  readonly endpoints: readonly EndpointSpec[];
  readonly zones: readonly { readonly domain: string; readonly records: readonly string[] | null }[];
  readonly rules: readonly { readonly domain: string; readonly type: string }[];
  readonly firewall: readonly string[];
  readonly servers: readonly string[];
  readonly hostnames: boolean;
  readonly attached: boolean;
}

type Routes = Readonly<Record<string, string>>;

interface EndpointSpec {
  readonly service: string;
  readonly subnet: number;
  readonly privateDns: boolean;
  readonly inboundOnly: boolean;
  readonly state: string;
  readonly group: string;
}

const domains = [
  'amazonaws.com',
  'us-east-1.amazonaws.com',
  's3.us-east-1.amazonaws.com',
  'ec2.us-east-1.amazonaws.com',
  'corp.example',
];

const target = fc.constantFrom('nat-main', 'nat-gone blackhole', 'igw-main', 'tgw-1', 'vgw-1', 'eni-none', 'pcx-none');
const destination = fc.constantFrom(
  '0.0.0.0/0',
  '0.0.0.0/1',
  '52.0.0.0/8',
  '52.216.0.0/16',
  '3.5.0.0/20',
  '10.9.0.0/16',
  'pl-wide',
  'pl-odd',
);
const routes = fc.dictionary(destination, target, { maxKeys: 3 });

export const networkSpec: fc.Arbitrary<NetworkSpec> = fc.record({
  subnets: fc.array(
    fc.record({
      zone: fc.constantFrom('a', 'b'),
      ipv6: fc.boolean(),
      routes: fc.option(routes, { nil: null, freq: 5 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  gateways: fc.uniqueArray(
    fc.record({
      service: fc.constantFrom('s3', 'dynamodb'),
      tables: fc.uniqueArray(fc.nat(2), { maxLength: 3 }),
      state: fc.constantFrom('available', 'available', 'failed', 'pending'),
    }),
    { maxLength: 2, selector: ({ service }) => service },
  ),
  endpoints: fc.array(
    fc.record({
      service: fc.constantFrom('ec2', 's3', 'sts'),
      subnet: fc.nat(2),
      privateDns: fc.boolean(),
      inboundOnly: fc.boolean(),
      state: fc.constantFrom('available', 'available', 'rejected', 'pending'),
      group: fc.constantFrom('sg-main', 'sg-main', 'sg-shut', 'sg-gone'),
    }),
    { maxLength: 3 },
  ),
  zones: fc.array(
    fc.record({
      domain: fc.constantFrom(...domains),
      records: fc.option(
        fc.subarray(
          [
            's3.us-east-1.amazonaws.com A 10.0.9.9',
            'ec2.us-east-1.amazonaws.com ALIAS vpce-0-x1.ec2.us-east-1.vpce.amazonaws.com',
            'ec2.us-east-1.amazonaws.com ALIAS vpce-gone-x1.ec2.us-east-1.vpce.amazonaws.com',
          ],
          { maxLength: 2 },
        ),
        { nil: null, freq: 4 },
      ),
    }),
    { maxLength: 2 },
  ),
  rules: fc.uniqueArray(
    fc.record({ domain: fc.constantFrom('.', 'com', ...domains), type: fc.constantFrom('FORWARD', 'SYSTEM') }),
    { maxLength: 2, selector: ({ domain }) => domain },
  ),
  firewall: fc.subarray(['ALLOW *.s3.us-east-1.amazonaws.com', 'BLOCK ec2.us-east-1.amazonaws.com', 'BLOCK *'], {
    maxLength: 2,
  }),
  servers: fc.constantFrom(
    ['AmazonProvidedDNS'],
    ['AmazonProvidedDNS'],
    ['AmazonProvidedDNS'],
    ['10.0.0.2'],
    ['192.168.0.2'],
    [],
  ),
  hostnames: fc.constantFrom(true, true, true, false),
  attached: fc.boolean(),
});

/** Subnets are `s0`, `s1`, …; an index beyond the last one wraps. */
export const worldOf = (spec: NetworkSpec) => {
  const net = world();
  net.list('pl-wide', '52.216.0.0/14', '10.8.0.0/16').list('pl-odd', '52.217.0.0/16', '3.5.0.0/19');
  const subnetAt = (i: number): string => `s${i % spec.subnets.length}`;
  spec.subnets.forEach(({ zone, ipv6, routes: own }, i) => {
    net.subnet(`s${i}`, {
      cidr: `10.0.${i + 1}.0/24`,
      zone,
      routes: own,
      ...(ipv6 ? { ipv6: `2600:1f18:1:${i + 1}::/64` } : {}),
    });
  });
  for (const { service, tables, state } of spec.gateways) {
    const owners = new Set(tables.map(subnetAt));
    net.gateway(
      `vpce-${service}`,
      service,
      [...owners].filter((name) => spec.subnets[Number(name.slice(1))]?.routes !== null),
      state,
    );
  }
  spec.endpoints.forEach(({ service, subnet, group, ...rest }, i) => {
    net.endpoint(`vpce-${i}`, service, { subnets: [subnetAt(subnet)], groups: [group], ...rest });
  });
  for (const { domain, records } of spec.zones)
    net.zone(domain, ['main'], records?.filter((record) => record.split(' ')[0]?.endsWith(domain)) ?? null);
  spec.rules.forEach(({ domain, type }, i) => {
    net.rule(`rslvr-rr-${i}`, domain, type, type === 'FORWARD' ? ['192.168.0.9'] : []);
  });
  if (spec.firewall.length > 0) net.firewall(...spec.firewall);
  if (spec.attached) net.transit({ main: ['s0'] }, { '0.0.0.0/0': 'blackhole' });
  net.sections.securityGroups.push({ GroupId: 'sg-shut', VpcId: 'vpc-main', IpPermissions: [] });

  return net.dns('main', ...spec.servers).attribute('EnableDnsHostnames', spec.hostnames);
};

/** What properties audit: services with a list, without one, and with several names. */
export const auditedServices = ['s3', 'dynamodb', 'ec2', 'sts'];
