import type { Failure } from '../failure.ts';
import type { Gap, Snapshot } from '../snapshot/schema.ts';

/** A file of a folder, or an object below a prefix, that is no snapshot as it is: cut off, damaged, somebody else's. */
export interface UnreadFile {
  readonly name: string;
  readonly failure: Failure;
}

const gapOf = ({ failure }: UnreadFile): Gap => ({
  section: 'vpcs',
  action: 'ec2:DescribeVpcs',
  reason: failure.message,
  kind: 'missing',
});

/** Nobody knows whose facts a file held: in each Region they are of some account that was not read. */
export const withUnreadFiles = (snapshot: Snapshot, files: readonly UnreadFile[]): Snapshot => {
  const gaps = files.map(gapOf);
  const scopes = snapshot.scopes.map((scope) =>
    scope.account === null ? { ...scope, gaps: [...scope.gaps, ...gaps] } : scope,
  );
  const told = new Set(scopes.filter(({ account }) => account === null).map(({ region }) => region));
  const untold = [...new Set(scopes.map(({ region }) => region))].filter((region) => !told.has(region));

  return {
    ...snapshot,
    scopes: [...scopes, ...untold.map((region) => ({ account: null, region, takenAt: null, sections: {}, gaps }))],
  };
};

const mostTold = 10;

export const unreadNotices = (files: readonly UnreadFile[]): readonly string[] => {
  const more = files.length - mostTold;

  return [
    ...files.slice(0, mostTold).map(({ failure }) => `${failure.message}: it is left out`),
    ...(more > 0 ? [`${more} more files are left out likewise`] : []),
  ];
};
