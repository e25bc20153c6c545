import type { Report } from '../audit.ts';
import { listPrices, natCostOf, referenceRegion } from '../changes/prices.ts';
import { counted } from './counted.ts';
import { amountText } from './money.ts';
import { publicExits } from './public-side.ts';

/** What the NAT gateways that public paths go through cost for being there; null where there are none. */
export const natCost = (report: Pick<Report, 'subnets'>): string | null => {
  const nats = publicExits(report).filter(({ kind }) => kind === 'nat-gateway');
  if (nats.length === 0) return null;
  const cost = natCostOf(
    nats.map(({ region }) => region),
    listPrices,
  );
  const who = nats.length === 1 ? 'The NAT gateway costs' : `The ${counted(nats.length, 'NAT gateway')} cost`;
  const dollars = (monthly: number): string => amountText({ ...cost, monthly });
  const howMuch =
    cost.guessed.length === 0
      ? `at least ${dollars(Math.floor(cost.monthly))} a month`
      : `about ${dollars(Math.round(cost.monthly))} a month (${referenceRegion})`;

  return `${who} ${howMuch}, plus each gigabyte.`;
};
