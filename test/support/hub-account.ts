import { createHash } from 'node:crypto';
import { audit, type Report } from '../../src/audit.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { sectionNames, sectionSpecs } from '../../src/snapshot/sections.ts';
import { routeOf } from './world/route.ts';
import { world } from './world.ts';

const publicly = (name: string) => (name === 'public' ? { Association: { PublicIp: '198.51.100.7' } } : {});

const zones = ['a', 'b', 'c'] as const;
type World = ReturnType<typeof world>;

interface Row {
  readonly name: string;
  /** By zone: the third and fourth part of the CIDR. */
  readonly cidrs: readonly string[];
  /** The zone of the first; the others follow. */
  readonly from?: number;
  readonly clients?: readonly number[];
  readonly routes?: Readonly<Record<string, string>>;
  /** What AWS put there, in place of clients. */
  readonly equipment?: string;
}

/** Subnets of one kind, a zone each, on one route table. */
const addRow = (
  network: World,
  vpc: string,
  { name, cidrs, from = 0, clients = [], routes = {}, equipment }: Row,
): void => {
  const subnets = cidrs.map((cidr, at) => {
    const zone = zones[(from + at) % zones.length] ?? 'a';

    return { cidr, zone, subnet: `${vpc}.${name}${at < zones.length ? '' : '-s'}-${zone}` };
  });
  for (const [at, { cidr, zone, subnet }] of subnets.entries()) {
    network.subnet(subnet, { vpc, zone, cidr, routes: null });
    if (equipment !== undefined) network.interface(`${subnet}-x`, subnet, { InterfaceType: equipment });
    for (let n = 0; n < (clients[at] ?? 0); n += 1) network.interface(`${subnet}-${n}`, subnet, publicly(name));
  }
  const local = network.sections.routeTables.find(({ VpcId }) => VpcId === `vpc-${vpc}`)?.Routes?.slice(0, 1) ?? [];
  network.sections.routeTables.push({
    RouteTableId: `rtb-${vpc}.${name}`,
    VpcId: `vpc-${vpc}`,
    Routes: [...local, ...Object.entries(routes).map(([to, by]) => routeOf(to, by))],
    Associations: subnets.map(({ subnet }) => ({
      SubnetId: `subnet-${subnet}`,
      AssociationState: { State: 'associated' },
    })),
  });
};

const addShop = (network: World): void => {
  const vpc = 'shop-prod';
  const nat = { '0.0.0.0/0': 'nat-shop-nat' };
  const hub = { '0.0.0.0/0': 'tgw-1' };
  network.vpc(vpc, '10.16.0.0/16');
  addRow(network, vpc, {
    name: 'public',
    cidrs: ['10.16.0.0/24', '10.16.1.0/24', '10.16.2.0/24'],
    clients: [2, 2],
    routes: { '0.0.0.0/0': 'igw-shop' },
  });
  addRow(network, vpc, {
    name: 'app',
    cidrs: ['10.16.16.0/20', '10.16.32.0/20', '10.16.48.0/20'],
    clients: [22, 19, 17],
    routes: hub,
  });
  addRow(network, vpc, {
    name: 'batch',
    cidrs: ['10.16.96.0/24', '10.16.97.0/24', '10.16.98.0/24'],
    clients: [9, 7],
    routes: nat,
  });
  addRow(network, vpc, {
    name: 'data',
    cidrs: ['10.16.112.0/24', '10.16.113.0/24', '10.16.114.0/24'],
    clients: [4, 4, 2],
  });
  addRow(network, vpc, { name: 'attach', cidrs: ['10.16.128.0/28', '10.16.129.0/28'], equipment: 'transit_gateway' });
  network.nat('shop-nat', `${vpc}.public-a`);
  network.gateway('vpce-shop-s3', 's3', [`${vpc}.app`, `${vpc}.data`], 'available', vpc);
  const subnets = [`${vpc}.app-a`, `${vpc}.app-b`];
  network.endpoint('vpce-shop-ec2', 'ec2', { vpc, subnets });
  network.endpoint('vpce-shop-sts', 'sts', { vpc, subnets, privateDns: false });
};

const addHub = (network: World): void => {
  const vpc = 'core-egress';
  const back = { '10.16.0.0/16': 'tgw-1', '10.32.0.0/16': 'tgw-1' };
  network.vpc(vpc, '10.0.0.0/18');
  addRow(network, vpc, {
    name: 'public',
    cidrs: ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24'],
    routes: { '0.0.0.0/0': 'igw-core', ...back },
    equipment: 'nat_gateway',
  });
  for (const [at, zone] of zones.entries())
    addRow(network, vpc, {
      name: `attach${at}`,
      from: at,
      cidrs: [`10.0.${8 + at}.0/28`],
      routes: { '0.0.0.0/0': zone === 'b' ? 'nat-core-b' : 'nat-core-a', ...back },
      equipment: 'transit_gateway',
    });
  addRow(network, vpc, {
    name: 'endpoints',
    cidrs: ['10.0.16.0/24', '10.0.17.0/24', '10.0.18.0/24'],
    routes: back,
    equipment: 'vpc_endpoint',
  });
  addRow(network, vpc, {
    name: 'tools',
    cidrs: ['10.0.32.0/24', '10.0.33.0/24', '10.0.34.0/24'],
    clients: [6, 5, 3],
    routes: { '0.0.0.0/0': 'nat-core-a' },
  });
  addRow(network, vpc, { name: 'directory', cidrs: ['10.0.48.0/24', '10.0.49.0/24'], clients: [2, 2], routes: back });
  network.nat('core-a', `${vpc}.public-a`).nat('core-b', `${vpc}.public-b`);
  network.gateway('vpce-core-s3', 's3', [`${vpc}.tools`, `${vpc}.directory`], 'available', vpc);
  const subnets = [`${vpc}.endpoints-a`, `${vpc}.endpoints-b`];
  network.endpoint('vpce-core-ec2', 'ec2', { vpc, subnets });
  network.endpoint('vpce-core-sts', 'sts', { vpc, subnets });
};

