import { isRecord } from '../is-record.ts';
import { memoize } from '../memoize.ts';
import { routeSharer } from './shared-routes.ts';

/** Never within a text: there, a quote stands behind a backslash. */
const opening = ',"Routes":[{';

/** Stands in a record for the list that is told in its place. Nobody can tell it without a backslash. */
const mark = '\0routes';
const markText = JSON.stringify(mark);

/** Tables that a template made for each zone come one after the other, as a rule, and some of them have equal routes. */
const remembered = 8;

interface ToldList {
  /** Where a list of routes starts, to where one may end. */
  readonly text: string;
  readonly routes: readonly unknown[];
}

const isWhole = memoize(({ text, routes }: ToldList): boolean => JSON.stringify(routes) === text);

/** Undefined: what stands there is not of this record, as far as can be told, but deeper. */
const withRoutes = (before: string, after: string, routes: readonly unknown[]): unknown => {
  if (before.includes('\\') || after.includes('\\')) return undefined;
  const record: unknown = JSON.parse(before + markText + after);

  return isRecord(record) && record.Routes === mark ? { ...record, Routes: routes } : undefined;
};

/**
 * `JSON.parse` for one record after the other. Most of a large account is routes, and most tables have those of another:
 * lists that are told in the same words are read once, and are one list.
 */
export const recordParser = (): ((json: string) => unknown) => {
  const latest: ToldList[] = [];
  const share = routeSharer();
  const likeKnown = (json: string, start: number): unknown => {
    const same = latest.find(({ text }) => json.slice(start, start + text.length) === text);
    if (same === undefined || !isWhole(same)) return undefined;

    return withRoutes(json.slice(0, start), json.slice(start + same.text.length), same.routes);
  };
  const remember = (text: string, routes: readonly unknown[]): void => {
    latest.unshift({ text, routes });
    latest.splice(remembered);
  };

  return (json) => {
    const key = json.indexOf(opening);
    const start = key + opening.length - 2;
    const known = key === -1 ? undefined : likeKnown(json, start);
    if (known !== undefined) return known;
    const value: unknown = JSON.parse(json);
    share(value);
    const end = key === -1 ? -1 : json.indexOf('}]', start);
    if (end !== -1 && isRecord(value) && Array.isArray(value.Routes))
      remember(json.slice(start, end + 2), value.Routes);

    return value;
  };
};
