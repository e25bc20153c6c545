import { isRecord } from '../is-record.ts';

/** Beyond so many different texts, or routes, they are hardly the same ones again. */
const mostKnown = 50_000;

/** Tables of one VPC lead a destination to so many targets, as a rule. */
const remembered = 4;

type Fields = Record<string, unknown>;

const none: readonly Fields[] = [];

/** The same fields in the same order. */
const isAlike = (one: Fields, other: Fields, fields: readonly string[]): boolean => {
  let at = 0;
  for (const field in one) {
    if (field !== fields[at] || one[field] !== other[field]) return false;
    at += 1;
  }

  return at === fields.length;
};

/** Keeps what it was given first, as long as it does not know too many. */
const textPool = (): ((text: string) => string) => {
  const known = new Map<string, string>();

  return (text) => {
    const present = known.get(text);
    if (present !== undefined) return present;
    if (known.size >= mostKnown) known.clear();
    known.set(text, text);

    return text;
  };
};

/**
 * Lets tables whose routes say the same hold the same routes, and others the same texts. A large account has a million
 * routes to a few hundred destinations and gateways. Nothing is changed.
 */
export const routeSharer = (): ((record: unknown) => void) => {
  const textOf = textPool();
  const latest = new Map<unknown, readonly Fields[]>();
  const shared = (route: Fields): Fields => {
    const fields = Object.keys(route);
    const [first = ''] = fields;
    const known = latest.get(route[first]) ?? none;
    for (const one of known) if (isAlike(one, route, fields)) return one;
    for (const field of fields) {
      const value = route[field];
      if (typeof value === 'string') route[field] = textOf(value);
    }
    if (latest.size >= mostKnown) latest.clear();
    latest.set(route[first], [route, ...known.slice(0, remembered - 1)]);

    return route;
  };

  return (record) => {
    const routes = isRecord(record) ? record.Routes : undefined;
    if (!Array.isArray(routes)) return;
    for (let at = 0; at < routes.length; at += 1) if (isRecord(routes[at])) routes[at] = shared(routes[at]);
  };
};
