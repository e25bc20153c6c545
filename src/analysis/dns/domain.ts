/** `name` itself, then every parent, to the root. Names are lower case without a trailing dot. */
export function* suffixesOf(name: string): Generator<string> {
  for (let rest = name; rest !== ''; ) {
    yield rest;
    const dot = rest.indexOf('.');
    rest = dot < 0 ? '' : rest.slice(dot + 1);
  }
  yield '.';
}

const parentOf = (name: string): string | null => {
  const dot = name.indexOf('.');

  return dot < 0 ? null : name.slice(dot + 1);
};

export const isWithin = (name: string, domain: string): boolean =>
  domain === '.' || name === domain || name.endsWith(`.${domain}`);

/** The zone that holds a private name: `*.dkr.ecr.…` is a record of `dkr.ecr.…`. */
export const zoneDomainOf = (name: string): string => (name.startsWith('*.') ? name.slice(2) : name);

/** Names that have records, and names below which something lies, which exist though they may have no record of their own. */
export interface Owners {
  readonly names: ReadonlySet<string>;
  readonly nodes: ReadonlySet<string>;
}

/** More than any name of DNS has, each of its characters written as `\\052`. Files may hold longer ones. */
export const longestName = 1_024;

export const ownersOf = (names: Iterable<string>): Owners => {
  const owners = new Set<string>();
  const nodes = new Set<string>();
  for (const name of names) {
    if (name.length > longestName || owners.has(name)) continue;
    owners.add(name);
    for (let parent = parentOf(name); parent !== null && !nodes.has(parent); parent = parentOf(parent))
      nodes.add(parent);
  }

  return { names: owners, nodes };
};

/**
 * Which of the owners answers for `name`: the name itself, else the wildcard of the closest parent,
 * unless it or a node in between exists. A query name `*.x` stands for any one label under `x`.
 */
export const ownerOf = (name: string, { names, nodes }: Owners): string | null => {
  if (names.has(name)) return name;
  if (nodes.has(name)) return null;
  for (let parent = parentOf(name); parent !== null; parent = parentOf(parent)) {
    if (names.has(`*.${parent}`)) return `*.${parent}`;
    if (names.has(parent) || nodes.has(parent)) return null;
  }

  return null;
};
