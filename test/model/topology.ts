import fc from 'fast-check';

/**
 * A network as plain data, so that a counterexample shrinks to something readable. VPC `main` (10.0.0.0/16) has
 * subnets `m0` …, and `public`, mostly with NAT gateway `nat-main`; `hub` (10.1.0.0/16) has `h0`, `h1` and `hpublic` with
 * `nat-hub`; `peer` (10.2.0.0/16) has `p0`.
 */
export interface Topology {
  readonly subnets: readonly SubnetSpec[];
  /** `t0` and `t1`; `null` in a subnet: the main table. */
  readonly tables: readonly Routes[];
  readonly mainTable: Routes;
  readonly publicTable: Routes;
  readonly hubTables: readonly Routes[];
  readonly hubPublicTable: Routes;
  readonly nat: { readonly at: string; readonly connectivity: string; readonly state: string };
  /** The zones of `nat-all`; null: it adds them by itself. */
  readonly regionalZones: readonly string[] | null;
  readonly gateways: readonly GatewaySpec[];
  readonly endpoints: readonly EndpointSpec[];
  readonly zones: readonly ZoneSpec[];
  readonly rules: readonly RuleSpec[];
  readonly firewall: readonly string[];
  readonly servers: readonly string[];
  readonly attributes: { readonly support: boolean; readonly hostnames: boolean };
  readonly transit: TransitSpec | null;
  readonly hasReturnOfPeer: boolean;
  readonly block: { readonly mode: string; readonly exclusions: Readonly<Record<string, string>> };
  readonly groups: readonly GroupSpec[];
  /** `x0` and `x1`: entries by number, as `allow in tcp 443 10.0.0.0/8`. */
  readonly acls: readonly (readonly string[])[];
  readonly attachmentAcl: number | null;
  readonly natAcl: number | null;
  readonly firewallAcl: number | null;
  readonly box: BoxSpec;
}

export type Routes = Readonly<Record<string, string>>;

interface SubnetSpec {
  readonly zone: string;
  readonly family: 'ipv4' | 'dual' | 'ipv6';
  readonly dns64: boolean;
  readonly mapPublicIp: boolean;
  readonly table: number | null;
  readonly acl: number | null;
  /** `KIND group`. */
  readonly holds: readonly string[];
}

interface GatewaySpec {
  readonly service: string;
  readonly tables: readonly string[];
}

interface EndpointSpec {
  readonly service: string;
  readonly at: readonly string[];
  readonly privateDns: boolean;
  readonly inboundOnly: boolean;
  readonly addresses: string;
  readonly state: string;
  readonly group: string;
}

interface ZoneSpec {
  readonly domain: string;
  /** Through a Profile instead of itself. */
  readonly byProfile: boolean;
  readonly records: readonly string[] | null;
}

interface RuleSpec {
  readonly domain: string;
  readonly type: string;
  readonly to: string;
  readonly byProfile: boolean;
}

interface TransitSpec {
  readonly main: readonly string[];
  readonly hub: readonly string[];
  readonly mainTable: number | null;
  readonly hubTable: number | null;
  readonly tables: readonly Routes[];
  readonly references: readonly Routes[];
  readonly isOurs: boolean;
}

interface GroupSpec {
  readonly egress: readonly string[];
  readonly ingress: readonly string[];
}

interface BoxSpec {
  /** Where its interfaces stand, the inside one first. */
  readonly arms: readonly string[];
  readonly publicArm: number | null;
  readonly forwards: boolean;
  readonly isRunning: boolean;
  readonly group: string;
}

const some = <T>(arbitrary: fc.Arbitrary<T>, freq = 3): fc.Arbitrary<T | null> =>
  fc.option(arbitrary, { nil: null, freq });

/** Mostly none. */
const rarely = <T>(arbitrary: fc.Arbitrary<readonly T[]>): fc.Arbitrary<readonly T[]> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<readonly T[]>([]) }, { weight: 1, arbitrary });

const routesTo = (destinations: readonly string[], targets: readonly string[], most: number): fc.Arbitrary<Routes> =>
  fc.dictionary(fc.constantFrom(...destinations), fc.constantFrom(...targets), { maxKeys: most });

