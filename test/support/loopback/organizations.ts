import { type Call, type Json, type Reply, refuse, type World } from './call.ts';
import { resolverRefusal } from './resolver.ts';

/** An account of the organisation. */
export interface Member {
  readonly id: string;
  /** Defaults to `ACTIVE`. */
  readonly state?: string;
  /** The root or organizational unit that it is in. Defaults to the root. */
  readonly unit?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** What its role asks for; `denied`: nobody may assume it. */
  readonly role?: 'denied' | { readonly externalId: string };
}

export interface Organisation {
  readonly members: readonly Member[];
  /** Organizational units by what they are in. */
  readonly units: Readonly<Record<string, readonly string[]>>;
}

export const root = 'r-root';

const json = (body: Json): Reply => ({ status: 200, type: 'application/x-amz-json-1.1', body: JSON.stringify(body) });

/** AWS takes `Status` out of its answers in the end; `State` stays. */
const accountOf = ({ id, state = 'ACTIVE' }: Member): Json => ({ Id: id, Name: `account ${id}`, State: state });

const pageOf = (list: string, items: readonly Json[], { params }: Call, { pageSize }: World): Reply => {
  const from = Number(params.NextToken ?? 0);
  const to = from + pageSize;

  return json({ [list]: items.slice(from, to), ...(to < items.length ? { NextToken: String(to) } : {}) });
};

export const answerOrganizations = (call: Call, world: World): Reply => {
  const { members, units } = world.organisation ?? { members: [], units: {} };
  const parent = call.params.ParentId ?? '';
  switch (call.operation) {
    case 'ListAccounts':
      return pageOf('Accounts', members.map(accountOf), call, world);
    case 'ListAccountsForParent': {
      const inside = members.filter(({ unit = root }) => unit === parent);
      return pageOf('Accounts', inside.map(accountOf), call, world);
    }
    case 'ListOrganizationalUnitsForParent':
      return pageOf(
        'OrganizationalUnits',
        (units[parent] ?? []).map((Id) => ({ Id })),
        call,
        world,
      );
    case 'ListTagsForResource': {
      const tags = Object.entries(members.find(({ id }) => id === call.params.ResourceId)?.tags ?? {});
      return pageOf(
        'Tags',
        tags.map(([Key, Value]) => ({ Key, Value })),
        call,
        world,
      );
    }
    default:
      return resolverRefusal(refuse(400, 'UnknownOperationException', call.operation));
  }
};
