import { rules } from '../../src/rules/all.ts';

const ids = new Set(rules.map(({ id }) => id));
const kept = new Set(['public-path', 'open-endpoint-policy']);
const entryOfJson = /^ {4}(?:"(.+)": )?\{\n(?: {6}.*\n)+? {4}\},?\n/gm;
const lineOfJson = /^ {4}\{"id":"([\w-]+)".*\},?\n/gm;
const memberOfLine = /"([\w-]+)":\{"value":"\w+","from":"\w+"\},?/g;

/** Output that a new rule does not change: two of the entries that JSON has for each, and no count of all of them. */
export const withFewRules = (text: string): string =>
  text
    .replace(lineOfJson, (entry, id: string) => (ids.has(id) && !kept.has(id) ? '    …\n' : entry))
    .replace(memberOfLine, (member, id: string) => (ids.has(id) && !kept.has(id) ? '' : member))
    .replace(entryOfJson, (entry, key?: string) => {
      const id = key ?? /^ {6}"id": "(.+)"/m.exec(entry)?.[1] ?? '';

      return ids.has(id) && !kept.has(id) ? '    …\n' : entry;
    })
    .replace(/( {4}…\n)+/g, '    …\n')
    .replaceAll(`${ids.size} of ${ids.size} rules`, '<all> of <all> rules')
    .replace(new RegExp(`\\d+ of ${ids.size} rules`, 'g'), '<some> of <all> rules');
