/** The role of a session, without the session's name: it is another one every time. */
const withoutSession = (arn: string): string => arn.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1');

/** Who read the facts of a scope, where AWS told. */
export const readerOf = (arn: string | undefined): { readonly readBy?: string } =>
  arn === undefined ? {} : { readBy: withoutSession(arn) };
