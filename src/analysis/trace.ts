import type { Network, Subnet } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import { destinationOfAddresses, isPublicAddress } from './destination.ts';
import type { Answer } from './dns/answer.ts';
import { distinct, notRead } from './doubt.ts';
import { toEndpoint } from './endpoint-answer.ts';
import { isShareable, likenessOf } from './likeness.ts';
import type { Lookup } from './names.ts';
import { outcomeOf, type Piece, withoutAddress } from './outcome.ts';
import type { Outcome } from './path.ts';
import { toPublicAddresses } from './public-answer.ts';

interface Trace {
  readonly likeness: string | null;
  readonly network: Network;
  readonly subnet: Subnet;
  readonly table: RouteTable;
  readonly lookup: Lookup;
}

/** An address without a known owner: what lies there is anybody's guess, but not how the packet goes. */
const toAddresses = ({ network, subnet, table, lookup }: Trace, addresses: readonly string[]): Piece[] => {
  const { service, name } = lookup;
  const family = lookup.resolution.family;
  const destination = destinationOfAddresses(addresses, family);
  const pieces = toPublicAddresses(
    { network, subnet, service, name: name.name, family, destination, isTranslated: lookup.isTranslated },
    table,
    null,
  );
  const isPublic = addresses.every(isPublicAddress);
  const fate = (reason: string, verdict: 'unknown' | 'unreachable') =>
    ({ verdict, via: null, through: [], reason }) as const;
  if (pieces.length === 0)
    return [{ ranges: destination.ranges, hops: [], doubts: [], cause: null, fate: fate('unrecognised', 'unknown') }];

  return pieces.map((piece) => {
    if (isPublic || piece.fate.verdict === 'transit' || piece.fate.verdict === 'unknown') return piece;

    return { ...piece, cause: null, fate: fate('no-route-to-endpoint', 'unreachable') };
  });
};

const piecesOf = (trace: Trace, answer: Answer): readonly Piece[] => {
  const { network, subnet, table, lookup } = trace;
  const { service, name, destination, resolution, isTranslated } = lookup;
  const silent = (verdict: 'unreachable' | 'unknown', reason: string): Piece[] => [
    { ranges: [], hops: [], doubts: [], cause: null, fate: { verdict, via: null, through: [], reason } },
  ];
  switch (answer.kind) {
    case 'public':
      return toPublicAddresses(
        { network, subnet, service, name: name.name, family: resolution.family, destination, isTranslated },
        table,
        trace.likeness,
      );
    case 'endpoints':
      return answer.endpoints.flatMap((endpoint) =>
        toEndpoint(
          { network, subnet, family: isTranslated ? 'ipv6' : resolution.family, isTranslated },
          table,
          endpoint,
        ),
      );
    case 'addresses':
      return toAddresses(trace, answer.addresses);
    case 'several':
      return answer.answers.flatMap((one) => piecesOf(trace, one));
    case 'none':
      return silent('unreachable', answer.reason);
    case 'unknown':
      return silent('unknown', answer.reason);
    default:
      return answer satisfies never;
  }
};

const judge = (trace: Trace): Outcome => {
  const { lookup } = trace;
  const pieces = piecesOf(trace, lookup.resolution.answer);

  // Without a piece: an address of the VPC's own CIDR in AWS's list, or an endpoint without an address.
  return pieces.length > 0
    ? outcomeOf(pieces, lookup.resolution)
    : withoutAddress('unreachable', 'no-route', lookup.resolution);
};

const withoutTable = (subnet: Subnet, lookup: Lookup): Outcome => {
  const { hops, doubts } = lookup.resolution;
  const missing = isUnread(subnet.routeTable)
    ? [notRead(subnet.routeTable, 'which routes the subnet has is not known')]
    : [];

  return withoutAddress('unknown', 'unread-facts', { hops, doubts: distinct([...doubts, ...missing]) });
};

/** DNS, then routing, then access: what becomes of names from one subnet. Subnets that are alike share outcomes. */
export const tracer = (network: Network, subnet: Subnet): ((lookup: Lookup) => Outcome) => {
  const table = subnet.routeTable;
  if (isUnread(table)) return (lookup) => withoutTable(subnet, lookup);
  const keys = {
    ipv4: likenessOf(network, subnet, table, 'ipv4'),
    ipv6: subnet.ipv6Cidrs.length === 0 ? null : likenessOf(network, subnet, table, 'ipv6'),
  };

  return (lookup) => {
    const key = keys[lookup.resolution.family];
    if (key === null || !isShareable(subnet, lookup)) return judge({ network, subnet, table, lookup, likeness: null });
    const outcome = lookup.outcomes.get(key) ?? judge({ network, subnet, table, lookup, likeness: key });
    lookup.outcomes.set(key, outcome);

    return outcome;
  };
};
