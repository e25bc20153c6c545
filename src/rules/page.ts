/** Where anybody can read a rule's page: what the package of this version holds. */
export const pageOf = (id: string, version: string): string =>
  `https://unpkg.com/vpce-audit@${version}/docs/rules/${id}.md`;
