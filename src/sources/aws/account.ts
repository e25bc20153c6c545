import type { SectionCollector } from './section-collector.ts';

import type { Session } from './session.ts';
import { type ApiAnswer, type ApiRequest, apiError, signedSenderOf } from './signed-request.ts';

const getCallerIdentity: ApiRequest = {
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'Action=GetCallerIdentity&Version=2011-06-15',
};

const textIn = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];

const accountIn = ({ status, text }: ApiAnswer): string => {
  const account = textIn(text, 'Account');
  if (status < 300 && account !== undefined) return account;

  throw apiError(textIn(text, 'Code') ?? 'SyntaxError', textIn(text, 'Message') ?? 'the answer is not of STS', status);
};

/** Asks who is calling. The answer is the same in every Region; the Region only decides which endpoint is asked. */
export const callerOf = async (session: Session, region: string): Promise<() => Promise<string>> => {
  const send = await signedSenderOf(session, { service: 'STS', signingName: 'sts', region });

  return () => send(getCallerIdentity, accountIn);
};

export const collectAccount = async (
  collector: SectionCollector,
  caller: () => Promise<string>,
): Promise<string | null> =>
  (await collector.attempt({ section: 'callerIdentity', action: 'sts:GetCallerIdentity' }, caller)) ?? null;
