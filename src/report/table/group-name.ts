import { groupBy } from '../../group-by.ts';
import { by } from '../../order.ts';
import { naturalKey } from '../natural-key.ts';
import { displayWidth, plain } from '../plain-text.ts';

const nameWidth = 32;
const shortSuffix = 4;

/** Names with what they begin with, up to where a number or a word of them ends. */
interface Stem {
  readonly prefix: string;
  readonly names: readonly string[];
}

const sharedHead = (names: readonly string[]): string => {
  const [first = '', ...others] = names;
  let end = first.length;
  for (const name of others) {
    let same = 0;
    while (same < end && name[same] === first[same]) same += 1;
    end = same;
  }

  return first.slice(0, end);
};

const last = (names: readonly string[], prefix: string): string => names.at(-1)?.slice(prefix.length) ?? '';

const isNumbered = (names: readonly string[], prefix: string): boolean =>
  names.every((name) => /^\d+$/.test(name.slice(prefix.length)));

const prefixOf = (names: readonly string[]): string => {
  const head = sharedHead(names).replace(/\d+$/, '');
  if (isNumbered(names, head)) return head;

  return /^.*[-_./: ]/su.exec(head)?.[0] ?? '';
};

const lastWord = (name: string): string => /^.*[-_./: ]/su.exec(name)?.[0] ?? name.replace(/\d+$/, '');

const separatorOf = (prefix: string): string => /[-_./: ]$/.exec(prefix)?.[0] ?? '';

/** `app-1, -2`, `app-a…c` or `app-*`. */
const stemText = ({ prefix, names }: Stem): string => {
  const [first = '', ...others] = names;
  if (others.length === 0) return first;
  const suffixes = others.map((name) => name.slice(prefix.length));
  const separator = separatorOf(prefix);
  const listed = [first, ...suffixes.map((suffix) => separator + suffix)].join(', ');
  if (others.length < 3 && displayWidth(listed) <= nameWidth) return listed;
  const isRun =
    !isNumbered(names, prefix) || Number(last(names, prefix)) - Number(first.slice(prefix.length)) === others.length;
  const isShort =
    isRun && [first.slice(prefix.length), ...suffixes].every((suffix) => displayWidth(suffix) <= shortSuffix);

  return isShort ? `${first}…${suffixes.at(-1)}` : `${prefix}*`;
};

const stemsText = (names: readonly string[]): string | null => {
  const stems = [...groupBy(names, lastWord)].map(([prefix, some]) => stemText({ prefix, names: some }));
  const shared = prefixOf(names);
  const separator = separatorOf(shared);
  const text = stems
    .map((stem, index) => (index === 0 || separator === '' ? stem : separator + stem.slice(shared.length)))
    .join(', ');

  return stems.length <= 3 && displayWidth(text) <= nameWidth ? text : null;
};

/** What names have in common, in few words; null where that is nothing. Control characters are shown, not obeyed. */
export const groupName = (all: readonly string[]): string | null => {
  const names = [...new Set(all.map(plain))].sort(by(naturalKey));
  const [only] = names;
  if (names.length < 2) return only ?? null;
  const stems = stemsText(names);
  if (stems !== null) return stems;
  const prefix = prefixOf(names);

  return prefix.length < 2 ? null : stemText({ prefix, names });
};
