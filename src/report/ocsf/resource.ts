import { plain } from '../plain-text.ts';

const typeByPrefix: ReadonlyMap<string, string> = new Map([
  ['acl', 'AWS::EC2::NetworkAcl'],
  ['dopt', 'AWS::EC2::DHCPOptions'],
  ['eigw', 'AWS::EC2::EgressOnlyInternetGateway'],
  ['eni', 'AWS::EC2::NetworkInterface'],
  ['igw', 'AWS::EC2::InternetGateway'],
  ['nat', 'AWS::EC2::NatGateway'],
  ['pcx', 'AWS::EC2::VPCPeeringConnection'],
  ['pl', 'AWS::EC2::PrefixList'],
  ['rtb', 'AWS::EC2::RouteTable'],
  ['sg', 'AWS::EC2::SecurityGroup'],
  ['subnet', 'AWS::EC2::Subnet'],
  ['tgw', 'AWS::EC2::TransitGateway'],
  ['vpc', 'AWS::EC2::VPC'],
  ['vpce', 'AWS::EC2::VPCEndpoint'],
]);

/** A resource as OCSF tells it; its type by CloudFormation's name, where its id tells it. */
export const resourceOf = (uid: string, region: string): object => {
  const type = typeByPrefix.get(uid.split('-', 1)[0] ?? '');

  return { uid: plain(uid), ...(type === undefined ? {} : { type }), region: plain(region) };
};
