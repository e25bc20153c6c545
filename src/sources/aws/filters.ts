import type { Filter } from '@aws-sdk/client-ec2';

/** The most values that EC2 takes in one filter. */
export const mostFilterValues = 200;

/** As many filters as it takes; none where there is nothing to look for, as an empty filter would match everything. */
export const filtersOf = (name: string, values: readonly string[]): Filter[] => {
  const filters: Filter[] = [];
  for (let at = 0; at < values.length; at += mostFilterValues)
    filters.push({ Name: name, Values: values.slice(at, at + mostFilterValues) });

  return filters;
};
