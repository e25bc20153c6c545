import type { Report } from '../audit.ts';
import { counted } from './counted.ts';

const oneOf = (values: Iterable<string>, noun: string): string[] => {
  const [first, ...others] = new Set(values);
  if (first === undefined) return [];

  return others.length === 0 ? [first] : [counted(others.length + 1, noun)];
};

const vpcsOf = ({ subnets, endpoints }: Report, detail: 'whole' | 'short'): string[] => {
  const names = new Map<string, string | null>();
  for (const { vpcId } of endpoints) names.set(vpcId, null);
  for (const { vpcId, vpcName } of subnets) names.set(vpcId, vpcName);
  const [only, ...others] = names;
  if (only === undefined) return [];
  const [id, name] = only;
  if (others.length > 0) return [counted(names.size, 'VPC')];

  return [name === null ? id : detail === 'short' ? name : `${name} (${id})`];
};

/** When the facts were read, of facts that were saved. */
const takenAt = ({ scopes }: Report): string[] =>
  oneOf(
    scopes.flatMap(({ source, takenAt: at }) =>
      source === 'snapshot' && at !== null ? [`facts of ${at.slice(0, 10)}`] : [],
    ),
    'day',
  ).map((text) => text.replace(/^(?=\d+ days$)/, 'facts of '));

/** Whose facts it was judged by. */
const contextText = ({ context = [] }: Report): string[] =>
  oneOf(
    context.flatMap(({ account }) => account ?? 'others'),
    'account',
  ).map((accounts) => `judged by the facts of ${accounts}`);

/** What was looked at: the VPC, the Region and the account, or how many of each. */
export const scopeText = (report: Report, detail: 'whole' | 'short'): string =>
  [
    ...vpcsOf(report, detail),
    ...oneOf(
      report.scopes.map(({ region }) => region),
      'Region',
    ),
    ...oneOf(
      report.scopes.flatMap(({ account }) => account ?? []),
      'account',
    ),
    ...takenAt(report),
    ...contextText(report),
  ].join(' · ');
