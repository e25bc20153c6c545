import type { AcceptEntry, AccountEntry, Config, FailOn, NobodyThere, OccupancyLevel, RuleLevel } from './config.ts';

/** What the command line said; what it left out is absent. */
export interface GivenFlags {
  readonly services?: readonly string[];
  readonly regions?: readonly string[];
  readonly vpcs?: readonly string[];
  readonly subnets?: readonly string[];
  readonly failOn?: FailOn;
}

/** A value, and what says so: a flag, a file or `default`. */
export interface Setting<T> {
  readonly value: T;
  readonly from: string;
}

/** Everything that a config can say, as it holds for this run. An empty list of Regions, VPCs or subnets means all. */
export interface EffectiveConfig {
  readonly services: Setting<readonly string[]>;
  readonly regions: Setting<readonly string[]>;
  readonly vpcs: Setting<readonly string[]>;
  readonly subnets: Setting<readonly string[]>;
  readonly failOn: Setting<FailOn>;
  readonly rules: Readonly<Record<string, Setting<RuleLevel>>>;
  readonly occupancy: Readonly<Record<NobodyThere, Setting<OccupancyLevel>>>;
  readonly tags: Setting<boolean>;
  readonly accept: Setting<readonly AcceptEntry[]>;
  readonly accounts: Setting<Readonly<Record<string, AccountEntry>>>;
}

export interface ConfigFile {
  readonly path: string;
  readonly config: Config;
}

/** What findings come to at most, where nothing is said. */
export const usualOccupancy: Readonly<Record<NobodyThere, OccupancyLevel>> = {
  unused: 'note',
  equipment: 'note',
  empty: 'error',
};

const nothing: Config = { scope: {}, rules: {}, accept: [] };

/** A flag outranks the file, which outranks the default. */
export const effectiveConfig = (
  flags: GivenFlags,
  file: ConfigFile | null,
  rules: readonly { readonly id: string }[],
): EffectiveConfig => {
  const config = file?.config ?? nothing;
  const path = file?.path ?? '';
  const chosen = <T>(flag: string, given: T | undefined, written: T | undefined, otherwise: T): Setting<T> => {
    if (given !== undefined) return { value: given, from: flag };

    return written === undefined ? { value: otherwise, from: 'default' } : { value: written, from: path };
  };
  const { scope, occupancy = {} } = config;

  return {
    services: chosen('--service', flags.services, config.services, []),
    regions: chosen('--region', flags.regions, scope.regions, []),
    vpcs: chosen('--vpc', flags.vpcs, scope.vpcs, []),
    subnets: chosen('--subnet', flags.subnets, scope.subnets, []),
    failOn: chosen<FailOn>('--fail-on', flags.failOn, config.failOn, 'error'),
    rules: Object.fromEntries(rules.map(({ id }) => [id, chosen<RuleLevel>('', undefined, config.rules[id], 'on')])),
    occupancy: {
      unused: chosen<OccupancyLevel>('', undefined, occupancy.unused, usualOccupancy.unused),
      equipment: chosen<OccupancyLevel>('', undefined, occupancy.equipment, usualOccupancy.equipment),
      empty: chosen<OccupancyLevel>('', undefined, occupancy.empty, usualOccupancy.empty),
    },
    tags: chosen('', undefined, config.tags, false),
    accept: chosen<readonly AcceptEntry[]>('', undefined, config.accept.length > 0 ? config.accept : undefined, []),
    accounts: chosen<Readonly<Record<string, AccountEntry>>>('', undefined, config.accounts, {}),
  };
};
