import { type Call, type Json, type Refusal, type Reply, scopeIn, sliceOf, type World } from './call.ts';

const json = (status: number, body: Json): Reply => ({ status, type: 'application/json', body: JSON.stringify(body) });

export const profilesRefusal = ({ status, code, message }: Refusal): Reply => json(status, { __type: code, message });

export const profilesOperation = (path: string): { operation: string; profile?: string } | undefined => {
  if (path.endsWith('/profileassociations')) return { operation: 'ListProfileAssociations' };

  const profile = /\/profileresourceassociations\/profileid\/([^/]+)$/.exec(path)?.[1];
  return profile === undefined ? undefined : { operation: 'ListProfileResourceAssociations', profile };
};

export const answerProfiles = (call: Call, world: World): Reply => {
  const sections = scopeIn(world, call.region);
  const whole = call.operation === 'ListProfileAssociations';
  const member = whole ? 'ProfileAssociations' : 'ProfileResourceAssociations';
  const ofProfile = (sections.profileResourceAssociations ?? []).find(
    ({ ProfileId }) => ProfileId === call.params.profile,
  );
  const all = whole ? (sections.profileAssociations ?? []) : (ofProfile?.ProfileResourceAssociations ?? []);

  const size = Math.min(Number(call.params.maxResults ?? 100), world.pageSize);
  const { items, next } = sliceOf<unknown>(all, { size, token: call.params.nextToken });
  return json(200, { [member]: items, NextToken: next });
};
