import type { Change } from './change.ts';

interface RegionPrices {
  /** An interface endpoint, an hour and zone. */
  readonly interfaceEndpointHour: number;
  /** What goes through an interface endpoint. */
  readonly interfaceEndpointGigabyte: number;
  readonly natGatewayHour: number;
}

export interface Prices {
  /** The day from which on they hold, as far as is known: `YYYY-MM-DD`. */
  readonly date: string;
  readonly currency: string;
  readonly regions: Readonly<Record<string, RegionPrices>>;
}

/** Where a Region has no price of its own here, this one's is taken, and that is said. */
export const referenceRegion = 'us-east-1';

/**
 * What AWS lists; gateway endpoints cost nothing.
 *
 * @see https://aws.amazon.com/privatelink/pricing/
 * @see https://aws.amazon.com/vpc/pricing/
 */
export const listPrices: Prices = {
  date: '2026-05-01',
  currency: 'USD',
  regions: {
    [referenceRegion]: { interfaceEndpointHour: 0.01, interfaceEndpointGigabyte: 0.01, natGatewayHour: 0.045 },
  },
};

const hoursOfMonth = 730;

/** What is billed by the hour, in one Region: zones of interface endpoints, and NAT gateways. */
interface Billed {
  readonly region: string;
  readonly zones: number;
  readonly nats: number;
}

/** By how many zones an interface endpoint is billed more, and by how many NAT gateways. */
const billed = (change: Change): Omit<Billed, 'region'> => {
  switch (change.kind) {
    case 'create-interface-endpoint':
    case 'add-endpoint-subnets':
      return { zones: change.subnetIds.length, nats: 0 };
    case 'remove-endpoint-subnets':
      return { zones: -change.subnetIds.length, nats: 0 };
    case 'delete-endpoint':
      return {
        zones: change.recreation?.kind === 'create-interface-endpoint' ? -change.recreation.subnetIds.length : 0,
        nats: 0,
      };
    case 'delete-nat-gateway':
      return { zones: 0, nats: -1 };
    default:
      return { zones: 0, nats: 0 };
  }
};

export interface Cost {
  /** A month of 730 hours, without what is billed by the gigabyte. */
  readonly monthly: number;
  /** The most that a gigabyte through the interface endpoints of the changes costs; null: they make none. */
  readonly gigabyte: number | null;
  readonly currency: string;
  readonly date: string;
  /** Regions that have the prices of another one. */
  readonly guessed: readonly string[];
}

const billOf = (items: readonly Billed[], prices: Prices): Cost => {
  let monthly = 0;
  const gigabytes: number[] = [];
  const guessed = new Set<string>();
  for (const { region, zones, nats } of items) {
    if (zones === 0 && nats === 0) continue;
    const own = prices.regions[region];
    const price = own ?? prices.regions[referenceRegion];
    if (own === undefined) guessed.add(region);
    if (price === undefined) continue;
    monthly += hoursOfMonth * (zones * price.interfaceEndpointHour + nats * price.natGatewayHour);
    if (zones > 0) gigabytes.push(price.interfaceEndpointGigabyte);
  }

  return {
    monthly: Math.round(monthly * 100) / 100,
    gigabyte: gigabytes.length === 0 ? null : Math.max(...gigabytes),
    currency: prices.currency,
    date: prices.date,
    guessed: [...guessed].sort(),
  };
};

export const costOf = (changes: readonly Change[], prices: Prices): Cost =>
  billOf(
    changes.map((change) => ({ region: change.region, ...billed(change) })),
    prices,
  );

/** What NAT gateways cost, a Region each, for being there. */
export const natCostOf = (regions: readonly string[], prices: Prices): Cost =>
  billOf(
    regions.map((region) => ({ region, zones: 0, nats: 1 })),
    prices,
  );
