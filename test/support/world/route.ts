import type { RecordOf } from '../../../src/snapshot/schema.ts';

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
