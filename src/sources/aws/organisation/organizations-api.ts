import { isRecord } from '../../../is-record.ts';
import { allPages } from '../all-pages.ts';
import { apiError, assertJson, membersIn, missingPart } from '../api-answer.ts';
import type { Session } from '../session.ts';
import { type ApiAnswer, type ApiRequest, type Send, signedSenderOf } from '../signed-request.ts';

export interface Account {
  readonly id: string;
  readonly name: string | undefined;
  /** `ACTIVE`, or why it cannot be used. */
  readonly state: string;
}

/** AWS Organizations, as far as it tells which accounts there are. */
export interface OrganizationsApi {
  accounts(): Promise<readonly Account[]>;
  /** Those directly in a root or organizational unit. */
  accountsIn(parent: string): Promise<readonly Account[]>;
  unitsIn(parent: string): Promise<readonly string[]>;
  tagsOf(account: string): Promise<ReadonlyMap<string, string>>;
}

type Member = Readonly<Record<string, unknown>>;

/** One endpoint serves a partition. @see https://docs.aws.amazon.com/general/latest/gr/ao.html */
const homes: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-northwest-1',
  'aws-us-gov': 'us-gov-west-1',
};

const answerIn = ({ status, text, body, headers }: ApiAnswer): Member => {
  assertJson(body, status, headers['x-amzn-errortype']);
  const answer = membersIn(text, status);
  if (status < 300) return answer;
  const [type] = String(headers['x-amzn-errortype'] ?? answer.__type ?? 'Unknown').split(':');

  throw apiError(type?.replace(/^.*#/, '') ?? 'Unknown', String(answer.message ?? answer.Message ?? ''), status);
};

const textOf = (member: Member, field: string): string => {
  const text = member[field];
  if (typeof text !== 'string') throw missingPart(field);

  return text;
};

/** Its `Status` gives way to `State`: whichever is there. */
const accountOf = (member: Member): Account => ({
  id: textOf(member, 'Id'),
  name: typeof member.Name === 'string' ? member.Name : undefined,
  state: textOf(member, 'State' in member ? 'State' : 'Status'),
});

const requestOf = (operation: string, input: Member): ApiRequest => ({
  method: 'POST',
  path: '/',
  headers: {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `AWSOrganizationsV20161128.${operation}`,
  },
  body: JSON.stringify(input),
});

const listAll = (send: Send, operation: string, list: string, input: Member): Promise<readonly Member[]> =>
  allPages(list, async (NextToken) => {
    const { [list]: members, NextToken: next } = await send(requestOf(operation, { ...input, NextToken }), answerIn);

    return {
      records: Array.isArray(members) && members.every(isRecord) ? members : undefined,
      next: typeof next === 'string' ? next : undefined,
    };
  });

export const openOrganizations = (session: Session, partition: string): OrganizationsApi => {
  const region = homes[partition] ?? session.home;
  const pace = session.limits.organizations;
  const send = signedSenderOf(session, { service: 'Organizations', signingName: 'organizations', region, pace });

  return {
    accounts: async () => (await listAll(send, 'ListAccounts', 'Accounts', {})).map(accountOf),
    accountsIn: async (ParentId) =>
      (await listAll(send, 'ListAccountsForParent', 'Accounts', { ParentId })).map(accountOf),
    unitsIn: async (ParentId) =>
      (await listAll(send, 'ListOrganizationalUnitsForParent', 'OrganizationalUnits', { ParentId })).map((unit) =>
        textOf(unit, 'Id'),
      ),
    tagsOf: async (ResourceId) =>
      new Map(
        (await listAll(send, 'ListTagsForResource', 'Tags', { ResourceId })).map((tag) => [
          textOf(tag, 'Key'),
          textOf(tag, 'Value'),
        ]),
      ),
  };
};
