import type { Family } from '../net/cidr.ts';
import type { Subnet } from '../network/network.ts';
import type { TargetKind } from '../network/route-table.ts';
import type { Service, ServiceName } from '../services/service.ts';
import type { Doubt } from './doubt.ts';
import type { Reason } from './reason.ts';

export type VerdictKind = 'private' | 'public' | 'transit' | 'split' | 'unreachable' | 'unknown';

/** Route targets, and what they turn out to be. */
type NextHopKind = TargetKind | 'interface-endpoint' | 'nat-instance' | 'appliance';

/** A resource that carries, crosses or drops a packet. */
export interface NextHop {
  readonly kind: NextHopKind;
  readonly id: string;
}

/** What a resource does with a packet or a query. */
export type HopAction = 'answers' | 'routes' | 'permits' | 'denies' | 'drops' | 'delivers';

/** One step, with the resource and the configuration line that decided it. */
export interface Hop {
  readonly at: string;
  readonly does: HopAction;
  readonly because: string;
}

/** What becomes of some of a name's addresses. */
export interface Disposition {
  readonly verdict: Exclude<VerdictKind, 'split'>;
  readonly via: NextHop | null;
  /** What is crossed before `via` and matters to cost or trust, in order. */
  readonly through: readonly NextHop[];
  readonly reason: Reason | null;
}

export interface Part extends Disposition {
  readonly cidrs: readonly string[];
  /** Whose packets they are, where clients of the subnet do not share one fate. */
  readonly from?: readonly string[];
}

/** What a path comes to. Shared by every subnet it is the same for. */
export interface Outcome extends Omit<Disposition, 'verdict'> {
  readonly verdict: VerdictKind;
  /** Non-empty exactly where the verdict is `split`. */
  readonly parts: readonly Part[];
  readonly hops: readonly Hop[];
  readonly doubts: readonly Doubt[];
  /**
   * What would have to change for a path to become private; null where nothing is known. Of one that reaches an endpoint
   * and is kept out, the endpoint, with the reason of the path.
   */
  readonly cause: Cause | null;
}

/** Why no private path serves a name: the resource a remedy would change, with real ids. */
export interface Cause {
  readonly reason: Reason;
  /** The endpoint that could serve the name but does not. */
  readonly endpointId: string | null;
  /** The route table that decided. */
  readonly routeTableId: string | null;
  /** The configuration line: a route, a flag, a rule. */
  readonly detail: string | null;
}

/** What a name of a service comes to. */
export interface NamedOutcome {
  readonly service: Service;
  readonly name: ServiceName;
  readonly family: Family;
  readonly outcome: Outcome;
}

/** One (subnet, service, name, family). */
export interface Path extends NamedOutcome {
  readonly subnet: Subnet;
}

/** Subnets of one VPC from which every name comes to the same, by service: most differ in nothing but their table. */
export interface PathGroup {
  readonly subnets: readonly [Subnet, ...Subnet[]];
  readonly paths: readonly NamedOutcome[];
}
