interface Statement {
  readonly [key: string]: unknown;
}

const isStatement = (value: unknown): value is Statement =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
  isStar(principal) || (isStatement(principal) && isStar(principal.AWS));

const allowsAll = (statement: Statement): boolean =>
  statement.Effect === 'Allow' &&
  isEverybody(statement.Principal) &&
  isStar(statement.Action) &&
  isStar(statement.Resource) &&
  statement.Condition === undefined;

/** Whether a policy lets every principal do everything to every resource, and denies nothing. */
export const isOpenPolicy = (policy: string): boolean => {
  const document = parsed(policy);
  if (!isStatement(document)) return false;
  const statement = document.Statement;
  const statements = (Array.isArray(statement) ? statement : [statement]).filter(isStatement);

  return statements.some(allowsAll) && !statements.some(({ Effect }) => Effect === 'Deny');
};
