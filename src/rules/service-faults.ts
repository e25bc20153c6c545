import type { Outcome, Path, VerdictKind } from '../analysis/path.ts';
import type { Subnet } from '../network/network.ts';
import type { Service } from '../services/service.ts';
import type { AuditedScope, Confidence } from './rule.ts';

/** What one subnet has to say of one service: the paths that come to a verdict, the primary name's first. */
export interface ServiceFault {
  readonly subnet: Subnet;
  readonly service: Service;
  readonly path: Path;
  readonly paths: readonly Path[];
  readonly confidence: Confidence;
}

const isLike = (a: Outcome, b: Outcome): boolean =>
  a === b ||
  (a.verdict === b.verdict && a.via?.id === b.via?.id && a.reason === b.reason && a.parts.length === b.parts.length);

/** A name that SDKs dial by themselves counts where its fate is not the primary name's. */
const counts = (path: Path, group: readonly Path[]): boolean => {
  if (path.name.primary) return true;
  if (!path.name.dialedByDefault) return false;
  const primary = group.find(({ name, family }) => name.primary && family === path.family);

  return primary === undefined || !isLike(primary.outcome, path.outcome);
};

function* groups(paths: readonly Path[]): Generator<readonly Path[]> {
  for (let from = 0; from < paths.length; ) {
    const first = paths[from];
    let to = from + 1;
    while (to < paths.length && paths[to]?.subnet === first?.subnet && paths[to]?.service === first?.service) to += 1;
    yield paths.slice(from, to);
    from = to;
  }
}

/** One fault a subnet and service, whatever families and names share it. Paths come in that order. */
export function* serviceFaults(
  { paths }: AuditedScope,
  verdict: VerdictKind,
  concerns: (outcome: Outcome) => boolean = () => true,
): Generator<ServiceFault> {
  const hasFault = ({ outcome }: Path): boolean => outcome.verdict === verdict && concerns(outcome);
  for (const group of groups(paths)) {
    if (!group.some(hasFault)) continue;

    const found = group.filter((path) => hasFault(path) && counts(path, group));
    const [path] = found;
    if (path === undefined) continue;

    const confidence = path.outcome.doubts.length === 0 ? 'certain' : 'likely';
    yield { subnet: path.subnet, service: path.service, path, paths: found, confidence };
  }
}

/** The names that are meant where the primary one is not, or not alone. */
export const namesIn = ({ path, paths }: ServiceFault): string =>
  path.name.primary && paths.every(({ family }) => family === path.family)
    ? ''
    : ` (${[...new Set(paths.map(({ name, family }) => `${name.name} over ${family === 'ipv4' ? 'IPv4' : 'IPv6'}`))].join(', ')})`;
