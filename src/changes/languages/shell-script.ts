import { reverseOf } from '../apply.ts';
import type { Change } from '../change.ts';
import type { AwsCall } from '../change-kind.ts';
import { kindOf } from '../kinds.ts';
import { isNew } from '../new-id.ts';
import { callsOf } from '../remedy.ts';
import { scriptLine, variableOf } from '../script-line.ts';
import type { PlacedChanges } from './by-place.ts';
import { commentOf } from './comment.ts';
import { credentialLines, enter, isForSeveral } from './credentials.ts';
import { partsOf } from './parts.ts';
import { settledFunction, settling } from './settling.ts';

const comment = (text: string): string => commentOf('#', text);

/** Operations of EC2 that know no `--dry-run`. */
const untried = new Set(['modify-vpc-attribute']);

/** EC2 says whether it would take a call; of what does not exist yet it cannot. */
const canBeTried = ({ command: [, api, operation = '', ...words] }: AwsCall): boolean =>
  api === 'ec2' && !untried.has(operation) && !words.some(isNew);

/** With the name of what it creates. */
const named = ({ command, naming = [], ...call }: AwsCall): AwsCall => ({ ...call, command: [...command, ...naming] });

const isConditional = (change: Change): boolean => change.kind === 'delete-endpoint' && change.condition !== null;

const created = (changes: readonly Change[]): ReadonlySet<string> =>
  new Set(callsOf(changes).flatMap(({ creates }) => creates?.id ?? []));

const placeText = ({ account, region }: PlacedChanges): string => comment(`Account ${account ?? 'unknown'}, ${region}`);

const changeLines = (change: Change, captured: ReadonlySet<string>): readonly string[] => {
  const kind = kindOf(change);
  const lines = kind.calls(change).map((call) => scriptLine(named(call), captured));
  if (lines.length === 0) return [comment(`By hand: ${kind.words(change)}`)];
  const warnings = (kind.consequences?.(change) ?? []).map((text) => comment(`  ${text}`));
  const ids = kind.calls(change).flatMap(({ creates }) => (creates === undefined ? [] : variableOf(creates.id)));
  const told = ids.map((name) => `echo "${name}=$${name}"`);
  if (!isConditional(change)) return [comment(kind.words(change)), ...warnings, ...lines, ...told];

  return [comment(`${kind.words(change)}: only you can tell, so that it is not done`), ...lines.map(comment)];
};

/** AWS takes no route to what is gone. */
const isDead = (change: Change): boolean => change.kind === 'create-route' && change.route.State === 'blackhole';

/** An endpoint that is deleted keeps its interfaces, and they their groups, for a while. */
const waitLines = (change: Change, earlier: readonly Change[]): readonly string[] =>
  change.kind === 'delete-security-group' && earlier.some(({ kind }) => kind === 'delete-endpoint')
    ? [comment('  (once the endpoint above is gone, which takes minutes: until then AWS refuses to delete its group)')]
    : [];

const undoLines = (changes: readonly Change[], captured: ReadonlySet<string>): readonly string[] =>
  reverseOf(changes).flatMap((change, at, all) => {
    const kind = kindOf(change);
    if (isDead(change)) return [comment(`by hand: ${kind.words(change)}, once what it leads to is there again`)];
    const lines = kind.calls(change).map((call) => comment(scriptLine(named(call), captured)));

    if (lines.length === 0) return [comment(`by hand: ${kind.words(change)}`)];

    return [...waitLines(change, all.slice(0, at)), ...lines];
  });

const hasCalls = ({ changes }: PlacedChanges): boolean =>
  callsOf(changes.filter((change) => !isConditional(change))).length > 0;

/** In a script for several accounts it is left out where another one is asked for. */
const under = (place: PlacedChanges, lines: readonly string[], isOneOfSeveral: boolean): readonly string[] =>
  isOneOfSeveral && hasCalls(place) ? [`if ${enter(place)}; then`, ...lines, 'fi'] : lines;

const triesOf = (changes: readonly Change[]): readonly string[] =>
  callsOf(changes.filter((change) => !isConditional(change)))
    .filter(canBeTried)
    .map((call) => `  try ${scriptLine(named(call), new Set())}`);

const dryRun = (places: readonly PlacedChanges[], isOneOfSeveral: boolean): readonly string[] => [
  comment('sh FILE --dry-run asks AWS whether it would take the calls, and changes nothing'),
  'try() { out=$("$@" --dry-run 2>&1) || true; case $out in *DryRunOperation*) ;; *) printf \'%s\\n\' "$out" >&2; exit 1 ;; esac; }',
  'if [ "$*" = --dry-run ]; then',
  ...places.flatMap((place) => {
    const tries = triesOf(place.changes);

    return tries.length === 0 ? [] : under(place, tries, isOneOfSeveral);
  }),
  '  exit 0',
  'fi',
];

/** What is done for each account in turn, and what is waited for. */
const partLines = (places: readonly PlacedChanges[], captured: ReadonlySet<string>): readonly (readonly string[])[] => {
  const endpoints = settling();

  return places.map(({ changes }, at) => {
    const lines = changes.flatMap((change) => {
      if (isConditional(change)) return changeLines(change, captured);
      const waits = endpoints.before(change);
      endpoints.note(change);

      return [...waits, ...changeLines(change, captured)];
    });
    const later = places.slice(at + 1).flatMap((place) => place.changes);

    return [...lines, ...endpoints.atEnd(later.filter((change) => !isConditional(change)))];
  });
};

/** A POSIX shell script that makes the changes in the order that is safe, and stops at the first that AWS refuses. */
export const shellScriptText = (changes: readonly Change[]): string => {
  const made = changes.filter((change) => !isConditional(change));
  const places = partsOf(changes);
  const called = places.filter(hasCalls);
  const isOneOfSeveral = isForSeveral(called);
  const captured = created(changes);
  const parts = partLines(places, captured);
  const isWaiting = parts.some((lines) => lines.some((line) => line.startsWith('settled ')));
  const undone = [...places].reverse().flatMap((place) => {
    const lines = undoLines(
      place.changes.filter((one) => made.includes(one)),
      captured,
    );

    return isOneOfSeveral && lines.length > 0 ? [placeText(place), ...lines] : lines;
  });

  return [
    '#!/bin/sh',
    'set -eu',
    '',
    ...credentialLines(called),
    '',
    ...dryRun(places, isOneOfSeveral),
    ...(isWaiting ? ['', settledFunction] : []),
    ...places.flatMap((place, at) => ['', placeText(place), ...under(place, parts[at] ?? [], isOneOfSeveral)]),
    ...(undone.length === 0 ? [] : ['', comment('To undo it, in this order:'), ...undone]),
    '',
  ].join('\n');
};
