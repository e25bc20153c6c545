import { isRecord, type UnknownRecord } from '../../is-record.ts';
import { allPages } from './all-pages.ts';
import { jsonAnswerIn } from './json-api.ts';
import type { SectionApi } from './section-api.ts';
import type { OnPage, SectionRequest } from './section-request.ts';
import type { Session } from './session.ts';
import { signedSenderOf } from './signed-request.ts';

/** Route 53 Profiles in one Region: a GET, and the members of its answer. */
type Profiles = (path: string, query: Record<string, string>) => Promise<UnknownRecord>;

const none: UnknownRecord = { ProfileAssociations: [], ProfileResourceAssociations: [] };

/** The host does not exist: a Region or partition without Profiles, so nobody can have any there. */
const isNowhere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOTFOUND';

/**
 * Its package is not in every registry, and two GETs do not need one.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53profiles_ListProfileAssociations.html
 */
const profilesOf = (session: Session, region: string): Profiles => {
  const service = 'Route53Profiles';
  const { endpoints, limits } = session;
  const send = signedSenderOf(session, { service, signingName: 'route53profiles', region, pace: limits.profiles });

  return async (path, query) => {
    try {
      return await send({ method: 'GET', path, query }, jsonAnswerIn);
    } catch (error) {
      if (endpoints[service] !== undefined || !isNowhere(error)) throw error;
      return none;
    }
  };
};

const listAll = (get: Profiles, path: string, member: string, onPage?: OnPage) => {
  const ask = async (nextToken: string | undefined) => {
    const page = await get(path, { maxResults: '100', ...(nextToken === undefined ? {} : { nextToken }) });
    const { [member]: list, NextToken: next } = page;

    return {
      records: Array.isArray(list) && list.every(isRecord) ? list : undefined,
      next: typeof next === 'string' ? next : undefined,
    };
  };

  return allPages(member, ask, onPage);
};

const pathOf = (id: string | undefined): string =>
  id === undefined ? '/profileassociations' : `/profileresourceassociations/profileid/${encodeURIComponent(id)}`;

export const openProfiles = (session: Session, region: string): SectionApi => {
  const get = profilesOf(session, region);
  const request: SectionRequest = async ({ key, member }, id, onPage) => {
    const records = await listAll(get, pathOf(id), String(member), key === undefined ? onPage : undefined);

    return key === undefined ? records : [{ [key]: id, [String(member)]: records }];
  };

  return { request };
};