const ipv4Destinations = [
  '0.0.0.0/0',
  '0.0.0.0/0',
  '0.0.0.0/1',
  '52.0.0.0/8',
  '52.216.0.0/16',
  '3.5.0.0/20',
  'pl-wide',
  'pl-odd',
  'pl-s3',
];
const ipv4Targets = [
  'nat-main',
  'nat-main',
  'nat-all',
  'igw-main',
  'tgw-1',
  'vgw-1',
  'eni-box0',
  'vpce-fw',
  'pcx-1',
  'nat-gone blackhole',
];
const privateDestinations = ['10.1.0.0/16', '10.1.0.0/24', '10.0.0.0/8', '10.2.0.0/16'];
const privateTargets = ['tgw-1', 'tgw-1', 'tgw-1', 'pcx-1', 'vgw-1', 'nat-main'];
const ipv6Routes = routesTo(
  ['::/0', '::/0', '2600::/12', '2600:1f18:2::/56'],
  ['igw-main', 'eigw-main', 'vgw-1', 'tgw-1'],
  2,
);
const nat64Routes = routesTo(['64:ff9b::/96'], ['nat-main', 'nat-all'], 1);

const mixed = (most: number): fc.Arbitrary<Routes> =>
  fc
    .tuple(
      routesTo(ipv4Destinations, ipv4Targets, most),
      routesTo(privateDestinations, privateTargets, 2),
      ipv6Routes,
      nat64Routes,
    )
    .map((parts) => Object.assign({}, ...parts));

const publicRoutes = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Routes>({ '0.0.0.0/0': 'igw-main', '::/0': 'igw-main' }) },
  { weight: 1, arbitrary: routesTo(['0.0.0.0/0', '52.216.0.0/16'], ['igw-main', 'tgw-1', 'nat-main', 'vgw-1'], 2) },
);

const hubRoutes = routesTo(
  ['0.0.0.0/0', '10.0.0.0/16', '10.0.0.0/16', '10.0.0.0/8', '10.0.1.0/24', '2600:1f18:1::/56', '::/0'],
  ['tgw-1', 'tgw-1', 'nat-hub', 'igw-hub'],
  3,
);

const hubPublicRoutes = fc.tuple(fc.boolean(), fc.boolean()).map(
  ([leaves, returns]): Routes => ({
    ...(leaves ? { '0.0.0.0/0': 'igw-hub' } : {}),
    ...(returns ? { '10.0.0.0/16': 'tgw-1' } : {}),
  }),
);

const holds = fc.array(
  fc
    .tuple(
      fc.constantFrom('instance', 'instance', 'public', 'stopped', 'lambda', 'balancer', 'efs'),
      fc.constantFrom('sg-main', 'sg-main', 'sg-0', 'sg-1'),
    )
    .map((words) => words.join(' ')),
  { maxLength: 2 },
);

const subnet: fc.Arbitrary<SubnetSpec> = fc.record({
  zone: fc.constantFrom('a', 'a', 'b', 'c'),
  family: fc.constantFrom('ipv4', 'ipv4', 'ipv4', 'dual', 'ipv6'),
  dns64: fc.boolean(),
  mapPublicIp: fc.boolean(),
  table: some(fc.constantFrom(0, 1), 6),
  acl: fc.constantFrom(null, null, null, 0, 1),
  holds,
});

const mainSubnets = ['m0', 'm1', 'm2', 'public'];

const endpoint: fc.Arbitrary<EndpointSpec> = fc.record({
  service: fc.constantFrom('ec2', 'ec2', 's3', 'sts', 'cassandra', 'kinesis-streams'),
  at: fc.oneof(
    fc.uniqueArray(fc.constantFrom(...mainSubnets), { minLength: 1, maxLength: 2 }),
    fc.uniqueArray(fc.constantFrom('h0', 'h1', 'hpublic'), { minLength: 1, maxLength: 2 }),
    fc.constant(['p0']),
  ),
  privateDns: fc.constantFrom(true, true, false),
  inboundOnly: fc.boolean(),
  addresses: fc.constantFrom('ipv4', 'ipv4', 'dualstack'),
  state: fc.constantFrom('available', 'available', 'available', 'available', 'rejected', 'failed'),
  group: fc.constantFrom('open', 'open', '0', '1'),
});

