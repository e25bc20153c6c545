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
  const heavy = records.filter(({ weight }) => weight !== null && weight > 0);
  const rivalsOf = ({ type, weight }: RecordSet) => (weight === 0 ? heavy.filter((one) => one.type === type) : []);
  const silent = records.filter((record) => rivalsOf(record).length > 0);
  const mayAnswer = silent.some((record) => rivalsOf(record).every(({ isHealthChecked }) => isHealthChecked));

  return {
    records: records.filter((record) => !silent.includes(record)),
    doubts: mayAnswer ? [assume('weighted-record-healthy')] : [],
  };
};
