import type { ServiceName } from '../services/service.ts';
import { advise } from './remedy/remedy.ts';
import type { Rule, ServiceResolution } from './rule.ts';
import { pathSections } from './sections.ts';
import { named, serviceTitle } from './wording.ts';

const speaker = (names: readonly ServiceName[], { resolution }: ServiceResolution): string | null =>
  names.find(({ name, family }) => name === resolution.name && family === resolution.family)?.dialedBy ?? null;

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

  *check({ paths, otherResolutions }) {
    const covered = new Set<string>();
    for (const {
      subnets: [subnet],
      paths: all,
    } of paths)
      for (const { service, name, outcome } of all)
        if (name.primary && outcome.verdict === 'private' && outcome.via?.kind === 'interface-endpoint')
          covered.add(`${subnet.vpc.id} ${service.id}`);
    for (const other of otherResolutions) {
      const { service, resolution } = other;
      const { vpc, name, family, answer } = resolution;
      if (answer.kind !== 'public' || family !== 'ipv4' || !covered.has(`${vpc.id} ${service.id}`)) continue;
      const who = speaker(service.otherNames, other);

      yield {
        vpc,
        resource: vpc.id,
        service: service.id,
        detail: name,
        message: `${name} of ${serviceTitle(service)} still resolves to public addresses in ${named(vpc)}, beside the endpoint that answers its regional name${who === null ? '' : ` (${who})`}`,
        remedy: advise(
          `Have clients in ${vpc.id} dial the regional name of ${serviceTitle(service)} instead of ${name}`,
        ),
      };
    }
  },
};
