import type { Answer } from '../references.ts';
import type { Ec2Collection } from './collect-ec2.ts';
import type { HostedZones } from './hosted-zones.ts';
import type { Inquiry } from './inquiry.ts';
import { collectProfiles, openProfiles } from './profiles.ts';
import type { Session } from './session.ts';

export interface NameOptions {
  readonly inquiry: Inquiry;
  readonly session: Session;
  readonly collection: Ec2Collection;
  readonly hostedZones: () => Promise<HostedZones>;
}

type Profiled = Promise<Answer<'profileResourceAssociations'>>;

const collectFromResolver = async ({ inquiry, session, collection }: NameOptions, profiled: Profiled) => {
  const [{ collectResolver, openResolver }, { collectDnsFirewall }] = await Promise.all([
    import('./resolver.ts'),
    import('./dns-firewall.ts'),
  ]);
  const resolver = await openResolver(session, inquiry.region);

  await Promise.all([
    collectResolver(inquiry, resolver, collection.dhcpOptions),
    collectDnsFirewall(inquiry, resolver, profiled),
  ]);
};

const collectFromHostedZones = async ({ inquiry, collection, hostedZones }: NameOptions, profiled: Profiled) => {
  const zones = await hostedZones();
  await zones.collect(inquiry, await collection.vpcIds, profiled);
};

/** Everything besides EC2 that decides what a name resolves to. */
export const collectNames = async (options: NameOptions): Promise<void> => {
  const { inquiry, session } = options;
  const profiled = openProfiles(session, inquiry.region).then((profiles) => collectProfiles(inquiry, profiles));

  await Promise.all([profiled, collectFromHostedZones(options, profiled), collectFromResolver(options, profiled)]);
};
