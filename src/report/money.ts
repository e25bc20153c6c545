import type { Cost } from '../changes/prices.ts';
import { thousands } from './counted.ts';

/** `$0`, `$7.30`, `-$32.85`, `$2,464`. */
export const amountText = ({ monthly, currency }: Pick<Cost, 'monthly' | 'currency'>): string => {
  const size = Math.abs(monthly);
  const amount = size < 100 && !Number.isInteger(size) ? size.toFixed(2) : thousands(Math.round(size));

  return `${monthly < 0 ? '-' : ''}${currency === 'USD' ? '$' : `${currency} `}${amount}`;
};

/** With a mark where the prices are those of another Region. */
export const moneyText = (cost: Cost): string => `${cost.guessed.length === 0 ? '' : '~'}${amountText(cost)}`;
