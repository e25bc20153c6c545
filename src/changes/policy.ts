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

/** Every request of everybody. */
const isAboutAll = ({ Principal, Action, Resource, Condition }: UnknownRecord): boolean =>
  isEverybody(Principal) && isStar(Action) && isStar(Resource) && Condition === undefined;

const allowsAll = (statement: UnknownRecord): boolean => statement.Effect === 'Allow' && isAboutAll(statement);

const deniesAll = (statement: UnknownRecord): boolean => statement.Effect === 'Deny' && isAboutAll(statement);

const statementsOf = (policy: string): readonly UnknownRecord[] => {
  const document = parsed(policy);
  if (!isRecord(document)) return [];
  const statement = document.Statement;

  return (Array.isArray(statement) ? statement : [statement]).filter(isRecord);
};

/** Whether a policy lets every principal do everything to every resource, and denies nothing. */
export const isOpenPolicy = (policy: string): boolean => {
  const statements = statementsOf(policy);

  return statements.some(allowsAll) && !statements.some(({ Effect }) => Effect === 'Deny');
};

/** Whether a policy lets no principal do anything: it allows nothing, or denies everything. */
export const isClosedPolicy = (policy: string): boolean => {
  const document = parsed(policy);
  if (!isRecord(document) || document.Statement === undefined) return false;
  const statements = statementsOf(policy);

  return !statements.some(({ Effect }) => Effect === 'Allow') || statements.some(deniesAll);
};

const conditionKeys = (condition: unknown): readonly string[] =>
  isRecord(condition) ? Object.values(condition).flatMap((keys) => (isRecord(keys) ? Object.keys(keys) : [])) : [];

/** Of callers alone: no action, resource or network is named. */
const asksWhoCalls = ({ Action, Resource, Condition }: UnknownRecord): boolean =>
  Action === '*' && Resource === '*' && conditionKeys(Condition).every((key) => /^aws:principal/i.test(key));

/** Whether a policy asks who calls, and nothing else: it says the same of every service. */
export const isAboutCallers = (policy: string): boolean => {
  const statements = statementsOf(policy);

  return statements.length > 0 && statements.every(asksWhoCalls) && !isOpenPolicy(policy);
};
