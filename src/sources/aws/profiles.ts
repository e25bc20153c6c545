import { isRecord, type UnknownRecord } from '../../is-record.ts';
import { allPages } from './all-pages.ts';
import type { SectionApi } from './collection.ts';
import type { SectionRequest } from './section-request.ts';
import type { Session } from './session.ts';
import { type ApiAnswer, apiError, signedSenderOf } from './signed-request.ts';
import { throttleOf } from './throttle.ts';

/** Route 53 Profiles in one Region: a GET, and the members of its answer. */
type Profiles = (path: string, query: Record<string, string>) => Promise<UnknownRecord>;

const parseJson = ({ text, status }: ApiAnswer): UnknownRecord => {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    throw apiError('SyntaxError', `the answer is not JSON (HTTP ${status})`, status);
  }
};

const membersIn = (answer: ApiAnswer): UnknownRecord => {
  const members = parseJson(answer);
  if (answer.status < 300) return members;

  const type = answer.headers['x-amzn-errortype'] ?? members.__type ?? members.code ?? `Http${answer.status}`;
  const name = String(type).split(':')[0]?.split('#').at(-1) ?? '';
  throw apiError(name, String(members.message ?? members.Message ?? 'no message'), answer.status);
};

/** The host does not exist: a Region or partition without Profiles, so nobody can have any there. */
const isNowhere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOTFOUND';

/**
 * Its package is not in every registry, and two GETs do not need one.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53profiles_ListProfileAssociations.html
 */
const profilesOf = async (session: Session, region: string): Promise<Profiles> => {
  const service = 'Route53Profiles';
  const send = await signedSenderOf(session, { service, signingName: 'route53profiles', region });
  const isConfigured = (await session.endpointOf(service)) !== undefined;
  const throttle = throttleOf(session.limits.profiles);

  return async (path, query) => {
    try {
      return await throttle(() => send({ method: 'GET', path, query }, membersIn));
    } catch (error) {
      if (isConfigured || !isNowhere(error)) throw error;
      return {};
    }
  };
};

const listAll = (get: Profiles, path: string, member: string) =>
  allPages(async (nextToken) => {
    const page = await get(path, { maxResults: '100', ...(nextToken === undefined ? {} : { nextToken }) });
    const { [member]: list, NextToken: next } = page;
    return {
      records: Array.isArray(list) ? list.filter(isRecord) : [],
      next: typeof next === 'string' ? next : undefined,
    };
  });

const pathOf = (id: string | undefined): string =>
  id === undefined ? '/profileassociations' : `/profileresourceassociations/profileid/${encodeURIComponent(id)}`;

export const openProfiles = async (session: Session, region: string): Promise<SectionApi> => {
  const get = await profilesOf(session, region);
  const request: SectionRequest = async ({ key, member }, id) => {
    const records = await listAll(get, pathOf(id), String(member));
    return key === undefined ? records : [{ [key]: id, [String(member)]: records }];
  };

  return { request };
};
