/** Whose facts would tell more, and how to come by them. */
export const absentOwnerText = (id: string, owner: string): string =>
  `${id} is of account ${owner}, whose facts of this Region are not among these: collect there too, or add a snapshot of it with --context`;
