import { sectionSpecs } from '../../snapshot/sections.ts';
import type { Collection, SectionApi } from './collection.ts';
import type { Ec2 } from './ec2.ts';
import { ec2Commands } from './ec2-commands.generated.ts';
import { listInstances } from './instances.ts';
import { listNetworkInterfaces } from './network-interfaces.ts';
import { type SectionRequest, sectionRequestOf } from './section-request.ts';
import { searchTransitGatewayRoutes } from './transit-gateway-routes.ts';
import { describeVpcAttributes } from './vpc-attributes.ts';

/** What it tells of sections. Those that it does not list page by page are asked for in ways of their own. */
export const ec2ApiOf = (ec2: Ec2, collection: Collection, allInterfacesUpTo: number): SectionApi => {
  const plain = sectionRequestOf(ec2, ec2Commands);
  const own = new Map<string, (id: string) => Promise<readonly object[]>>([
    [sectionSpecs.vpcAttributes.action, (id) => describeVpcAttributes(ec2, id)],
    [sectionSpecs.transitGatewayRoutes.action, (id) => searchTransitGatewayRoutes(ec2, id)],
    [sectionSpecs.networkInterfaces.action, () => listNetworkInterfaces(ec2, collection, allInterfacesUpTo)],
    [sectionSpecs.instances.action, () => listInstances(ec2, collection)],
  ]);
  const request: SectionRequest = (spec, id) => own.get(spec.action)?.(id ?? '') ?? plain(spec, id);

  return { request };
};
