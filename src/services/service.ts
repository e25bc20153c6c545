import type { Family } from '../net/cidr.ts';
import type { ServicePorts } from './ports.ts';

/** A host name that clients of a service look up. A wildcard is written `*.`. */
export interface ServiceName {
  readonly name: string;
  readonly family: Family;
  /** The one name an AWS SDK dials by default in this family. Exactly one a service and family. */
  readonly primary: boolean;
  /** SDKs dial it on their own: a path of it is judged like the primary one. */
  readonly dialedByDefault: boolean;
  /** Who dials it, where that is not plain from the name. Starts in lower case, no full stop. */
  readonly dialedBy: string | null;
}

/** An AWS service as clients in one Region and account meet it. */
export interface Service {
  /** The last part of the PrivateLink service name: `s3`, `ecr.api`, `dynamodb-streams`. */
  readonly id: string;
  /**
   * Full PrivateLink names that stand for this service in this Region, whatever the endpoint type.
   * What the Region offers comes first, so the first one is the name to create an endpoint with.
   */
  readonly serviceNames: readonly string[];
  /** AWS offers a gateway endpoint for it. */
  readonly hasGateway: boolean;
  /** Names of the AWS-managed prefix lists that hold its addresses; empty: any public AWS address. */
  readonly prefixListNames: Readonly<Record<Family, readonly string[]>>;
  /** What its clients dial: a security group or network ACL that admits less blocks them. */
  readonly ports: ServicePorts;
  /** What is audited for every subnet. */
  readonly names: readonly ServiceName[];
  /** Names that some clients really dial and that its endpoints do not cover. Never primary, never dialed by default. */
  readonly otherNames: readonly ServiceName[];
}

/** One entry of DescribeVpcEndpointServices. The same name may come twice, once an endpoint type. */
export interface OfferedService {
  readonly serviceName: string;
  /** `interface`, `gateway`, …, in any letter case. */
  readonly type: string;
  /** The names that private DNS of such an endpoint answers. */
  readonly privateNames: readonly string[];
}
