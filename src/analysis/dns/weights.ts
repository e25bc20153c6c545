import { groupBy } from '../../group-by.ts';
import type { RecordSet } from '../../network/resolver.ts';
import { assume, type Doubt } from '../doubt.ts';

/**
 * Of the records of one name: those that are answers. A weighted record of weight 0 is none while another one of its
 * type has weight.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html
 */
export const weighed = (
  records: readonly RecordSet[],
): { readonly records: readonly RecordSet[]; readonly doubts: readonly Doubt[] } => {
  const heavy = groupBy(
    records.filter(({ weight }) => weight !== null && weight > 0),
    ({ type }) => type,
  );
  const isSilent = ({ type, weight }: RecordSet): boolean => weight === 0 && heavy.has(type);
  const silentTypes = new Set(records.filter(isSilent).map(({ type }) => type));
  const mayAnswer = [...silentTypes].some((type) => heavy.get(type)?.every(({ isHealthChecked }) => isHealthChecked));

  return {
    records: records.filter((record) => !isSilent(record)),
    doubts: mayAnswer ? [assume('weighted-record-healthy')] : [],
  };
};
