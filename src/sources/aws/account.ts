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

export interface Identity {
  readonly account: string;
  /** None where only the account is told. */
  readonly arn: string | undefined;
}

const identityIn = ({ status, text, body }: ApiAnswer): Identity => {
  assertXml(body, status, 'GetCallerIdentityResponse');
  if (status >= 300) throw apiError(textIn(text, 'Code') ?? 'Unknown', textIn(text, 'Message') ?? '', status);
  const account = textIn(text, 'Account');
  if (account === undefined) throw missingPart('Account');

  return { account, arn: textIn(text, 'Arn') };
};

/** Asks who is calling. The answer is the same in every Region; the Region only decides which endpoint is asked. */
export const callerIdentity = (session: Session, region: string): Promise<Identity> =>
  signedSenderOf(session, { service: 'STS', signingName: 'sts', region, pace: session.limits.sts })(
    getCallerIdentity,
    identityIn,
  );

export const collectIdentity = async (
  collector: SectionCollector,
  identity: () => Promise<Identity>,
): Promise<Identity | undefined> =>
  collector.attempt({ section: 'callerIdentity', action: 'sts:GetCallerIdentity' }, identity);
