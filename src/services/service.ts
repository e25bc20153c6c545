import type { Family } from './family.ts';

/** A host name that clients of a service look up. A wildcard is written `*.`. */
export interface ServiceName {
  readonly name: string;
  readonly family: Family;
  /** The one name an AWS SDK dials by default in this family. Exactly one a service and family. */
  readonly primary: boolean;
  /** SDKs dial it on their own: a path of it is judged like the primary one. */
  readonly dialedByDefault: boolean;
  /** Who dials it, where that is not plain from the name. */
  readonly dialedBy: string | null;
}

/** An AWS service as clients in one Region and account meet it. */
export interface Service {
  /** The last part of the PrivateLink service name: `s3`, `ecr.api`, `dynamodb-streams`. */
  readonly id: string;
  /** Full PrivateLink names that stand for this service in this Region, whatever the endpoint type. */
  readonly serviceNames: readonly string[];
  /** AWS offers a gateway endpoint for it. */
  readonly hasGateway: boolean;
  /** Names of the AWS-managed prefix lists that hold its addresses; empty: any public AWS address. */
  readonly prefixListNames: Readonly<Record<Family, readonly string[]>>;
  readonly names: readonly ServiceName[];
}
