import { namesOf } from '../audit/topology.ts';
import type { Report } from '../audit.ts';
import { memoize } from '../memoize.ts';
import type { NameOf } from './named-words.ts';
import { displayWidth } from './plain-text.ts';

/** What is longer takes more room than the id that it stands for. */
const longest = 32;

const kindOf = (id: string): string => /^[a-z]+(?:-[a-z]+)*(?=-)/.exec(id)?.[0] ?? '';

/** Ways out, of which it matters what they are. */
const exits: ReadonlySet<string> = new Set(['igw', 'eigw', 'nat', 'tgw', 'vgw', 'pcx']);

/** `igw main`; a name that says so itself stands alone. */
const withKind = (kind: string, name: string): string =>
  exits.has(kind) && !name.toLowerCase().includes(kind) ? `${kind} ${name}` : name;

/** Names by which people on a screen know a thing for sure: those that no other thing of its kind has. */
export const screenNames = memoize((report: Pick<Report, 'subnets'>): NameOf => {
  const names = new Map(namesOf(report));
  for (const { subnetId, name, vpcId, vpcName } of report.subnets) {
    if (name !== null) names.set(subnetId, name);
    if (vpcName !== null) names.set(vpcId, vpcName);
  }
  const times = new Map<string, number>();
  const keyOf = (id: string, name: string): string => `${kindOf(id)} ${name}`;
  for (const [id, name] of names) {
    const key = keyOf(id, name);
    times.set(key, (times.get(key) ?? 0) + 1);
  }

  return (id) => {
    const name = names.get(id);
    if (name === undefined || times.get(keyOf(id, name)) !== 1) return null;

    const told = withKind(kindOf(id), name);

    return displayWidth(told) <= longest ? told : null;
  };
});
