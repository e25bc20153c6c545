/** Inclusive; a single port where both are the same. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The TCP ports that clients of a service dial: each group of alternatives is needed, and one range of it will do.
 * `[[443]]` is plain HTTPS; `[[25], [587]]` would need both, `[[25, 587]]` either.
 */
export type Ports = readonly (readonly PortRange[])[];

export interface ServicePorts {
  readonly needed: Ports;
  /** Dialed by some clients only, with who they are. Starts in lower case, no full stop. */
  readonly sometimes: readonly { readonly range: PortRange; readonly dialedBy: string }[];
}

const range = (first: number, last = first): PortRange => ({ first, last });
const anyOf = (...ports: readonly number[]): Ports => [ports.map((port) => range(port))];
const only = (needed: Ports): ServicePorts => ({ needed, sometimes: [] });

const https = anyOf(443);

/** @see https://docs.aws.amazon.com/keyspaces/latest/devguide/vpc-endpoints.html */
const keyspaces = only(anyOf(9142));

/** Services that have an endpoint and are not dialed on 443 alone, by the last part of the PrivateLink name. */
const exceptions: ReadonlyMap<string, ServicePorts> = new Map<string, ServicePorts>([
  /** @see https://docs.aws.amazon.com/appstream2/latest/developerguide/creating-streaming-from-interface-vpc-endpoints.html */
  ['appstream.streaming', only([[range(443)], [range(1400, 1499)]])],
  /** @see https://docs.aws.amazon.com/athena/latest/ug/odbc-v2-driver-getting-started.html */
  [
    'athena',
    { needed: https, sometimes: [{ range: range(444), dialedBy: 'JDBC and ODBC drivers that stream query results' }] },
  ],
  ['cassandra', keyspaces],
  ['cassandra-fips', keyspaces],
  /** @see https://docs.aws.amazon.com/datasync/latest/userguide/datasync-network.html */
  [
    'datasync',
    { needed: https, sometimes: [{ range: range(1024, 1064), dialedBy: 'DataSync agents, for their control plane' }] },
  ],
  /** @see https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html */
  ['email-smtp', only(anyOf(25, 465, 587, 2465, 2587))],
  /** @see https://docs.aws.amazon.com/iot/latest/developerguide/protocols.html */
  [
    'iot.data',
    {
      needed: anyOf(8883),
      sometimes: [
        { range: range(443), dialedBy: 'clients that publish over HTTPS, and MQTT clients that negotiate ALPN' },
        { range: range(8443), dialedBy: 'clients that publish over HTTPS with a client certificate' },
      ],
    },
  ],
  /** @see https://docs.aws.amazon.com/storagegateway/latest/vgw/gateway-private-link.html */
  ['storagegateway', only([443, 1026, 1027, 1028, 1031, 2222].map((port) => [range(port)]))],
  /** @see https://docs.aws.amazon.com/transcribe/latest/dg/websocket.html */
  [
    'transcribestreaming',
    { needed: https, sometimes: [{ range: range(8443), dialedBy: 'clients that stream over WebSocket' }] },
  ],
  /** @see https://docs.aws.amazon.com/transfer/latest/userguide/create-server-in-vpc.html */
  ['transfer.server', only(anyOf(21, 22, 2222, 2223, 22_000))],
]);

/** @see https://docs.aws.amazon.com/aurora-dsql/latest/userguide/privatelink-managing-clusters.html */
const isDsqlConnection = (id: string): boolean => /^dsql-(?!fips)/.test(id);

/** What a security group or network ACL has to admit for a service. HTTPS alone for nearly all. */
export const portsOf = (id: string): ServicePorts =>
  exceptions.get(id) ?? only(isDsqlConnection(id) ? anyOf(5432) : https);
