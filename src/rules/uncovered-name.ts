import type { PathGroup } from '../analysis/path.ts';
import { advise } from '../changes/remedy.ts';
import { groupBy } from '../group-by.ts';
import { memoize } from '../memoize.ts';
import type { Service } from '../services/service.ts';
import { named, serviceTitle } from '../wording.ts';
import { confidenceUnder } from './confidence.ts';
import type { Rule, ServiceResolution } from './rule.ts';
import { pathSections } from './sections.ts';

/** Who dials a name, where clients dial it and an endpoint of the service need not cover it. */
const speakerOf = ({ service, resolution }: ServiceResolution): string | null =>
  [...service.otherNames, ...service.names].find(
    ({ name, family, dialedByDefault }) => name === resolution.name && family === resolution.family && !dialedByDefault,
  )?.dialedBy ?? null;

type Groups = readonly PathGroup[];

/** The services of a VPC whose regional name an interface endpoint serves, from some subnet. */
const regionalServices = (groups: Groups): ReadonlySet<string> => {
  const served = new Set<string>();
  for (const { paths } of groups)
    for (const { service, name, outcome } of paths)
      if (name.primary && outcome.verdict === 'private' && outcome.via?.kind === 'interface-endpoint')
        served.add(service.id);

  return served;
};

interface Coverage {
  /** A gateway endpoint carries the name all the same, from every subnet. */
  readonly isPrivate: boolean;
  /** A path of the name could be another one. */
  readonly isDoubtful: boolean;
}

const coverageOf = (groups: Groups, { id }: Service, name: string): Coverage => {
  const paths = groups.flatMap((group) =>
    group.paths.filter((path) => path.name.name === name && path.service.id === id),
  );
  const ipv4 = paths.filter(({ family }) => family === 'ipv4');

  return {
    isPrivate: ipv4.length > 0 && ipv4.every(({ outcome }) => outcome.verdict === 'private'),
    isDoubtful: paths.some(({ outcome }) => confidenceUnder(outcome.doubts) === 'likely'),
  };
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
    const byVpc = groupBy(paths, ({ subnets: [{ vpc }] }) => vpc.id);
    const servedIn = memoize(regionalServices);
    for (const one of [...otherResolutions, ...resolutions]) {
      const { service, resolution } = one;
      const { vpc, name, family, answer } = resolution;
      const speaker = speakerOf(one);
      if (speaker === null || answer.kind !== 'public' || family !== 'ipv4') continue;
      const groups = byVpc.get(vpc.id) ?? [];
      if (!servedIn(groups).has(service.id)) continue;
      const { isPrivate, isDoubtful } = coverageOf(groups, service, name);
      if (isPrivate) continue;

      yield {
        vpc,
        resource: vpc.id,
        service: service.id,
        detail: name,
        message: `${name} of ${serviceTitle(service)} still resolves to public addresses in ${named(vpc)}, beside the endpoint that answers its regional name (${speaker})`,
        remedy: advise(
          `Have clients in ${vpc.id} dial the regional name of ${serviceTitle(service)} instead of ${name}`,
        ),
        confidence: isDoubtful ? 'likely' : confidenceUnder(resolution.doubts),
      };
    }
  },
};
