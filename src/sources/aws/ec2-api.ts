import { sectionSpecs } from '../../snapshot/sections.ts';
import type { Collection } from './collection.ts';
import { ec2Commands } from './ec2-commands.generated.ts';
import type { Ec2Readers } from './ec2-readers.ts';
import { listInstances } from './instances.ts';
import { listNetworkInterfaces } from './network-interfaces.ts';
import type { RunWide } from './run-wide.ts';
import type { SectionApi } from './section-api.ts';
import { type OnPage, type SectionRequest, sectionRequestOf } from './section-request.ts';
import type { Session } from './session.ts';
import { searchTransitGatewayRoutes } from './transit-gateway-routes.ts';
import { describeVpcAttributes } from './vpc-attributes.ts';

interface Surroundings {
  readonly session: Pick<Session, 'limits' | 'endpoints' | 'tally'>;
  readonly shared: RunWide;
  readonly region: string;
}

const { vpcEndpoints, vpcEndpointServices, vpcEndpointAssociations, prefixListEntries } = sectionSpecs;
const ofPrivateLink: ReadonlySet<string> = new Set(
  [vpcEndpoints, vpcEndpointServices, vpcEndpointAssociations].map(({ action }) => action),
);

/** What is the same for all accounts is asked for once: entries of AWS's own prefix lists, and its list of services. */
const sharing = (
  request: SectionRequest,
  collection: Collection,
  { session: { endpoints, tally }, shared, region }: Surroundings,
): SectionRequest => {
  const saved = (): void => {
    tally.saved += 1;
  };
  const isAws = async (id: string | undefined): Promise<boolean> => {
    const { managedPrefixLists = [] } = await collection.read(['managedPrefixLists']);

    return managedPrefixLists.some(({ PrefixListId, OwnerId }) => PrefixListId === id && OwnerId === 'AWS');
  };
  const place = `${endpoints.EC2 ?? ''} ${region}`;

  return async (spec, id, onPage) => {
    const ask = () => request(spec, id, onPage);
    if (spec.action === vpcEndpointServices.action) return shared.services.read(place, collection, ask, saved);
    if (spec.action === prefixListEntries.action && (await isAws(id)))
      return shared.answers(`${place} ${id}`, ask, saved);

    return ask();
  };
};

/** What it tells of sections. Those that it does not list page by page are asked for in ways of their own. */
export const ec2ApiOf = (
  { ec2, privateLink }: Ec2Readers,
  collection: Collection,
  surroundings: Surroundings,
): SectionApi => {
  const { session, shared } = surroundings;
  const plain = sectionRequestOf(ec2, ec2Commands);
  const own = new Map<string, (id: string, onPage?: OnPage) => Promise<readonly object[]>>([
    [sectionSpecs.vpcAttributes.action, (id) => describeVpcAttributes(ec2, id)],
    [sectionSpecs.transitGatewayRoutes.action, (id) => searchTransitGatewayRoutes(ec2, id)],
    [
      sectionSpecs.networkInterfaces.action,
      (_, onPage) => listNetworkInterfaces(ec2, collection, { allUpTo: session.limits.allInterfacesUpTo, onPage }),
    ],
    [sectionSpecs.instances.action, () => listInstances(ec2, collection)],
  ]);
  const together = sectionRequestOf(privateLink, ec2Commands);
  const request: SectionRequest = (spec, id, onPage) =>
    ofPrivateLink.has(spec.action)
      ? together(spec, id, onPage)
      : (own.get(spec.action)?.(id ?? '', onPage) ?? plain(spec, id, onPage));

  return { waitMs: ec2.waitMs, request: shared.isOfMany ? sharing(request, collection, surroundings) : request };
};
