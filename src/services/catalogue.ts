import type { Family } from '../net/cidr.ts';
import { type Hosts, hostRules, type Place, regional } from './host-rules.ts';
import { plainServices } from './plain-services.ts';
import type { OfferedService } from './service.ts';

/** Audited unless other services are asked for, and known in every Region. */
export const defaultServices: readonly string[] = ['s3', 'dynamodb', 'ec2'];

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
export const gatewayServices: ReadonlySet<string> = new Set(['s3', 'dynamodb', 's3express']);

/** Every service whose host names are known without asking AWS. */
export const cataloguedServices: readonly string[] = [...new Set([...plainServices, ...hostRules.keys()])].sort();

const privateNamesOf = (offered: readonly OfferedService[]): string[] =>
  [...new Set(offered.flatMap(({ privateNames }) => privateNames))].sort();

const customHosts = (id: string, { region, partition }: Place, offered: readonly OfferedService[]): Hosts => {
  const name = privateNamesOf(offered)[0] ?? `${id}.${region}.vpce.${partition.dnsSuffix}`;

  return { ipv4: name, ipv6: name };
};

const bestName = (family: Family, names: readonly string[], byPattern: Hosts, { partition }: Place): string => {
  if (names.includes(byPattern[family])) return byPattern[family];
  const plain = names.filter((name) => !/(?:^|[.-])fips[.-]/.test(name));
  const single = plain.filter((name) => name.endsWith(`.${partition.dnsSuffix}`));
  const dual = plain.filter((name) => name.endsWith(`.${partition.dualStackSuffix}`));
  const own = plain.filter((name) => !single.includes(name) && !dual.includes(name));
  const candidates = family === 'ipv4' ? [...single, ...dual, ...own] : [...dual, ...own];

  return candidates[0] ?? byPattern[family];
};

/**
 * The host an SDK dials by default, per family: from the catalogue, else from the private names that the
 * service's endpoints take, else by the pattern nearly all services follow.
 */
export const hostsOf = (id: string, place: Place, offered: readonly OfferedService[]): Hosts => {
  const rule = hostRules.get(id);
  if (rule !== undefined) return rule(place);
  if (id.startsWith('vpce-svc-')) return customHosts(id, place, offered);

  const byPattern = regional(id)(place);
  const privateNames = privateNamesOf(offered);

  return {
    ipv4: bestName('ipv4', privateNames, byPattern, place),
    ipv6: bestName('ipv6', privateNames, byPattern, place),
  };
};
