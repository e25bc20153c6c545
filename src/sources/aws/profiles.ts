import { type Answer, associatedProfiles } from '../references.ts';
import { allPages } from './all-pages.ts';
import type { Inquiry } from './inquiry.ts';
import type { Session } from './session.ts';
import { type SignedGet, signedGetOf } from './signed-get.ts';
import { throttleOf } from './throttle.ts';

export type Profiles = SignedGet;

/**
 * Route 53 Profiles has no package in every registry, and two GETs do not need one.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53profiles_ListProfileAssociations.html
 */
export const openProfiles = async (session: Session, region: string): Promise<Profiles> => {
  const get = await signedGetOf(session, { service: 'Route53Profiles', signingName: 'route53profiles', region });
  const throttle = throttleOf(session.limits.profiles);
  const isConfigured = (await session.settings('Route53Profiles')).endpoint !== undefined;

  return async (path, query) => {
    try {
      return await throttle(() => get(path, query));
    } catch (error) {
      if (isConfigured || !isNowhere(error)) throw error;
      return {};
    }
  };
};

/** The host does not exist: a Region or partition without Profiles, so nobody can have any there. */
const isNowhere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOTFOUND';

const objectsIn = (answer: Record<string, unknown>, member: string): readonly object[] => {
  const list = answer[member];
  return Array.isArray(list) ? list.filter((item): item is object => typeof item === 'object' && item !== null) : [];
};

const listAll = (get: Profiles, path: string, member: string) =>
  allPages(async (nextToken) => {
    const page = await get(path, { maxResults: '100', ...(nextToken === undefined ? {} : { nextToken }) });
    const next = page.NextToken;
    return { records: objectsIn(page, member), next: typeof next === 'string' ? next : undefined };
  });

export const collectProfiles = async (
  inquiry: Inquiry,
  profiles: Profiles,
): Promise<Answer<'profileResourceAssociations'>> => {
  const associations = await inquiry.ask(
    { section: 'profileAssociations', action: 'route53profiles:ListProfileAssociations' },
    () => listAll(profiles, '/profileassociations', 'ProfileAssociations'),
  );
  const ids = associatedProfiles(associations);
  if (ids.length === 0) return undefined;

  return inquiry.askEach(
    { section: 'profileResourceAssociations', action: 'route53profiles:ListProfileResourceAssociations' },
    ids,
    async (ProfileId) => {
      const path = `/profileresourceassociations/profileid/${encodeURIComponent(ProfileId)}`;
      return [{ ProfileId, ProfileResourceAssociations: await listAll(profiles, path, 'ProfileResourceAssociations') }];
    },
  );
};
