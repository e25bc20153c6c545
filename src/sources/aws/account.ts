import { apiError, assertXml, missingPart } from './api-answer.ts';
import type { SectionCollector } from './section-collector.ts';
import type { Session } from './session.ts';
import { type ApiAnswer, type ApiRequest, signedSenderOf } from './signed-request.ts';

const getCallerIdentity: ApiRequest = {
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'Action=GetCallerIdentity&Version=2011-06-15',
};

const textIn = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];

const accountIn = ({ status, text, body }: ApiAnswer): string => {
  assertXml(body, status, 'GetCallerIdentityResponse');
  if (status >= 300) throw apiError(textIn(text, 'Code') ?? 'Unknown', textIn(text, 'Message') ?? '', status);
  const account = textIn(text, 'Account');
  if (account === undefined) throw missingPart('Account');

  return account;
};

/** Asks who is calling. The answer is the same in every Region; the Region only decides which endpoint is asked. */
export const callerOf = (session: Session, region: string): (() => Promise<string>) => {
  const send = signedSenderOf(session, { service: 'STS', signingName: 'sts', region, pace: session.limits.sts });

  return () => send(getCallerIdentity, accountIn);
};

export const collectAccount = async (
  collector: SectionCollector,
  caller: () => Promise<string>,
): Promise<string | null> =>
  (await collector.attempt({ section: 'callerIdentity', action: 'sts:GetCallerIdentity' }, caller)) ?? null;
