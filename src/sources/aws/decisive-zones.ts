import { relevantZones } from '../../snapshot/references.ts';
import type { RecordOf, Section, Sections } from '../../snapshot/schema.ts';
import type { Collection } from './collection.ts';
import { type Meant, meantVpcs } from './meant-vpcs.ts';

type Route = NonNullable<RecordOf<'routeTables'>['Routes']>[number];

const telling = [
  ...(['vpcs', 'subnets', 'routeTables', 'vpcEndpoints', 'resolverEndpoints', 'profileAssociations'] as const),
] as const satisfies readonly Section[];

/** All of them were read: of what was not, nobody knows whom it concerns. */
type Told = Required<Pick<Sections, (typeof telling)[number]>>;

const isTold = (sections: Sections): sections is Told => telling.every((section) => sections[section] !== undefined);

const leadsOut = ({ TransitGatewayId, VpcPeeringConnectionId, CoreNetworkArn, GatewayId = '' }: Route): boolean =>
  (TransitGatewayId ?? VpcPeeringConnectionId ?? CoreNetworkArn) !== undefined || GatewayId.startsWith('vgw-');

/** What packets of another VPC may be handed to. A gateway endpoint takes none of these. */
const handsOn = ({ NatGatewayId, NetworkInterfaceId, InstanceId, GatewayId = '', DestinationPrefixListId }: Route) =>
  (NatGatewayId ?? NetworkInterfaceId ?? InstanceId) !== undefined ||
  (GatewayId.startsWith('vpce-') && DestinationPrefixListId === undefined);

const vpcsRouted = ({ routeTables }: Told, isSuch: (route: Route) => boolean): ReadonlySet<string> =>
  new Set(routeTables.flatMap(({ VpcId = '', Routes = [] }) => (Routes.some(isSuch) ? VpcId : [])));

const withInterfaceEndpoints = ({ vpcEndpoints }: Told): ReadonlySet<string> =>
  new Set(vpcEndpoints.flatMap(({ VpcId = '', VpcEndpointType }) => (VpcEndpointType === 'Gateway' ? [] : VpcId)));

/** Rules and DHCP options of any VPC may lead to these. */
const inboundHosts = ({ resolverEndpoints }: Told): ReadonlySet<string> =>
  new Set(resolverEndpoints.flatMap(({ HostVPCId = '', Direction }) => (Direction === 'OUTBOUND' ? [] : HostVPCId)));

/**
 * Besides the VPCs that are meant: those that answer others' queries, and those that packets are exchanged with as far as
 * what is proposed may rest on them, or they on that. A hub may serve them, or they be the hub of all others.
 */
const concerned = (told: Told, meant: ReadonlySet<string>): ((vpcId: string) => boolean) => {
  const inbound = inboundHosts(told);
  const linked = vpcsRouted(told, leadsOut);
  const hubs = withInterfaceEndpoints(told);
  const own = told.vpcs.flatMap(({ VpcId }) => (meant.has(VpcId) ? VpcId : []));
  const ownLinked = own.filter((id) => linked.has(id));
  const handing = vpcsRouted(told, handsOn);
  const mayServeOthers = own.length === 0 || ownLinked.some((id) => hubs.has(id) || handing.has(id));

  return (id) =>
    meant.has(id) || inbound.has(id) || (linked.has(id) && (mayServeOthers || (ownLinked.length > 0 && hubs.has(id))));
};

/** Whose names are answered anywhere is no fault. */
const mayAnswerElsewhere = ({ vpcEndpoints }: Told, own: ReadonlySet<string>): boolean =>
  vpcEndpoints.some(
    ({ VpcId = '', VpcEndpointType, PrivateDnsEnabled }) =>
      own.has(VpcId) && VpcEndpointType !== 'Gateway' && PrivateDnsEnabled !== true,
  );

/** Whether a zone that AWS could have names in may be of others as well: what is done to it is done to them. */
const mayShareZones = (
  { profileAssociations }: Told,
  { hostedZones = [], profileResourceAssociations = [] }: Sections,
  own: readonly string[],
): boolean => {
  const listed = hostedZones.filter(({ VPCId }) => own.includes(VPCId));
  const profiles = new Set(profileResourceAssociations.map(({ ProfileId }) => ProfileId));

  return (
    own.some((id) => listed.every(({ VPCId }) => VPCId !== id)) ||
    profileAssociations.some(({ ProfileId = '' }) => !profiles.has(ProfileId)) ||
    relevantZones({ hostedZones: listed, profileResourceAssociations })?.length !== 0
  );
};

/**
 * The VPCs whose zones can change what is said of those that are meant, in turns: an answer tells who is next. Route 53 takes
 * five requests a second, and each VPC is one.
 */
export const decisiveZones = (collection: Collection, meant: Meant) =>
  async function* (ids: readonly string[]): AsyncGenerator<readonly string[]> {
    const { collector } = collection;
    const soFar = collection.forOthers ? undefined : meantVpcs(meant, collector.soFar(['vpcs', 'subnets']));
    if (soFar !== undefined) {
      yield ids.filter((id) => soFar.has(id));
      const told = await collection.read(telling);
      const own = meantVpcs(meant, told);
      if (isTold(told) && own !== undefined && !mayAnswerElsewhere(told, own)) {
        yield ids.filter(concerned(told, own));
        const zones = {
          ...(await collection.read(['profileResourceAssociations'])),
          ...collector.soFar(['hostedZones']),
        };
        if (
          !mayShareZones(
            told,
            zones,
            ids.filter((id) => own.has(id)),
          )
        )
          return;
      }
    }
    yield ids;
  };
