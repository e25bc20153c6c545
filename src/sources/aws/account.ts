import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
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