const domains = [
  'amazonaws.com',
  'us-east-1.amazonaws.com',
  's3.us-east-1.amazonaws.com',
  'ec2.us-east-1.amazonaws.com',
  'ec2.us-east-1.amazonaws.com',
  'sts.us-east-1.amazonaws.com',
];

/** `ENDPOINT` stands for the first endpoint of the service, if there is one. */
const records = fc.subarray(
  [
    'ec2.us-east-1.amazonaws.com ALIAS ec2',
    'sts.us-east-1.amazonaws.com ALIAS sts',
    's3.us-east-1.amazonaws.com ALIAS s3',
    '*.s3.us-east-1.amazonaws.com CNAME s3',
    'ec2.us-east-1.amazonaws.com AAAA-ALIAS ec2',
    'sts.us-east-1.amazonaws.com A 52.94.1.1',
    'ec2.us-east-1.amazonaws.com WEIGHT-0 52.94.1.1',
  ],
  { maxLength: 4 },
);

/** Of a Profile's zone whose records are not readable not even the name is known. */
const zone: fc.Arbitrary<ZoneSpec> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      domain: fc.constantFrom(...domains),
      byProfile: fc.constantFrom(false, false, true),
      records,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      domain: fc.constantFrom(...domains),
      byProfile: fc.constant(false),
      records: fc.constant(null),
    }),
  },
);

const rule: fc.Arbitrary<RuleSpec> = fc.record({
  domain: fc.constantFrom('.', 'com', ...domains),
  type: fc.constantFrom('FORWARD', 'FORWARD', 'SYSTEM'),
  to: fc.constantFrom('10.1.0.200', '10.1.0.200', '192.168.0.9'),
  byProfile: fc.constantFrom(false, false, true),
});

const transitRoutes = routesTo(
  [
    '0.0.0.0/0',
    '10.1.0.0/16',
    '10.1.0.0/16',
    '10.0.0.0/16',
    '10.0.0.0/16',
    '10.0.1.0/24',
    '52.0.0.0/8',
    '::/0',
    '2600:1f18:1::/56',
    '2600:1f18:2::/56',
  ],
  ['hub', 'hub', 'main', 'main', 'vpn', 'blackhole', 'main propagated', 'hub propagated'],
  4,
);

const transit: fc.Arbitrary<TransitSpec> = fc.record({
  main: fc.uniqueArray(fc.constantFrom(...mainSubnets), { minLength: 1, maxLength: 3 }),
  hub: fc.uniqueArray(fc.constantFrom('h0', 'h1'), { minLength: 1, maxLength: 2 }),
  mainTable: fc.constantFrom(0, 0, 0, 0, 1, null),
  hubTable: fc.constantFrom(0, 0, 0, 1, 1, null),
  tables: fc.tuple(
    fc.oneof(
      fc.constant<Routes>({ '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main', '10.1.0.0/16': 'hub', '::/0': 'hub' }),
      transitRoutes,
    ),
    fc.oneof(fc.constant<Routes>({ '10.0.0.0/16': 'main', '2600:1f18:1::/56': 'main' }), transitRoutes),
  ),
  references: fc.tuple(
    routesTo(['pl-wide', 'pl-odd'], ['hub', 'blackhole', 'vpn'], 1),
    routesTo(['pl-main'], ['main', 'blackhole'], 1),
  ),
  isOurs: fc.constantFrom(true, true, true, true, true, false),
});

const permission = fc.constantFrom(
  '443 10.0.0.0/8',
  '443 10.0.1.0/24',
  '9142 10.0.0.0/16',
  '443 0.0.0.0/0',
  'all 0.0.0.0/0',
  '443 pl-s3',
  '443 52.0.0.0/8',
  'all sg-0',
  '443 sg-open',
  '443 ::/0',
);

const entry = fc
  .tuple(
    fc.constantFrom('allow', 'allow', 'deny'),
    fc.constantFrom('in', 'out'),
    fc.constantFrom('all 0-65535', 'tcp 443-443', 'tcp 1024-65535'),
    fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '10.0.1.0/24', '10.1.0.0/16', '52.216.0.0/15', '::/0'),
  )
  .map((words) => words.join(' '));

