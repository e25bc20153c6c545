/** States of a Resolver association or Profile resource in which it counts; one that is being updated keeps its old value. */
export const effectiveStates: ReadonlySet<string | undefined> = new Set([undefined, 'COMPLETE', 'UPDATING']);

/** States in which it does not; whatever else AWS says of one, it may count. */
export const ineffectiveStates: ReadonlySet<string | undefined> = new Set([
  'CREATING',
  'DELETING',
  'DELETED',
  'FAILED',
]);
