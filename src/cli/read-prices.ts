import { listPrices, type Prices } from '../changes/prices.ts';
import { Failure } from '../failure.ts';
import { isRecord, type UnknownRecord } from '../is-record.ts';
import { readText } from './read-text.ts';

const hint = `Write it as ${JSON.stringify(listPrices)}, with the Regions that you use.`;

const parsed = (text: string, file: string): UnknownRecord => {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch (cause) {
    throw new Failure(`${file} is not JSON`, hint, { cause });
  }
  throw new Failure(`${file} holds no prices`, hint);
};

const numberIn = (record: UnknownRecord, key: string, place: string): number => {
  const value = record[key];
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;

  throw new Failure(`${place}.${key} is no price`, hint);
};

const textIn = (record: UnknownRecord, key: string, file: string): string => {
  const value = record[key];
  if (typeof value === 'string' && value !== '') return value;

  throw new Failure(`${file}: ${key} is missing`, hint);
};

/** Prices that somebody gives count for their Regions; for all others those of the package do. */
export const readPrices = (file: string | undefined): Prices => {
  if (file === undefined) return listPrices;
  const given = parsed(readText(file), file);
  const regions = isRecord(given.regions) ? given.regions : {};
  const own = Object.entries(regions).map(([region, prices]) => {
    const place = `${file}: regions.${region}`;
    if (!isRecord(prices)) throw new Failure(`${place} holds no prices`, hint);

    return [
      region,
      {
        interfaceEndpointHour: numberIn(prices, 'interfaceEndpointHour', place),
        interfaceEndpointGigabyte: numberIn(prices, 'interfaceEndpointGigabyte', place),
        natGatewayHour: numberIn(prices, 'natGatewayHour', place),
      },
    ] as const;
  });

  return {
    date: textIn(given, 'date', file),
    currency: textIn(given, 'currency', file),
    regions: { ...listPrices.regions, ...Object.fromEntries(own) },
  };
};
