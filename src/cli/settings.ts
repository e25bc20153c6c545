import type { AuditOptions, Report, ReportConfig, Source, Weakening } from '../audit.ts';
import { describeConfig } from '../config/describe.ts';
import { type EffectiveConfig, effectiveConfig } from '../config/effective.ts';
import { enabledRules } from '../config/enabled-rules.ts';
import { compare } from '../order.ts';
import { weakeningText } from '../report/weakenings.ts';
import { rules } from '../rules/all.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import { type ReadConfig, readConfig } from './config-file.ts';
import type { Context } from './context.ts';
import type { ConfigFlags, GateFlags, ScopeFlags, SourceFlags, TerminalFlags } from './flags.ts';
import { mistypedAccounts } from './mistyped-accounts.ts';
import { version } from './version.ts';

export type SettingFlags = SourceFlags & ScopeFlags & ConfigFlags & Pick<GateFlags, 'failOn'>;

export interface Settings {
  readonly effective: EffectiveConfig;
  /** The config file that says some of it. */
  readonly configFile: string | null;
  readonly weakenings: readonly Weakening[];
}

const weakeningsIn = async (effective: EffectiveConfig, file: ReadConfig['file']): Promise<readonly Weakening[]> => {
  if (file === null) return [];
  const found = (await import('../config/weakenings.ts')).weakeningsOf(effective, file.path, rules);
  if (found.length === 0) return [];
  const lineOfKey = (await import('../config/yaml.ts')).lineOfKeyIn(file.text);

  return found.map((one) => {
    const line = lineOfKey(one.setting.split('.'));

    return line === undefined ? one : { ...one, line };
  });
};

const accountOfGate = ({ setting }: Weakening): string | undefined => /^accounts\.(\d{12})\.failOn$/.exec(setting)?.[1];

/** A config may be of all accounts, and a run of some: the gates of the others weaken nothing here. */
const weakeningsOfRun = ({ weakenings }: Pick<Settings, 'weakenings'>, { scopes }: Snapshot): readonly Weakening[] => {
  const present = new Set(scopes.map(({ account }) => account));

  return weakenings.filter((one) => {
    const account = accountOfGate(one);

    return account === undefined || present.has(account);
  });
};

/** Says on standard error what of a config weakens the gate, also where nothing else is said: its author may not be the reader. */
export const readSettings = async (flags: SettingFlags, context: Context): Promise<Settings> => {
  const { file, notices } = await readConfig(flags);
  const { service: services, region: regions, vpc: vpcs, subnet: subnets, failOn } = flags;
  const effective = effectiveConfig({ services, regions, vpcs, subnets, failOn }, file, rules);
  const weakenings = await weakeningsIn(effective, file);
  const said = [...notices, ...weakenings.filter((one) => accountOfGate(one) === undefined).map(weakeningText)];
  if (said.length > 0) await (await import('./write-notices.ts')).writeNotices(said, context);

  return { effective, configFile: file?.path ?? null, weakenings };
};

const mistypedIn = ({ effective, configFile }: Settings, snapshot: Snapshot): readonly string[] =>
  mistypedAccounts(Object.keys(effective.accounts.value), snapshot).map((text) => `${configFile}: ${text}`);

/** The same of the gates of accounts, and what seems mistyped, once it is known which were read. */
export const sayAccounts = async (
  settings: Settings,
  snapshot: Snapshot,
  { quiet }: TerminalFlags,
  context: Context,
): Promise<void> => {
  const gates = weakeningsOfRun(settings, snapshot).filter((one) => accountOfGate(one) !== undefined);
  const said = [...gates.map(weakeningText), ...(quiet ? [] : mistypedIn(settings, snapshot))];
  if (said.length > 0) await (await import('./write-notices.ts')).writeNotices(said, context);
};

/** Where facts are from, and which of their scopes are there for others to be judged by. */
interface Facts {
  readonly source: Source;
  readonly context?: ReadonlySet<string>;
}

export const auditOptionsOf = ({ effective }: Settings, { source, context }: Facts): AuditOptions => ({
  source,
  ...(context === undefined ? {} : { context }),
  version,
  services: effective.services.value,
  vpcs: effective.vpcs.value,
  subnets: effective.subnets.value,
  rules: enabledRules(rules, effective),
  occupancy: {
    unused: effective.occupancy.unused.value,
    equipment: effective.occupancy.equipment.value,
    empty: effective.occupancy.empty.value,
  },
});

export const reportConfigOf = (settings: Settings, snapshot: Snapshot): ReportConfig => {
  const { effective, configFile } = settings;
  const { config: _file, ...inForce } = describeConfig(effective, configFile, rules);

  return { file: configFile, weakenings: weakeningsOfRun(settings, snapshot), inForce };
};

/** Whose the accounts are that were read, as far as the config says; what AWS Organizations calls them, where it does not. */
export const accountsOf = (
  { effective }: Pick<Settings, 'effective'>,
  { scopes }: Snapshot,
): Pick<Report, 'accounts'> => {
  const names = new Map(
    scopes.flatMap(({ account, accountName }) =>
      account === null || accountName === undefined ? [] : [[account, accountName]],
    ),
  );
  const ids = [...new Set(scopes.flatMap(({ account }) => account ?? []))].sort(compare);
  const accounts = ids.flatMap((account) => {
    const { failOn: _gate, ...said } = effective.accounts.value[account] ?? {};
    const name = said.name ?? names.get(account);
    const owner = name === undefined ? said : { ...said, name };

    return Object.values(owner).some((value) => value !== undefined) ? [{ account, ...owner }] : [];
  });

  return accounts.length === 0 ? {} : { accounts };
};