const open = [
  'allow in all 0-65535 0.0.0.0/0',
  'allow out all 0-65535 0.0.0.0/0',
  'allow in all 0-65535 ::/0',
  'allow out all 0-65535 ::/0',
];

const acl = fc
  .tuple(fc.array(entry, { maxLength: 2 }), fc.constantFrom(true, true, true, false))
  .map(([entries, isOpen]) => [...entries, ...(isOpen ? open : [])]);

const box: fc.Arbitrary<BoxSpec> = fc.record({
  arms: fc.uniqueArray(fc.constantFrom('public', 'm0', 'm1'), { minLength: 1, maxLength: 2 }),
  publicArm: some(fc.constantFrom(0, 1), 4),
  forwards: fc.constantFrom(true, true, true, false),
  isRunning: fc.constantFrom(true, true, true, false),
  group: fc.constantFrom('sg-main', 'sg-main', 'sg-0', 'sg-1'),
});

export const topology: fc.Arbitrary<Topology> = fc.record({
  subnets: fc.array(subnet, { minLength: 1, maxLength: 3 }),
  tables: fc.tuple(mixed(3), mixed(2)),
  mainTable: mixed(1),
  publicTable: publicRoutes,
  hubTables: fc.tuple(hubRoutes, hubRoutes),
  hubPublicTable: hubPublicRoutes,
  nat: fc.record({
    at: fc.constantFrom('public', 'public', 'public', 'm0'),
    connectivity: fc.constantFrom('public', 'public', 'public', 'private'),
    state: fc.constantFrom('available', 'available', 'available', 'failed'),
  }),
  regionalZones: some(fc.subarray(['a', 'b', 'c'], { minLength: 1 })),
  gateways: fc.uniqueArray(
    fc.record({
      service: fc.constantFrom('s3', 'dynamodb'),
      tables: fc.subarray(['t0', 't1', 'main-main', 'public', 'hpublic', 'h0']),
    }),
    { maxLength: 2, selector: ({ service }) => service },
  ),
  endpoints: fc.array(endpoint, { maxLength: 3 }),
  zones: rarely(fc.uniqueArray(zone, { maxLength: 3, selector: ({ domain, byProfile }) => `${domain} ${byProfile}` })),
  rules: rarely(fc.uniqueArray(rule, { maxLength: 2, selector: ({ domain, byProfile }) => `${domain} ${byProfile}` })),
  firewall: rarely(
    fc.subarray(['ALLOW *.s3.us-east-1.amazonaws.com', 'BLOCK ec2.us-east-1.amazonaws.com', 'BLOCK *'], {
      maxLength: 2,
    }),
  ),
  servers: fc.constantFrom(
    ['AmazonProvidedDNS'],
    ['AmazonProvidedDNS'],
    ['AmazonProvidedDNS'],
    ['10.0.0.2'],
    ['10.1.0.200'],
    ['192.168.0.2'],
    [],
  ),
  attributes: fc.record({
    support: fc.constantFrom(true, true, true, true, true, true, false),
    hostnames: fc.constantFrom(true, true, true, true, true, false),
  }),
  transit: some(transit, 5),
  hasReturnOfPeer: fc.boolean(),
  block: fc.record({
    mode: fc.constantFrom('off', 'off', 'off', 'block-bidirectional', 'block-ingress'),
    exclusions: fc.dictionary(
      fc.constantFrom('vpc-main', 'vpc-hub', 'subnet-m0', 'subnet-public'),
      fc.constantFrom('allow-bidirectional', 'allow-egress'),
      { maxKeys: 1 },
    ),
  }),
  groups: fc.tuple(
    fc.record({ egress: fc.array(permission, { maxLength: 2 }), ingress: fc.array(permission, { maxLength: 2 }) }),
    fc.record({ egress: fc.array(permission, { maxLength: 2 }), ingress: fc.array(permission, { maxLength: 2 }) }),
  ),
  acls: fc.tuple(acl, acl),
  attachmentAcl: fc.constantFrom(null, null, null, 0, 1),
  natAcl: fc.constantFrom(null, null, null, 0, 1),
  firewallAcl: fc.constantFrom(null, null, null, 0, 1),
  box,
});
