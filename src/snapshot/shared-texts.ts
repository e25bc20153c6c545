import { isRecord } from '../is-record.ts';

/** Beyond so many different texts they are hardly the same ones again. */
const mostKnown = 50_000;

type Share = (record: unknown) => void;

/**
 * Lets routes that say the same hold the same texts. A large account has a million routes to a few hundred destinations
 * and gateways, and to keep each text once halves what they take. Field by field and nothing else is changed.
 */
export const textSharer = (): Share => {
  const known = new Map<string, string>();
  let latest: readonly unknown[] = [];
  const shared = (text: string): string => {
    const present = known.get(text);
    if (present !== undefined) return present;
    if (known.size >= mostKnown) known.clear();
    known.set(text, text);

    return text;
  };
  const shareIn = (route: Record<string, unknown>, other: unknown): void => {
    const like = isRecord(other) ? other : {};
    for (const field in route) {
      const value = route[field];
      if (typeof value !== 'string') continue;
      // Tables of one template have the same destinations in the same places.
      route[field] = like[field] === value ? like[field] : shared(value);
    }
  };

  return (record) => {
    const routes = isRecord(record) ? record.Routes : undefined;
    if (!Array.isArray(routes)) return;
    for (const [place, route] of routes.entries()) if (isRecord(route)) shareIn(route, latest[place]);
    latest = routes;
  };
};
