import type { RecordOf, Sections } from '../../../src/snapshot/schema.ts';

type Route = NonNullable<RecordOf<'routeTables'>['Routes']>[number];

/** `10.0.0.0/16 → local` and the like: a destination, a target by its id, a state. */
export const routeOf = (destination: string, target: string): Route => {
  const [id = '', state = 'active'] = target.split(' ');
  const to = destination.startsWith('pl-')
    ? { DestinationPrefixListId: destination }
    : destination.includes(':')
      ? { DestinationIpv6CidrBlock: destination }
      : { DestinationCidrBlock: destination };
  const kind = id.split('-')[0];
  const by = ((): Partial<Route> => {
    switch (kind) {
      case 'nat':
        return { NatGatewayId: id };
      case 'tgw':
        return { TransitGatewayId: id };
      case 'pcx':
        return { VpcPeeringConnectionId: id };
      case 'eni':
        return { NetworkInterfaceId: id };
      case 'eigw':
        return { EgressOnlyInternetGatewayId: id };
      case 'cagw':
        return { CarrierGatewayId: id };
      case 'lgw':
        return { LocalGatewayId: id };
      case 'arn:aws:networkmanager:':
        return { CoreNetworkArn: id };
      default:
        return { GatewayId: id };
    }
  })();

  return { ...to, ...by, State: state, Origin: 'CreateRoute' };
};

/** Gateways that routes lead to and nobody spoke of are attached where the route is. */
export const attachRouted = ({ routeTables = [], internetGateways, egressOnlyInternetGateways }: Sections): void => {
  const igws = new Set(internetGateways?.map(({ InternetGatewayId }) => InternetGatewayId));
  const eigws = new Set(egressOnlyInternetGateways?.map((one) => one.EgressOnlyInternetGatewayId));
  for (const { VpcId, Routes = [] } of routeTables)
    for (const { GatewayId = '', EgressOnlyInternetGatewayId: eigw = '' } of Routes) {
      const Attachments = [{ VpcId, State: 'attached' }];
      if (GatewayId.startsWith('igw-') && !igws.has(GatewayId))
        internetGateways?.push({ InternetGatewayId: GatewayId, Attachments });
      if (eigw !== '' && !eigws.has(eigw))
        egressOnlyInternetGateways?.push({ EgressOnlyInternetGatewayId: eigw, Attachments });
      igws.add(GatewayId);
      eigws.add(eigw);
    }
};
