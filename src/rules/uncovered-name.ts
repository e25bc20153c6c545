import { advise } from '../changes/remedy.ts';
import type { Vpc } from '../network/network.ts';
import type { Service } from '../services/service.ts';
import { named, serviceTitle } from '../wording.ts';
import { confidenceUnder } from './confidence.ts';
import type { AuditedScope, Rule, ServiceResolution } from './rule.ts';
import { pathSections } from './sections.ts';

/** Who dials a name, where clients dial it and an endpoint of the service need not cover it. */
const speakerOf = ({ service, resolution }: ServiceResolution): string | null =>
  [...service.otherNames, ...service.names].find(
    ({ name, family, dialedByDefault }) => name === resolution.name && family === resolution.family && !dialedByDefault,
  )?.dialedBy ?? null;

interface CoveredNames {
  /** Where an interface endpoint serves the regional name. */
  readonly regional: ReadonlySet<string>;
  /** Of those services the names that a gateway endpoint carries all the same, from every subnet. */
  readonly private: ReadonlySet<string>;
  /** Of those services the names with a path that could be another one. */
  readonly doubtful: ReadonlySet<string>;
}

const regionalKey = (vpc: Vpc, service: Service): string => `${vpc.id} ${service.id}`;
const nameKey = (vpc: Vpc, service: Service, name: string): string => `${regionalKey(vpc, service)} ${name}`;

const coveredNames = (groups: AuditedScope['paths']): CoveredNames => {
  const regional = new Set<string>();
  const open = new Set<string>();
  const all = new Set<string>();
  const doubtful = new Set<string>();
  for (const { subnets, paths } of groups)
    for (const { service, name, outcome } of paths)
      if (name.primary && outcome.verdict === 'private' && outcome.via?.kind === 'interface-endpoint')
        regional.add(regionalKey(subnets[0].vpc, service));
  for (const { subnets, paths } of groups)
    for (const { service, name, family, outcome } of paths) {
      if (!regional.has(regionalKey(subnets[0].vpc, service))) continue;
      const key = nameKey(subnets[0].vpc, service, name.name);
      if (family === 'ipv4') (outcome.verdict === 'private' ? all : open).add(key);
      if (confidenceUnder(outcome.doubts) === 'likely') doubtful.add(key);
    }

  return { regional, private: new Set([...all].filter((key) => !open.has(key))), doubtful };
};

/**
 * An endpoint covers the names it lists and no others. Older SDKs, FIPS settings and hard-coded
 * URLs dial names beside them, which still lead out over public addresses.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
 */
export const uncoveredName: Rule = {
  id: 'uncovered-name',
  title: 'Clients that dial another name of a service pass its endpoint by',
  severity: 'note',
  category: 'dns',
  needs: pathSections,

  *check({ paths, resolutions, otherResolutions }) {
    const covered = coveredNames(paths);
    for (const one of [...otherResolutions, ...resolutions]) {
      const { service, resolution } = one;
      const { vpc, name, family, answer } = resolution;
      const speaker = speakerOf(one);
      if (speaker === null || answer.kind !== 'public' || family !== 'ipv4') continue;
      if (!covered.regional.has(regionalKey(vpc, service)) || covered.private.has(nameKey(vpc, service, name)))
        continue;

      yield {
        vpc,
        resource: vpc.id,
        service: service.id,
        detail: name,
        message: `${name} of ${serviceTitle(service)} still resolves to public addresses in ${named(vpc)}, beside the endpoint that answers its regional name (${speaker})`,
        remedy: advise(
          `Have clients in ${vpc.id} dial the regional name of ${serviceTitle(service)} instead of ${name}`,
        ),
        confidence: covered.doubtful.has(nameKey(vpc, service, name)) ? 'likely' : confidenceUnder(resolution.doubts),
      };
    }
  },
};
