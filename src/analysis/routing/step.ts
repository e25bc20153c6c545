import type { Family } from '../../net/cidr.ts';
import type { Ranges } from '../../net/ranges.ts';
import type { Network, Subnet, Vpc } from '../../network/network.ts';
import type { Route, RouteTable } from '../../network/route-table.ts';
import type { PortRange } from '../../services/ports.ts';
import type { Client } from '../client.ts';
import type { Destination } from '../destination.ts';
import type { Doubt } from '../doubt.ts';
import { hop } from '../hop.ts';
import type { NextHop } from '../path.ts';
import type { UnknownReason, UnreachableReason } from '../reason.ts';
import { type TraceResult, unknown, unreachable } from './trace-result.ts';
import { type TraceState, withDoubts, withHop } from './trace-state.ts';

export interface Walk {
  readonly network: Network;
  /** Who sends the packet. */
  readonly client: Client;
  readonly family: Family;
  readonly destination: Destination;
  /** Of packets on their way to a NAT gateway that turns IPv6 into IPv4: the family that they still have. */
  readonly familyBeforeNat?: Family;
  /** Of the service: security groups and network ACLs on the way have to let it through. */
  readonly port: PortRange;
  /** The way back: gates are judged on the way there, for both. */
  readonly isReply: boolean;
}

/** Some addresses of a packet's destination, about to be looked up in a route table. */
export interface RoutingPosition {
  readonly vpc: Vpc;
  /** The subnet whose table it is; null for a table that belongs to a gateway. */
  readonly subnet: Subnet | null;
  readonly table: RouteTable;
  readonly ranges: Ranges;
  readonly trace: TraceState;
}

/** One route, taken. */
export interface Step extends RoutingPosition {
  readonly walk: Walk;
  readonly route: Route;
}

/** Looks the packet up in the next route table. Handed on, so that no target has to import the walk that calls it. */
export type NextTable = (walk: Walk, position: RoutingPosition) => TraceResult[];

export const routeText = ({ destination, target }: Route): string => `${destination} → ${target.id}`;

/** Spelled out and not spread, because large networks make many of them. */
export const withTrace = ({ walk, route, vpc, subnet, table, ranges }: Step, trace: TraceState): Step => ({
  walk,
  route,
  vpc,
  subnet,
  table,
  ranges,
  trace,
});

export const doubting = (step: Step, ...doubts: readonly Doubt[]): Step =>
  doubts.length === 0 ? step : withTrace(step, withDoubts(step.trace, ...doubts));

/** The packet has been sent to the target of the route. */
export const arrived = (step: Step): Step =>
  withTrace(step, withHop(step.trace, hop(step.table.id, 'routes', routeText(step.route))));

export const targetOf = ({ route: { target } }: Step): NextHop => ({ kind: target.kind, id: target.id });

/** The target drops the packet. */
export const dropped = (step: Step, reason: UnreachableReason, because: string): TraceResult[] =>
  unreachable(step, reason, hop(step.route.target.id, 'drops', because), targetOf(step));

/** What the target does with the packet is not known. */
export const unsettled = (step: Step, reason: UnknownReason, because: string): TraceResult[] =>
  unknown(step, reason, hop(step.route.target.id, 'routes', because));

/** An object that a route points at and that is not listed: the VPC's owner sees it, or nobody. */
export const unlistedTarget = (step: Step): TraceResult[] =>
  step.vpc.isShared
    ? unsettled(step, 'not-visible-to-participant', 'only the owner of the VPC can describe it')
    : unsettled(step, 'unread-facts', 'it is not among what was listed');
