import type { ScopeSnapshot } from '../../snapshot/schema.ts';
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
  readonly caller: () => Promise<string | null>;
  readonly hostedZones: () => Promise<HostedZones>;
}

/** One account in one Region. The clients for names load while the first answers of EC2 are on their way. */
export const collectScope = async (options: ScopeOptions): Promise<ScopeSnapshot> => {
  const { session, region, progress } = options;
  const inquiry = openInquiry(region, progress);
  const ec2 = session.paced(await session.ec2(region), throttleOf(session.limits.ec2));

  const collection = collectEc2(inquiry, ec2, session.limits.allInterfacesUpTo);
  const names = import('./collect-names.ts').then(({ collectNames }) =>
    collectNames({ inquiry, session, collection, hostedZones: options.hostedZones }),
  );
  const [account, interfacesFiltered] = await Promise.all([
    collectAccount(inquiry, options.caller),
    collection.done,
    names,
  ]);

  const { sections, gaps } = inquiry.result();
  return {
    account: account ?? likelyOwner(sections),
    region,
    takenAt: options.takenAt,
    ...(interfacesFiltered ? { interfacesFiltered } : {}),
    sections,
    gaps,
  };
};
