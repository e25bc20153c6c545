import { isRecord } from '../../is-record.ts';
import { allPages } from './all-pages.ts';
import { jsonAnswerIn } from './json-api.ts';
import type { SectionApi } from './section-api.ts';
import type { Session } from './session.ts';
import { signedSenderOf } from './signed-request.ts';

/**
 * What an account shares by AWS RAM in one Region. One request, which needs no client.
 *
 * @see https://docs.aws.amazon.com/ram/latest/APIReference/API_ListResources.html
 */
export const openShares = (session: Session, region: string): SectionApi => {
  const send = signedSenderOf(session, { service: 'RAM', signingName: 'ram', region, pace: session.limits.shares });

  return {
    request: ({ member, pageSize: maxResults }) =>
      allPages(String(member), async (nextToken) => {
        const body = JSON.stringify({ resourceOwner: 'SELF', maxResults, nextToken });
        const headers = { 'content-type': 'application/json' };
        const page = await send({ method: 'POST', path: '/listresources', headers, body }, jsonAnswerIn);
        const { [String(member)]: list, nextToken: next } = page;

        return {
          records: Array.isArray(list) && list.every(isRecord) ? list : undefined,
          next: typeof next === 'string' ? next : undefined,
        };
      }),
  };
};
