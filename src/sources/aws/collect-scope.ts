import { Failure } from '../../failure.ts';
import type { Gap, ScopeSnapshot } from '../../snapshot/schema.ts';
import { likelyOwner } from '../references.ts';
import { collectAccount } from './account.ts';
import { collectEc2 } from './collect-ec2.ts';
import type { HostedZones } from './hosted-zones.ts';
import { openInquiry, type Progress } from './inquiry.ts';
import type { Session } from './session.ts';
import { throttleOf } from './throttle.ts';

export interface ScopeOptions {
  readonly session: Session;
  readonly region: string;
  readonly takenAt: string;
  readonly progress: Progress;
  readonly caller: () => Promise<string>;
  readonly hostedZones: () => Promise<HostedZones>;
}

/** Not one of the answers without which there is nothing to audit, and not for want of a permission. */
const isCutOff = ({ vpcs, subnets, routeTables }: ScopeSnapshot['sections'], gaps: readonly Gap[]): boolean =>
  !vpcs && !subnets && !routeTables && gaps.some((gap) => gap.section === 'vpcs' && gap.kind !== 'denied');

const cutOff = (region: string, gaps: readonly Gap[]): Failure =>
  new Failure(
    `The EC2 API of ${region} gives no answer (${gaps.find((gap) => gap.section === 'vpcs')?.reason}).`,
    'Check that this machine reaches it: the Region, AWS_ENDPOINT_URL, HTTPS_PROXY, the network.',
  );

/** One account in one Region. The clients for names load while the first answers of EC2 are on their way. */
export const collectScope = async (options: ScopeOptions): Promise<ScopeSnapshot> => {
  const { session, region, progress } = options;
  const inquiry = openInquiry(region, progress);
  const ec2 = session.paced(await session.ec2(region), throttleOf(session.limits.ec2));

  const collection = collectEc2(inquiry, ec2, session.limits.allInterfacesUpTo);
  await Promise.race([session.underWay, collection.done]);
  const names = import('./collect-names.ts').then(({ collectNames }) =>
    collectNames({ inquiry, session, collection, hostedZones: options.hostedZones }),
  );
  const [account, interfacesFiltered] = await Promise.all([
    collectAccount(inquiry, options.caller),
    collection.done,
    names,
  ]);

  const { sections, gaps } = inquiry.result();
  if (isCutOff(sections, gaps)) throw cutOff(region, gaps);

  return {
    account: account ?? likelyOwner(sections),
    region,
    takenAt: options.takenAt,
    ...(interfacesFiltered ? { interfacesFiltered } : {}),
    sections,
    gaps,
  };
};
