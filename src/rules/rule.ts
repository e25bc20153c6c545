import type { ServiceResolution } from '../analysis/analyse.ts';
import type { PathGroup } from '../analysis/path.ts';
import type { PrivateDns } from '../analysis/private-dns.ts';
import type { MisnamedZone } from '../analysis/zone-named-after-service.ts';
import type { Remedy } from '../changes/remedy.ts';
import type { Network, Scope, Subnet, Vpc } from '../network/network.ts';
import type { Service } from '../services/service.ts';
import type { Section } from '../snapshot/schema.ts';

export type { ServiceResolution };

export type Severity = 'error' | 'warning' | 'note';
export type Category = 'exposure' | 'dns' | 'routing' | 'cost' | 'resilience' | 'access' | 'completeness';
export type Confidence = 'certain' | 'likely';

/** What the rules look at in one scope. Immutable; rules never see a client, a file or a clock. */
export interface AuditedScope {
  readonly scope: Scope;
  readonly services: readonly Service[];
  /** Ids of those that somebody asked for by name or set: the others are there by default, or have an endpoint. */
  readonly askedFor: readonly string[];
  /** Asked for, and not offered in this Region; another Region of the audit has them. As the user wrote them. */
  readonly lackingServices: readonly string[];
  /** Others are judged by it; nothing of it is judged itself. */
  readonly isContext: boolean;
  /** Of the VPCs and subnets that were asked for. */
  readonly vpcs: readonly Vpc[];
  readonly paths: readonly PathGroup[];
  /** Every interface endpoint of those VPCs with what its private DNS comes to. */
  readonly privateDns: readonly PrivateDns[];
  /** What each VPC's resolver answers for every name of `paths`, once a (VPC, name, family). */
  readonly resolutions: readonly ServiceResolution[];
  /** The same for names that only some clients dial and no endpoint promises to cover. */
  readonly otherResolutions: readonly ServiceResolution[];
  /** Hosted zones that nobody asks, of services whose hosts lead out in their VPC. */
  readonly misnamedZones: readonly MisnamedZone[];
}

export interface Violation {
  readonly vpc: Vpc;
  /** The id of the resource that is at fault. */
  readonly resource: string;
  /** That resource, where it is a subnet. */
  readonly subnet?: Subnet;
  /** Those whose clients it concerns, where that is neither the one subnet nor all of the VPC. */
  readonly subnets?: readonly Subnet[];
  readonly service?: string;
  /** Kinds of what carries its paths out of the VPC, sorted; none where it is about no such path. */
  readonly exits?: readonly string[];
  /** Tells violations of one rule on one resource apart where the service does not: a CIDR, a name. Ids only. */
  readonly detail?: string;
  /** The fact here, with names and ids. */
  readonly message: string;
  readonly remedy: Remedy;
  /** Defaults to the rule's. */
  readonly severity?: Severity;
  /** Defaults to `certain`. */
  readonly confidence?: Confidence;
}

export interface Rule {
  readonly id: string;
  /** The fault in general. */
  readonly title: string;
  readonly severity: Severity;
  /** Where some of its violations are graver than that. */
  readonly gravest?: Severity;
  readonly category: Category;
  /** Sections without which silence proves nothing. */
  readonly needs: readonly Section[];
  check(audited: AuditedScope, network: Network): Iterable<Violation>;
}
