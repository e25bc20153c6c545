import type { ApiName } from '../../snapshot/section-spec.ts';
import type { Collection } from './collection.ts';
import type { HostedZones } from './hosted-zones.ts';
import { openProfiles } from './profiles.ts';
import type { SectionApi } from './section-api.ts';
import type { Session } from './session.ts';
import { openShares } from './shares.ts';

export type NameApis = Readonly<Record<Exclude<ApiName, 'ec2'>, SectionApi>>;

/** The APIs besides EC2: what decides what a name resolves to, and what is shared. */
export const openNameApis = async (
  session: Session,
  collection: Collection,
  hostedZones: () => Promise<HostedZones>,
): Promise<NameApis> => {
  const { collector } = collection;
  const { region } = collector;
  const [zonesOf, route53resolver] = await Promise.all([
    hostedZones(),
    import('./resolver.ts').then(({ openResolver }) => openResolver(session, collector)),
  ]);

  return {
    route53: zonesOf(region, collection),
    route53profiles: openProfiles(session, region),
    route53resolver,
    ram: openShares(session, region),
  };
};
