import type { Family } from '../net/cidr.ts';
import { includes, intersect, type Ranges, subtract, toCidrs, union } from '../net/ranges.ts';
import type { Subnet, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import type { AssumptionId } from './assumptions.ts';
import { addressesOfClient, rangesOfSubnet } from './client.ts';
import { detours } from './detour.ts';
import { assume, type Doubt, distinct, notRead } from './doubt.ts';
import { hop } from './hop.ts';
import type { Hop } from './path.ts';
import { repliesTo, spaceOf, type WayBack } from './replies.ts';
import type { OnwardTable } from './routing/next-table.ts';
import type { NextTable, RoutingPosition, Walk } from './routing/step.ts';
import type { TraceState } from './routing/trace-state.ts';

/** Whoever called from another VPC, and whose answers have to find back. */
type Caller = Pick<RoutingPosition, 'vpc' | 'trace'> & { readonly walk: Walk };

/** Callers whose answers are dropped on the way, and where. */
export interface Lost {
  readonly from: Ranges;
  /** Those whose answers arrive. */
  readonly others: Ranges;
  readonly hops: readonly Hop[];
  /** What lacks the route, and to which CIDRs. */
  readonly drop: Hop;
  readonly to: string;
  readonly doubts: readonly Doubt[];
}

/** What becomes of the answers to a call. */
export interface Return {
  readonly lost: Lost | null;
  /** What makes it less than certain that the others arrive. */
  readonly doubts: readonly Doubt[];
}

/** Where what is known does not settle it. */
export const doubtOfLost = ({ drop }: Pick<Lost, 'drop'>, rest: AssumptionId = 'return-route'): Doubt => {
  const doubt = assume(rest);

  return { ...doubt, text: `${doubt.text}; ${drop.at} ${drop.because}` };
};

const arrives: Return = { lost: null, doubts: [] };

const rangesOf = (all: readonly { readonly ranges: Ranges }[]): Ranges => union(all.flatMap(({ ranges }) => ranges));

/** The VPC's own CIDRs of which everything is lost; of others what is lost of the caller's subnet. */
const cidrsOf = (lost: Ranges, callers: Ranges, home: Vpc, family: Family): string => {
  const whole = union(home.cidrs[family].filter((cidr) => includes(lost, [cidr])));

  return [...toCidrs(whole), ...toCidrs(subtract(intersect(lost, callers), whole))].join(', ');
};

/** Behind a NAT gateway that turns IPv6 into IPv4 the caller has the family that it had. */
const familyOfReplies = ({ family, familyBeforeNat }: Walk): Family => familyBeforeNat ?? family;

/** Who calls, and of whom nobody can tell more than that they are somewhere in a subnet or VPC. */
interface Callers {
  readonly home: Vpc;
  readonly known: Ranges;
  readonly possible: Ranges;
}

const callersOf = ({ walk, trace }: Caller): Callers => {
  const { client } = walk;
  const { sources, translatedIn } = trace;
  const family = familyOfReplies(walk);
  const home = translatedIn ?? client.subnet.vpc;
  const all = spaceOf(home, family);
  if (translatedIn === null) {
    const own = sources ?? addressesOfClient(client, family);

    return { home, known: intersect(own, all), possible: intersect(rangesOfSubnet(client.subnet, family), all) };
  }
  const own = sources === null ? all : intersect(sources, all);

  return { home, known: own, possible: own };
};

/** Nothing asks a route table: what looked into the call does not see the answer. */
const straight = ({ trace }: Caller): Return =>
  trace.inspectors.length === 0 ? arrives : { lost: null, doubts: [assume('one-way-inspection')] };

/**
 * What looks into the call has to see the answer, and what looks into the answer has to have seen the call.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html
 */
const oneWayDoubts = ({ trace }: Caller, { arriving }: WayBack, known: Ranges): readonly Doubt[] => {
  const come = intersect(known, rangesOf(arriving));
  const calls = new Set(trace.inspectors);
  const isSame = ({ inspectors }: Pick<TraceState, 'inspectors'>): boolean =>
    calls.size === new Set(inspectors).size && inspectors.every((id) => calls.has(id));

  return includes(rangesOf(arriving.filter(isSame)), come) ? [] : [assume('one-way-inspection')];
};

const judged = (back: WayBack, callers: Callers, caller: Caller): Return => {
  const { lost, unsure } = back;
  const { walk, trace } = caller;
  const { home, known, possible } = callers;
  const all = rangesOf(lost);
  const doubts = [
    ...unsure.flatMap((one) => (intersect(one.ranges, possible).length > 0 ? one.doubts : [])),
    ...oneWayDoubts(caller, back, known),
  ];
  const own = intersect(known, all);
  const [first] = lost.filter(({ ranges }) => intersect(ranges, own.length > 0 ? own : possible).length > 0);
  if (first === undefined) return { lost: null, doubts };
  const to = cidrsOf(all, possible, home, familyOfReplies(walk));
  const isPart = own.length > 0 && !includes(all, known);
  const drop = hop(first.at, 'drops', first.because(to));
  if (own.length === 0) return { lost: null, doubts: [...doubts, doubtOfLost({ drop }, 'member-of-group')] };
  // Any of them may be the caller's.
  if (isPart && (trace.translatedIn !== null || trace.isOneOfSeveral))
    return { lost: null, doubts: [...doubts, doubtOfLost({ drop })] };

  return {
    lost: { from: own, others: subtract(known, all), hops: first.hops, drop, to, doubts: first.doubts },
    doubts,
  };
};

/** Of what cannot be told apart by who calls: lost where all of it is, in doubt where some of it is. */
export const asOne = ({ lost, doubts }: Return): Return =>
  lost === null || lost.others.length === 0 ? { lost, doubts } : { lost: null, doubts: [...doubts, doubtOfLost(lost)] };

/** Inside a subnet no route table is asked. */
const beyond = ({ home, known, possible }: Callers, subnet: Subnet | null, family: Family): Callers => {
  const inside = subnet === null ? [] : rangesOfSubnet(subnet, family);

  return { home, known: subtract(known, inside), possible: subtract(possible, inside) };
};

/**
 * Whether answers come back: they go by the route table of the subnet they leave, and to another VPC by the transit
 * gateway's table for it. Inside a VPC they do, unless that table sends some of its addresses through a middlebox.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html#route-tables-appliance-routing
 */
export const wayBack = (caller: Caller, { table, subnet }: OnwardTable, nextTable: NextTable): Return => {
  const { walk, vpc } = caller;
  const all = callersOf(caller);
  const isInside = all.home.id === vpc.id;
  if (walk.isReply) return arrives;
  if (isInside && (table === null || isUnread(table) || !detours(table, vpc))) return straight(caller);
  const callers = isInside ? beyond(all, subnet, familyOfReplies(walk)) : all;
  if (callers.known.length === 0) return straight(caller);
  if (table === null) return { lost: null, doubts: [assume('return-route')] };
  if (isUnread(table)) return { lost: null, doubts: [notRead(table, 'replies may not find back')] };
  const { familyBeforeNat: _, ...sent } = { ...walk, family: familyOfReplies(walk) };
  const replies = repliesTo(callers.home, { vpc, subnet, table }, sent, nextTable);
  const { lost, doubts } = judged(replies, callers, caller);
  // By which subnets a regional NAT gateway sends replies on, AWS does not say.
  if (lost === null || subnet !== null) return { lost, doubts: distinct(doubts) };

  return { lost: null, doubts: distinct([...doubts, doubtOfLost(lost)]) };
};
