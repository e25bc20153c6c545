import { isRecord } from '../is-record.ts';
import { memoize } from '../memoize.ts';
import type { ScopeSnapshot, Snapshot } from '../snapshot/schema.ts';
import type { Change, ChangePlace } from './change.ts';
import { isNew } from './new-id.ts';
import { type Records, recordsOfScope } from './records.ts';
import { sectionOf, subjectOf } from './subjects.ts';

interface Keeper {
  /** The format of `fix` that speaks its language. */
  readonly format: 'cloudformation' | 'terraform';
  /** A phrase with what it keeps before it. */
  readonly phrase: string;
}

/** AWS sets it on all that a stack makes, also by way of the CDK. */
const stackTag = 'aws:cloudformation:stack-name';

/** Terraform sets none by itself: these are what people agree on. */
const isTerraforms = (key: string, value: string): boolean =>
  (/^(managed|created|provisioned|deployed)[-_ ]?by$|^(provisioner|iac|iac[-_ ]?tool)$/i.test(key) &&
    /terraform|opentofu/i.test(value)) ||
  (/^(terraform|opentofu)$/i.test(key) && !/^(false|no|0|)$/i.test(value));

const keeperBy = (key: string, value: string): Keeper | null => {
  if (key === stackTag) return { format: 'cloudformation', phrase: `belongs to CloudFormation stack ${value}` };

  return isTerraforms(key, value) ? { format: 'terraform', phrase: 'is kept by Terraform, as its tags say' } : null;
};

/** Whether a report may name who keeps what it is on. */
export const isKeepersTag = (key: unknown, value: unknown): boolean =>
  typeof key === 'string' && typeof value === 'string' && keeperBy(key, value) !== null;

const tagsOf = (record: unknown): readonly (readonly [string, string])[] => {
  const tags: unknown = isRecord(record) ? record.Tags : undefined;

  return (Array.isArray(tags) ? tags : []).flatMap((tag: unknown) =>
    isRecord(tag) && typeof tag.Key === 'string' && typeof tag.Value === 'string'
      ? [[tag.Key, tag.Value] as const]
      : [],
  );
};

const recordsIn = memoize((scope: ScopeSnapshot) => recordsOfScope(scope));

const placeOf = ({ account, region }: Pick<ScopeSnapshot, 'account' | 'region'>): string =>
  `${account ?? ''} ${region}`;

const scopesByPlace = memoize(
  ({ scopes }: Snapshot): ReadonlyMap<string, ScopeSnapshot> => new Map(scopes.map((scope) => [placeOf(scope), scope])),
);

/** As it is where a change is made. */
export const recordsFor = (change: ChangePlace, snapshot: Snapshot): Records | undefined => {
  const scope = scopesByPlace(snapshot).get(placeOf(change));

  return scope === undefined ? undefined : recordsIn(scope);
};

/** Who keeps as code what a change is made to, or the VPC that it is made in; null: nobody, as far as tags tell. */
const keeperOf = (change: Change, snapshot: Snapshot): { readonly id: string; readonly keeper: Keeper } | null => {
  const records = recordsFor(change, snapshot);
  const subject = subjectOf(change);
  const id = isNew(subject) ? change.vpcId : subject;
  const section = sectionOf(id);
  if (records === undefined || section === undefined) return null;
  const keepers = tagsOf(records.find(section, id)).flatMap(([key, value]) => keeperBy(key, value) ?? []);
  const [keeper] = keepers.sort((a, b) => (a.format < b.format ? -1 : 1));

  return keeper === undefined ? null : { id, keeper };
};

/** What is done beside the code that keeps a thing is undone by it, or unknown to it. */
export const keeperText = (change: Change, snapshot: Snapshot): string | null => {
  const found = keeperOf(change, snapshot);
  if (found === null) return null;
  const { id, keeper } = found;
  const code = keeper.format === 'terraform' ? 'its configuration' : 'its template';

  return `${id} ${keeper.phrase}: change ${code} (--format ${keeper.format}), or the two drift apart`;
};
