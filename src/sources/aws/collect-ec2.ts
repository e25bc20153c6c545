import { vpcIdsOf } from '../references.ts';
import { collectNetworkAcls, collectSecurityGroups } from './access-lists.ts';
import { collectBlockPublicAccessExclusions, collectBlockPublicAccessOptions } from './block-public-access.ts';
import { collectDhcpOptions } from './dhcp-options.ts';
import type { Ec2 } from './ec2.ts';
import {
  collectCarrierGateways,
  collectEgressOnlyInternetGateways,
  collectInternetGateways,
  collectNatGateways,
  collectVpnGateways,
} from './gateways.ts';
import type { Inquiry } from './inquiry.ts';
import { collectInstances } from './instances.ts';
import { collectNetworkInterfaces } from './network-interfaces.ts';
import { collectPeeringConnections } from './peering-connections.ts';
import { collectManagedPrefixLists, collectPrefixListEntries } from './prefix-lists.ts';
import { collectRouteTables } from './route-tables.ts';
import { collectSubnets } from './subnets.ts';
import { collectTransitGateways } from './transit-gateways.ts';
import { collectVpcEndpointAssociations, collectVpcEndpointServices, collectVpcEndpoints } from './vpc-endpoints.ts';
import { collectVpcAttributes, collectVpcs } from './vpcs.ts';

/** The kinds that hang on nothing, all on their way at once. */
const collectFirst = (inquiry: Inquiry, ec2: Ec2) => ({
  vpcs: collectVpcs(inquiry, ec2),
  subnets: collectSubnets(inquiry, ec2),
  routeTables: collectRouteTables(inquiry, ec2),
  vpcEndpoints: collectVpcEndpoints(inquiry, ec2),
  managedPrefixLists: collectManagedPrefixLists(inquiry, ec2),
  securityGroups: collectSecurityGroups(inquiry, ec2),
  dhcpOptions: collectDhcpOptions(inquiry, ec2),
  rest: Promise.all([
    collectVpcEndpointServices(inquiry, ec2),
    collectNatGateways(inquiry, ec2),
    collectInternetGateways(inquiry, ec2),
    collectEgressOnlyInternetGateways(inquiry, ec2),
    collectNetworkAcls(inquiry, ec2),
    collectBlockPublicAccessOptions(inquiry, ec2),
    collectBlockPublicAccessExclusions(inquiry, ec2),
  ]),
});

type FirstAnswers = ReturnType<typeof collectFirst>;

const attributesOf = async (inquiry: Inquiry, ec2: Ec2, ids: Promise<readonly string[] | undefined>) => {
  const vpcIds = await ids;
  if (!vpcIds) return inquiry.unasked('vpcAttributes', ['vpcs']);

  await collectVpcAttributes(inquiry, ec2, vpcIds);
};

const entriesOf = async (inquiry: Inquiry, ec2: Ec2, first: FirstAnswers) =>
  collectPrefixListEntries(inquiry, ec2, {
    lists: await first.managedPrefixLists,
    routeTables: await first.routeTables,
    securityGroups: await first.securityGroups,
  });

const interfacesOf = async (inquiry: Inquiry, ec2: Ec2, first: FirstAnswers, allUpTo: number): Promise<boolean> => {
  const routeTables = await first.routeTables;
  const references = { subnets: await first.subnets, routeTables, securityGroups: await first.securityGroups, allUpTo };
  const { interfaces, filtered } = await collectNetworkInterfaces(inquiry, ec2, references);
  await collectInstances(inquiry, ec2, routeTables, interfaces);

  return filtered;
};

const routedToOf = async (inquiry: Inquiry, ec2: Ec2, { routeTables }: FirstAnswers) => {
  const tables = await routeTables;
  await Promise.all([
    collectCarrierGateways(inquiry, ec2, tables),
    collectVpnGateways(inquiry, ec2, tables),
    collectPeeringConnections(inquiry, ec2, tables),
    collectTransitGateways(inquiry, ec2, tables),
  ]);
};

export interface Ec2Collection {
  readonly vpcIds: Promise<readonly string[] | undefined>;
  readonly dhcpOptions: FirstAnswers['dhcpOptions'];
  /** Settles when all is read; tells whether the interfaces were filtered. */
  readonly done: Promise<boolean>;
}

/** Everything of one Region that the EC2 API tells. What hangs on other answers goes out as soon as those are in. */
export const collectEc2 = (inquiry: Inquiry, ec2: Ec2, allUpTo: number): Ec2Collection => {
  const first = collectFirst(inquiry, ec2);
  const vpcIds = first.vpcs.then(async (vpcs) => vpcIdsOf(vpcs, vpcs ? undefined : await first.subnets));
  // Every promise is awaited from the start: one that fails while nobody looks would end the process.
  const done = Promise.all([
    interfacesOf(inquiry, ec2, first, allUpTo),
    attributesOf(inquiry, ec2, vpcIds),
    entriesOf(inquiry, ec2, first),
    routedToOf(inquiry, ec2, first),
    first.vpcEndpoints.then((endpoints) => collectVpcEndpointAssociations(inquiry, ec2, endpoints)),
    ...Object.values(first),
  ]);

  return { vpcIds, dhcpOptions: first.dhcpOptions, done: done.then(([filtered]) => filtered) };
};
