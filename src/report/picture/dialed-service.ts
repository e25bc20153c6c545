import type { ReportSubnet, ReportWay, SubnetPath } from '../../audit.ts';
import { memoize } from '../../memoize.ts';
import { serviceLabelOf } from './service-labels.ts';

/** What a subnet's clients dial: a service, over one family of addresses, by the name an SDK takes. */
export interface DialedService {
  /** `s3`; `s3.ipv6` over IPv6. */
  readonly key: string;
  readonly service: string;
  readonly family: SubnetPath['family'];
  readonly label: string;
  readonly short: string;
  readonly inSentence: string;
  readonly host: string;
}

const destinationKey = ({ service, family }: Pick<SubnetPath, 'service' | 'family'>): string =>
  family === 'ipv4' ? service : `${service}.ipv6`;

const pictured = (path: SubnetPath): DialedService => {
  const { name, short, inSentence = name } = serviceLabelOf(path.service);
  const [over, six] = path.family === 'ipv4' ? ['', ''] : [' over IPv6', ' v6'];

  return {
    key: destinationKey(path),
    service: path.service,
    family: path.family,
    label: `${name}${over}`,
    short: `${short}${six}`,
    inSentence: `${inSentence}${over}`,
    host: path.name,
  };
};

/** The ways of the names that SDKs dial by default; one map for all subnets that are alike. */
export const primaryWays = memoize(
  (paths: readonly SubnetPath[]): ReadonlyMap<string, ReportWay> =>
    new Map(paths.filter(({ primary }) => primary).map((path) => [destinationKey(path), path.way])),
);

/** In the report's order; what is dialed over IPv6 behind what is dialed over IPv4. */
export const destinationsOf = (subnets: readonly Pick<ReportSubnet, 'paths'>[]): readonly DialedService[] => {
  const found = new Map<string, DialedService>();
  for (const paths of new Set(subnets.map((subnet) => subnet.paths)))
    for (const path of paths)
      if (path.primary && !found.has(destinationKey(path))) found.set(destinationKey(path), pictured(path));
  const all = [...found.values()];

  return [...all.filter(({ family }) => family === 'ipv4'), ...all.filter(({ family }) => family === 'ipv6')];
};