const addData = (network: World): void => {
  const vpc = 'data-prod';
  const hub = { '0.0.0.0/0': 'tgw-1' };
  network.vpc(vpc, '10.32.0.0/16');
  addRow(network, vpc, {
    name: 'app',
    cidrs: ['10.32.16.0/20', '10.32.32.0/20', '10.32.48.0/20'],
    clients: [8, 8, 6],
    routes: hub,
  });
  addRow(network, vpc, {
    name: 'etl',
    cidrs: ['10.32.64.0/24', '10.32.65.0/24', '10.32.66.0/24', '10.32.67.0/24', '10.32.68.0/24', '10.32.69.0/24'],
    clients: [4, 3, 3, 4, 3, 3],
    routes: { ...hub, '52.216.0.0/15': 'vgw-partner' },
  });
  addRow(network, vpc, {
    name: 'warehouse',
    cidrs: ['10.32.96.0/24', '10.32.97.0/24', '10.32.98.0/24'],
    clients: [3, 3, 2],
  });
  addRow(network, vpc, {
    name: 'partner',
    cidrs: ['10.32.112.0/24'],
    clients: [5],
    routes: { '0.0.0.0/0': 'vgw-partner' },
  });
  addRow(network, vpc, { name: 'attach', cidrs: ['10.32.128.0/28', '10.32.129.0/28'], equipment: 'transit_gateway' });
  network.gateway('vpce-data-s3', 's3', [`${vpc}.app`, `${vpc}.warehouse`], 'available', vpc);
  network.zone('ec2.us-east-1.amazonaws.com', [vpc], ['ec2.us-east-1.amazonaws.com A 10.0.16.60']);
  network.zone('sts.us-east-1.amazonaws.com', [vpc], null);
};

const idShape = /\b(vpc|subnet|rtb|nat|igw|vpce|vgw|tgw-attach|tgw-rtb|tgw|sg|eni|acl|dopt)-([a-z0-9.-]*[a-z0-9])\b/g;

const hexOf = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 16);

/** With ids as long as AWS gives them, and with names beside them. */
const asAwsDoes = (snapshot: Snapshot): Snapshot => {
  const scopes = snapshot.scopes.map((scope) => {
    const sections: Record<string, unknown> = {};
    for (const section of sectionNames) {
      const [field = ''] = sectionSpecs[section].ids;
      sections[section] = scope.sections[section]?.map((record) => {
        const id = (record as Readonly<Record<string, unknown>>)[field];
        const name = typeof id === 'string' ? id.replace(idShape, '$2').replace(/^[a-z-]+\./, '') : '';

        return name === '' || section === 'networkInterfaces'
          ? record
          : { ...record, Tags: [{ Key: 'Name', Value: name }] };
      });
    }

    return { ...scope, sections };
  });
  const text = JSON.stringify({ ...snapshot, scopes });
  const known = JSON.parse(
    text.replace(idShape, (id: string, kind: string) => (/^vpce-svc/.test(id) ? id : `${kind}-0${hexOf(id)}`)),
  );

  return known as Snapshot;
};

/** Three VPCs with 43 subnets on one transit gateway: a shop, its data, and the hub through which both go out. */
const hubAccount = (): Snapshot => {
  const network = world();
  addHub(network);
  addShop(network);
  addData(network);
  network.transit(
    {
      'shop-prod': ['shop-prod.attach-a', 'shop-prod.attach-b'],
      'core-egress': zones.map((zone, at) => `core-egress.attach${at}-${zone}`),
      'data-prod': ['data-prod.attach-a', 'data-prod.attach-b'],
    },
    {
      '0.0.0.0/0': 'core-egress',
      '10.0.0.0/18': 'core-egress',
      '10.16.0.0/16': 'shop-prod',
      '10.32.0.0/16': 'data-prod',
    },
  );

  return asAwsDoes(network.snapshot());
};

export const hubReport = (): Report =>
  audit(hubAccount(), {
    source: 'aws-cli',
    version: '0.0.0',
    services: ['s3', 'dynamodb', 'ec2', 'sts'],
    vpcs: ['shop-prod', 'core-egress', 'data-prod'],
    subnets: [],
  });
