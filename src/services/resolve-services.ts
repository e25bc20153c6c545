import { groupBy } from '../group-by.ts';
import { aliases } from './aliases.ts';
import { cataloguedServices, defaultServices } from './catalogue.ts';
import { nearest } from './nearest.ts';
import type { OfferedService, Service } from './service.ts';
import { type ServiceContext, serviceOf } from './service-of.ts';
import { serviceSets } from './sets.ts';
import { isElsewhere, shortIdOf } from './short-id.ts';

export interface ServiceRequest extends ServiceContext {
  /** What the user asked for: ids, aliases, full PrivateLink names, `@sets`, `all`. Empty: the default ones. */
  readonly requested: readonly string[];
  /** Short ids of the services that the scope's VPCs have endpoints for: what `all` adds to the default ones. */
  readonly present: readonly string[];
}

export interface ResolvedServices {
  readonly services: readonly Service[];
  /** Ids of those that were asked for by name or set. */
  readonly askedFor: readonly string[];
  /** Requests that name nothing known here, and what each may have meant. */
  readonly unknown: readonly { readonly asked: string; readonly nearest: string | null }[];
}

type OfferedById = ReadonlyMap<string, readonly OfferedService[]>;

const byShortId = ({ offered, region }: ServiceRequest): OfferedById =>
  groupBy(offered ?? [], ({ serviceName }) => shortIdOf(serviceName, region));

const knownIds = ({ present }: ServiceRequest, offered: OfferedById): ReadonlySet<string> =>
  new Set([...defaultServices, ...present, ...(offered.size > 0 ? offered.keys() : cataloguedServices)]);

/** Never less than the default services. Somebody's own endpoint service has no name that SDKs dial. */
const allOf = (present: readonly string[]): string[] => [
  ...defaultServices,
  ...[...new Set(present)].filter((id) => !id.startsWith('vpce-svc-') && !defaultServices.includes(id)).sort(),
];

/** `dkr` of `ecr.dkr`; what a product is called in front may be given or left out. */
const lastPartOf = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

const idsOf = (asked: string, { region, present }: ServiceRequest, known: ReadonlySet<string>): string[] | null => {
  if (asked === 'all') return allOf(present);
  const set = serviceSets.find(({ name }) => name === asked);
  if (set !== undefined) return [...set.services];

  if (isElsewhere(asked, region)) return null;
  const id = shortIdOf(asked, region);
  if (known.has(id)) return [id];
  const alias = aliases.get(id);
  if (alias !== undefined && known.has(alias)) return [alias];
  const byLastPart = [...known].filter((one) => lastPartOf(one) === lastPartOf(id));

  return byLastPart.length === 1 ? byLastPart : null;
};

const suggestionFor = (asked: string, known: ReadonlySet<string>): string | null => {
  const sets = serviceSets.map(({ name }) => name);
  if (sets.includes(`@${asked}`)) return `@${asked}`;
  if (asked.startsWith('@')) return nearest(asked, sets);
  const usable = [...aliases].flatMap(([alias, id]) => (known.has(id) ? [alias] : []));

  return nearest(asked, [...known, ...usable, 'all']);
};

const isAll = (asked: string): boolean => asked.trim().toLowerCase() === 'all';

/**
 * The services asked for, in that order, each once.
 *
 * Known is what the Region's endpoint services list, what the VPCs have an endpoint for, and S3, DynamoDB and
 * EC2; where the Region's list was not read, also what the catalogue has. Members of a set need not be offered
 * here: their traffic exists all the same.
 */
export const resolveServices = (request: ServiceRequest): ResolvedServices => {
  const offered = byShortId(request);
  const known = knownIds(request, offered);
  const ids = new Set<string>();
  const askedFor = new Set<string>();
  const unknown: { asked: string; nearest: string | null }[] = [];
  for (const asked of request.requested.length > 0 ? request.requested : defaultServices) {
    const found = idsOf(asked.trim().toLowerCase(), request, known);
    if (found === null) unknown.push({ asked, nearest: suggestionFor(asked.trim().toLowerCase(), known) });
    for (const id of found ?? []) {
      ids.add(id);
      if (request.requested.length > 0 && !isAll(asked)) askedFor.add(id);
    }
  }

  return {
    services: [...ids].map((id) => serviceOf({ ...request, id, offered: offered.get(id) })),
    askedFor: [...askedFor],
    unknown,
  };
};
