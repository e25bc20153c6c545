import { someCidrs } from '../analysis/part.ts';
import type { Part, Path } from '../analysis/path.ts';
import { makePrivate } from './remedy/private-path.ts';
import { advise } from './remedy/remedy.ts';
import type { Rule } from './rule.ts';
import { pathSections } from './sections.ts';
import { inEach, namesSuffix, serviceFaults } from './service-faults.ts';
import { sharedTables } from './shared-tables.ts';
import { list, named, serviceTitle } from './wording.ts';

const shown = 3;

const cidrsOf = (part: Part): string => {
  const { cidrs, more } = someCidrs(part, shown);

  return more === 0 ? cidrs.join(', ') : `${cidrs.join(', ')} and ${more} more`;
};

const partText = (part: Part): string =>
  `${part.verdict}${part.via === null ? '' : ` through ${part.via.id}`} for ${cidrsOf(part)}`;

const isExposed = ({ outcome: { parts } }: Path): boolean => parts.some(({ verdict }) => verdict === 'public');

/**
 * A route for some of a service's addresses sends them another way than the rest: requests fail or
 * leave over public addresses depending on which address DNS happened to answer.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html#gateway-endpoint-routing
 */
export const splitPath: Rule = {
  id: 'split-path',
  title: 'The addresses of a service do not share one fate',
  severity: 'warning',
  category: 'routing',
  needs: pathSections,

  *check(audited) {
    const faults = [...serviceFaults(audited, 'split')];
    const tablesOf = sharedTables(faults);
    for (const fault of faults) {
      const { service, path, confidence } = fault;
      const tables = tablesOf(fault);
      const parts = `${list(path.outcome.parts.map(partText))}${namesSuffix(fault)}`;
      const remedy =
        path.outcome.cause === null
          ? advise(`Give ${tables.join(', ')} one route for all addresses of ${serviceTitle(service)}`)
          : makePrivate(path, tables);

      yield* inEach(fault, {
        severity: isExposed(path) ? 'error' : 'warning',
        message: (subnet) => `From ${named(subnet)}, ${serviceTitle(service)} is ${parts}`,
        remedy,
        confidence,
      });
    }
  },
};
