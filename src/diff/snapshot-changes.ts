import { by } from '../order.ts';
import type { ScopeSnapshot, Section, Snapshot } from '../snapshot/schema.ts';
import { sectionNames, sectionSpecs } from '../snapshot/sections.ts';
import { readPart, textsIn } from './plain-record.ts';
import { recordChanges } from './record-changes.ts';
import { type KeyedRecord, recordsOf, schemaOf } from './records-of.ts';
import type { ResourceChange, Wording } from './resource-change.ts';

type Gap = ScopeSnapshot['gaps'][number];

/** An association is between two; the other one is what it is told by. */
const wholeText = (section: Section, { record }: KeyedRecord, what: string): string => {
  const { noun, ids } = sectionSpecs[section];
  const other = ids.length > 1 && noun === 'association' ? ` with ${String(record[ids[1] ?? ''] ?? 'none')}` : '';

  return `${noun}${other} ${what}`;
};

const whole = (section: Section, keyed: KeyedRecord, what: 'added' | 'removed'): Wording => ({
  change: wholeText(section, keyed, what),
  needs: [],
  mentions: [...textsIn(readPart(keyed.record, schemaOf(section)))],
});

/** Nobody can say of what was not read whether it is gone. */
const gapOf = ({ gaps }: ScopeSnapshot, section: Section, resource: string): Gap | undefined =>
  gaps.find((gap) => gap.section === section && (gap.resource === undefined || gap.resource === resource));

const read = (what: string, { action, kind, reason }: Gap): Wording => ({
  change: `${what}: ${action} ${kind} (${reason})`,
  needs: [],
  mentions: [],
});

const oneSided = (keyed: KeyedRecord, section: Section, other: ScopeSnapshot, isOld: boolean): Wording => {
  const gap = gapOf(other, section, keyed.resource);
  if (gap !== undefined) return read(isOld ? 'not read any more' : 'not read before', gap);

  return whole(section, keyed, isOld ? 'removed' : 'added');
};

interface Scopes {
  readonly before: ScopeSnapshot;
  readonly after: ScopeSnapshot;
}

function* sectionChanges(section: Section, { before, after }: Scopes): Generator<[string, Wording]> {
  const old = recordsOf(before, section);
  const young = recordsOf(after, section);
  const schema = schemaOf(section);
  for (const [key, keyed] of old) {
    const now = young.get(key);
    if (now === undefined) yield [keyed.resource, oneSided(keyed, section, after, true)];
    else if (JSON.stringify(keyed.record) !== JSON.stringify(now.record))
      for (const change of recordChanges(keyed.record, now.record, schema)) yield [keyed.resource, change];
  }
  for (const [key, keyed] of young) {
    if (!old.has(key)) yield [keyed.resource, oneSided(keyed, section, before, false)];
  }
}

/** A section that only one side has read: one change, which is of no resource. */
function* readings(section: Section, { before, after }: Scopes): Generator<[string, Wording]> {
  const gap = gapOf(before.sections[section] === undefined ? before : after, section, '');
  const what = before.sections[section] === undefined ? 'not read before' : 'not read any more';
  if (gap !== undefined) yield [gap.action, { ...read(what, gap), change: `${what}: ${gap.kind} (${gap.reason})` }];
}

const byText = by(({ resource, change }: ResourceChange) => `${resource} ${change}`);

const scopeChanges = (scopes: Scopes): readonly ResourceChange[] =>
  sectionNames.flatMap((section) => {
    const [old, young] = [scopes.before.sections[section], scopes.after.sections[section]];
    if (old === undefined && young === undefined) return [];
    const changes = old === undefined || young === undefined ? readings : sectionChanges;
    const { account, region } = scopes.after;

    return [...changes(section, scopes)]
      .map(([resource, wording]) => ({ resource, section, account, region, ...wording }))
      .sort(byText);
  });

const keyOf = ({ account, region }: ScopeSnapshot): string => `${account} ${region}`;

/** What changed in the accounts and Regions that both snapshots have, in the same order whatever AWS listed first. */
export const snapshotChanges = (before: Snapshot, after: Snapshot): readonly ResourceChange[] => {
  const old = new Map(before.scopes.map((scope) => [keyOf(scope), scope]));

  return after.scopes.flatMap((scope) => {
    const earlier = old.get(keyOf(scope));

    return earlier === undefined ? [] : scopeChanges({ before: earlier, after: scope });
  });
};
