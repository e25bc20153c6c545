import type { Finding } from '../audit.ts';

type Severity = Finding['severity'];

export type FailOn = Severity | 'never';
/** `on`: with the rule's own severity. Any other level is that of all its findings. */
export type RuleLevel = Severity | 'on' | 'off';

/** What findings come to at most, by who is there; `off`: none are made. */
export type OccupancyLevel = Severity | 'off';

interface Scope {
  readonly regions?: readonly string[];
  readonly vpcs?: readonly string[];
  readonly subnets?: readonly string[];
}

export const matchable = [
  'rule',
  'account',
  'unit',
  'region',
  'vpc',
  'subnet',
  'routeTable',
  'service',
  'exit',
  'tag',
] as const;

export type Matched = (typeof matchable)[number];

/** A finding is accepted that fits every pattern list; it fits a list by any of its patterns. `*` stands for any characters. */
export interface AcceptEntry {
  readonly match: Readonly<Partial<Record<Matched, readonly string[]>>>;
  readonly reason: string;
  /** The first day (UTC) on which the findings count again. */
  readonly expires?: string;
  readonly owner?: string;
}

/** Whose an account is, and what it is held to. */
export interface AccountEntry {
  readonly name?: string;
  readonly team?: string;
  readonly email?: string;
  /** The organizational unit that it is in. */
  readonly unit?: string;
  readonly failOn?: FailOn;
}

/** `vpce-audit.config.json` or `.yaml`, as far as it says anything. */
export interface Config {
  readonly services?: readonly string[];
  readonly scope: Scope;
  readonly rules: Readonly<Record<string, RuleLevel>>;
  readonly failOn?: FailOn;
  readonly occupancy?: Readonly<Partial<Record<NobodyThere, OccupancyLevel>>>;
  /** Whether tags of resources may accept findings. */
  readonly tags?: boolean;
  readonly accept: readonly AcceptEntry[];
  /** By account id. */
  readonly accounts?: Readonly<Record<string, AccountEntry>>;
}

/** Places that nobody calls from: VPCs without any interface, subnets of AWS's equipment alone, subnets that are empty. */
export const nobodyThere = ['unused', 'equipment', 'empty'] as const;

export type NobodyThere = (typeof nobodyThere)[number];

/** The gravest first. */
export const severityLevels = ['error', 'warning', 'note'] as const satisfies readonly Severity[];
export const failOnLevels = ['error', 'warning', 'note', 'never'] as const satisfies readonly FailOn[];
export const occupancyLevels = ['error', 'warning', 'note', 'off'] as const satisfies readonly OccupancyLevel[];
export const ruleLevels = ['on', 'off', 'error', 'warning', 'note'] as const satisfies readonly RuleLevel[];
