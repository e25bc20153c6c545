import type { Owner } from '../owner.ts';
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

/** What its schema takes for an address; anything else would make the whole event unreadable. */
const address = /^[a-zA-Z0-9!#$%&'*+\-/=?^_`{|}~.]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+$/;

const userOf = ({ name, team, email }: Owner): object | null => {
  const called = team ?? name ?? email;
  if (called === undefined) return null;

  return { name: plain(called), ...(email !== undefined && address.test(email) ? { email_addr: email } : {}) };
};

/** A resource as OCSF tells it; its type by CloudFormation's name, where its id tells it, and who answers for it. */
export const resourceOf = (uid: string, region: string, owner: Owner | undefined): object => {
  const type = typeByPrefix.get(uid.split('-', 1)[0] ?? '');
  const user = owner === undefined ? null : userOf(owner);

  return {
    uid: plain(uid),
    ...(type === undefined ? {} : { type }),
    region: plain(region),
    ...(user === null ? {} : { owner: user }),
  };
};
