import { type All, hosts, region } from './sections.ts';
import { addInterface, addRoute } from './vpc.ts';

export interface EndpointSpec {
  readonly vpc?: string;
  readonly subnets?: readonly string[];
  readonly privateDns?: boolean;
  readonly names?: readonly string[];
  readonly state?: string;
  readonly inboundOnly?: boolean;
  readonly groups?: readonly string[];
  readonly ipAddressType?: string;
  readonly recordType?: string;
  readonly serviceRegion?: string;
  readonly serviceName?: string;
  readonly type?: string;
  readonly requesterManaged?: boolean;
}

/** With the prefix-list routes that AWS adds to its tables. */
export const addGateway = (
  sections: All,
  id: string,
  service: string,
  { tables, state, vpc }: { readonly tables: readonly string[]; readonly state: string; readonly vpc: string },
): void => {
  sections.vpcEndpoints.push({
    VpcEndpointId: id,
    VpcEndpointType: 'Gateway',
    VpcId: `vpc-${vpc}`,
    ServiceName: `com.amazonaws.${region}.${service}`,
    State: state,
    RouteTableIds: tables.map((name) => `rtb-${name}`),
  });
  for (const name of tables) addRoute(sections, name, `pl-${service}`, id);
};

/** Where it stands: one interface a subnet. */
const addInterfaces = (
  sections: All,
  {
    id,
    subnets,
    ipAddressType,
    Groups,
  }: { id: string; subnets: readonly string[]; ipAddressType?: string; Groups: readonly { GroupId: string }[] },
) => {
  for (const subnet of subnets) {
    const record = sections.subnets.find(({ SubnetId }) => SubnetId === `subnet-${subnet}`);
    const address = record?.CidrBlock?.replace(/\.0\/\d+$/, `.${50 + sections.networkInterfaces.length}`);
    const ipv6 = record?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock?.replace('::/64', '::50') ?? '';
    addInterface(sections, `${id}-${subnet}`, subnet, {
      InterfaceType: 'vpc_endpoint',
      NetworkInterfaceId: `${id}-${subnet}`,
      Groups: [...Groups],
      ...(address === undefined ? {} : { PrivateIpAddresses: [{ PrivateIpAddress: address }] }),
      ...(ipAddressType === 'dualstack' ? { Ipv6Addresses: [{ Ipv6Address: ipv6 }] } : {}),
    });
  }
};

export const addEndpoint = (sections: All, id: string, service: string, spec: EndpointSpec): void => {
  const { vpc = 'main', subnets = ['a'], privateDns = true, names = hosts[service] ?? [] } = spec;
  const Groups = (spec.groups ?? [`sg-${vpc}`]).map((GroupId) => ({ GroupId }));
  const { ipAddressType } = spec;
  addInterfaces(sections, { id, subnets, Groups, ...(ipAddressType === undefined ? {} : { ipAddressType }) });
  sections.vpcEndpoints.push({
    VpcEndpointId: id,
    VpcEndpointType: spec.type ?? 'Interface',
    VpcId: `vpc-${vpc}`,
    ServiceName: spec.serviceName ?? `com.amazonaws.${region}.${service}`,
    State: spec.state ?? 'available',
    SubnetIds: subnets.map((subnet) => `subnet-${subnet}`),
    NetworkInterfaceIds: subnets.map((subnet) => `${id}-${subnet}`),
    Groups,
    IpAddressType: spec.ipAddressType ?? 'ipv4',
    PrivateDnsEnabled: privateDns,
    RequesterManaged: spec.requesterManaged ?? false,
    DnsOptions: {
      DnsRecordIpType: spec.recordType ?? spec.ipAddressType ?? 'ipv4',
      PrivateDnsOnlyForInboundResolverEndpoint: spec.inboundOnly ?? false,
    },
    DnsEntries: [
      { DnsName: `${id}-x1.${service}.${region}.vpce.amazonaws.com`, HostedZoneId: 'Z7HUB22UULQXV' },
      ...(privateDns ? names.map((DnsName) => ({ DnsName, HostedZoneId: `Z${id}` })) : []),
    ],
    ...(spec.serviceRegion === undefined ? {} : { ServiceRegion: spec.serviceRegion }),
  });
};
