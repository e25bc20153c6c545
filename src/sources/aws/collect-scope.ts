import { Failure } from '../../failure.ts';
import { readerOf } from '../../snapshot/reader.ts';
import { likelyOwner } from '../../snapshot/references.ts';
import type { Gap, ScopeSnapshot } from '../../snapshot/schema.ts';
import { collectIdentity, type Identity } from './account.ts';
import { accountNameIn, type Caller } from './caller.ts';
import { type Collection, openCollection } from './collection.ts';
import { shownEndpoint } from './configured-endpoint.ts';
import { ec2ApiOf } from './ec2-api.ts';
import type { HostedZones } from './hosted-zones.ts';
import { areInterfacesFiltered } from './network-interfaces.ts';
import { once } from './once.ts';
import type { RunWide } from './run-wide.ts';
import { openCollector, type RequestListener, type SectionCollector } from './section-collector.ts';
import type { Session } from './session.ts';

export interface ScopeOptions {
  readonly session: Session;
  readonly shared: RunWide;
  readonly region: string;
  readonly takenAt: string;
  readonly listener: RequestListener;
  readonly identity: () => Promise<Identity>;
  readonly hostedZones: () => Promise<HostedZones>;
  readonly forOthers: boolean;
  /** Whose it is, if AWS does not tell. */
  readonly likelyAccount: string | undefined;
  readonly caller: Caller;
}

export interface CollectedScope {
  readonly scope: ScopeSnapshot;
  /** Why nothing could be read of it, where that is so. */
  readonly failure: Failure | undefined;
}

/** Not one of the answers without which there is nothing to audit, and not for want of a permission. */
const isCutOff = ({ vpcs, subnets, routeTables }: ScopeSnapshot['sections'], gaps: readonly Gap[]): boolean =>
  !vpcs && !subnets && !routeTables && gaps.some((gap) => gap.section === 'vpcs' && gap.kind !== 'denied');

const cutOff = (region: string, gaps: readonly Gap[]): Failure =>
  new Failure(
    `The EC2 API of ${region} gives no answer (${gaps.find((gap) => gap.section === 'vpcs')?.reason}).`,
    'Check that this machine reaches it: the Region, AWS_ENDPOINT_URL, HTTPS_PROXY, the network.',
  );

/** The clients for names load while the first answers of EC2 are on their way. */
const openCollectionOf = (collector: SectionCollector, options: ScopeOptions): Collection => {
  const { session, shared, region, hostedZones } = options;
  const ec2 = session.ec2(region);
  const names = once(async (collection: Collection) => {
    await Promise.race([session.underWay, collection.read(['vpcs'])]);
    const { openNameApis } = await import('./name-apis.ts');

    return openNameApis(session, collection, hostedZones);
  });

  return openCollection(
    collector,
    async (api, collection) =>
      api === 'ec2' ? ec2ApiOf(ec2, collection, { session, shared, region }) : (await names(collection))[api],
    options,
  );
};

/** One account in one Region. */
export const collectScope = async (options: ScopeOptions): Promise<CollectedScope> => {
  const { session, region, listener } = options;
  const collector = openCollector(region, listener);
  const collection = openCollectionOf(collector, options);

  const done = collection.done();
  await Promise.race([session.underWay, done]);
  const [identity] = await Promise.all([collectIdentity(collector, options.identity), done]);

  const { sections, gaps } = collector.result();
  const endpoint = shownEndpoint(session.endpoints);
  const scope = {
    account: identity?.account ?? options.likelyAccount ?? likelyOwner(sections),
    ...accountNameIn(options.caller),
    region,
    takenAt: options.takenAt,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(areInterfacesFiltered(sections, session.limits.allInterfacesUpTo) ? { interfacesFiltered: true } : {}),
    ...readerOf(identity?.arn),
    sections,
    gaps,
  };

  return { scope, failure: isCutOff(sections, gaps) ? (collector.failure() ?? cutOff(region, gaps)) : undefined };
};
