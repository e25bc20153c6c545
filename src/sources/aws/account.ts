import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Sections } from '../../snapshot/schema.ts';
import type { Inquiry } from './inquiry.ts';
import type { Session } from './session.ts';
import { throttleOf } from './throttle.ts';

/** Asks who is calling. The answer is the same in every Region; the Region only decides which endpoint is asked. */
export const callerOf = async (session: Session, region: string): Promise<() => Promise<string | null>> => {
  const settings = await session.settings('STS');
  const client = new STSClient({ ...settings, region, credentials: session.credentials });
  const sts = session.paced(client, throttleOf(session.limits.ec2));

  return async () => (await sts.send(new GetCallerIdentityCommand({}))).Account ?? null;
};

export const collectAccount = async (inquiry: Inquiry, caller: () => Promise<string | null>) =>
  (await inquiry.attempt({ section: 'callerIdentity', action: 'sts:GetCallerIdentity' }, caller)) ?? null;

/** Where the caller is unknown: whoever owns most of what was read. A shared VPC is owned by someone else. */
export const likelyOwner = ({ vpcs, routeTables, vpcEndpoints }: Sections): string | null => {
  const counts = new Map<string, number>();
  for (const { OwnerId } of [...(vpcs ?? []), ...(routeTables ?? []), ...(vpcEndpoints ?? [])]) {
    if (OwnerId !== undefined) counts.set(OwnerId, (counts.get(OwnerId) ?? 0) + 1);
  }

  const ranked = [...counts].sort(([a, most], [b, least]) => least - most || (a < b ? -1 : 1));
  return ranked[0]?.[0] ?? null;
};
