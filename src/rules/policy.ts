import { isRecord, type UnknownRecord } from '../is-record.ts';

const parsed = (policy: string): unknown => {
  try {
    return JSON.parse(policy);
  } catch {
    // AWS keeps what it was given; a policy that is not JSON is no policy that we can call open.
    return null;
  }
};

const isStar = (value: unknown): boolean => value === '*' || (Array.isArray(value) && value.includes('*'));

const isEverybody = (principal: unknown): boolean =>
  isStar(principal) || (isRecord(principal) && isStar(principal.AWS));

const allowsAll = (statement: UnknownRecord): boolean =>
  statement.Effect === 'Allow' &&
  isEverybody(statement.Principal) &&
  isStar(statement.Action) &&
  isStar(statement.Resource) &&
  statement.Condition === undefined;

/** Whether a policy lets every principal do everything to every resource, and denies nothing. */
export const isOpenPolicy = (policy: string): boolean => {
  const document = parsed(policy);
  if (!isRecord(document)) return false;
  const statement = document.Statement;
  const statements = (Array.isArray(statement) ? statement : [statement]).filter(isRecord);

  return statements.some(allowsAll) && !statements.some(({ Effect }) => Effect === 'Deny');
};
