import { type Call, type Json, type Refusal, type Reply, refuse, scopeIn, sliceOf, type World } from './call.ts';

const json = (status: number, body: Json): Reply => ({ status, type: 'application/json', body: JSON.stringify(body) });

export const ramRefusal = ({ status, code, message }: Refusal): Reply => json(status, { __type: code, message });

export const ramOperation = (path: string): string => (path === '/listresources' ? 'ListResources' : 'Unknown');

export const answerRam = (call: Call, world: World): Reply => {
  if (call.operation !== 'ListResources' || call.params.resourceOwner !== 'SELF')
    return ramRefusal(refuse(400, 'InvalidParameterException', 'only what the account itself shares is known here'));
  const size = Math.min(Number(call.params.maxResults ?? 500), world.pageSize);
  const all = scopeIn(world, call.region).sharedResources ?? [];
  const { items, next } = sliceOf(all, { size, token: call.params.nextToken });

  return json(200, { resources: items, nextToken: next });
};
