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

/** Something lies below it, so that it exists though it may have no record of its own. */
const isNode = (name: string, owners: ReadonlySet<string>): boolean =>
  [...owners].some((owner) => owner.endsWith(`.${name}`));

/**
 * Which of `owners` answers for `name`: the name itself, else the wildcard of the closest parent,
 * unless it or a node in between exists. A query name `*.x` stands for any one label under `x`.
 */
export const ownerOf = (name: string, owners: ReadonlySet<string>): string | null => {
  if (owners.has(name)) return name;
  if (isNode(name, owners)) return null;
  for (let parent = parentOf(name); parent !== null; parent = parentOf(parent)) {
    if (owners.has(`*.${parent}`)) return `*.${parent}`;
    if (owners.has(parent) || isNode(parent, owners)) return null;
  }

  return null;
};
