import type { Change } from '../changes/change.ts';
import { isNew } from '../changes/new-id.ts';
import { type Records, recordsOfScope } from '../changes/records.ts';
import { idsIn, sectionOf } from '../changes/subjects.ts';
import { Failure } from '../failure.ts';
import type { Snapshot } from '../snapshot/schema.ts';

/** Null: nobody can tell. */
const isListed = (id: string, records: Records): boolean | null => {
  const section = sectionOf(id);

  return section === undefined || records.all(section) === null ? null : records.find(section, id) !== undefined;
};

/** A change to what is not there would be made to nothing, and look harmless. */
export const assertKnown = ({ scopes }: Snapshot, changes: readonly Change[], where: string): void => {
  const records = new Map(scopes.map((scope) => [`${scope.account ?? ''} ${scope.region}`, recordsOfScope(scope)]));
  const made = new Set(changes.flatMap((change) => ('id' in change ? change.id : [])));
  for (const [at, change] of changes.entries()) {
    const { account, region } = change;
    const own = records.get(`${account ?? ''} ${region}`);
    if (own === undefined)
      throw new Failure(
        `${where}: change ${at + 1}: there are no facts of account ${account ?? 'unknown'} in ${region}`,
        `There are those of ${scopes.map((scope) => `${scope.account ?? 'unknown'} in ${scope.region}`).join(', ')}.`,
      );
    if ('id' in change && isListed(change.id, own) === true)
      throw new Failure(
        `${where}: change ${at + 1}: id: ${change.id} is there already`,
        'Take out what is done already.',
      );
    const lost = idsIn(change).find(({ id }) => (isNew(id) ? !made.has(id) : isListed(id, own) === false));
    if (lost !== undefined)
      throw new Failure(
        `${where}: change ${at + 1}: ${lost.field}: ${isNew(lost.id) ? 'no change creates' : 'there is no'} ${lost.id}`,
        'The facts may be of another day, account or Region than the changes.',
      );
  }
};
