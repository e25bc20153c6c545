import type { AuditOptions, Source } from '../audit.ts';
import { type EffectiveConfig, effectiveConfig } from '../config/effective.ts';
import { enabledRules } from '../config/enabled-rules.ts';
import { rules } from '../rules/all.ts';
import { readConfig } from './config-file.ts';
import type { ConfigFlags, GateFlags, ScopeFlags, SourceFlags } from './flags.ts';
import { version } from './version.ts';

export type SettingFlags = SourceFlags & ScopeFlags & ConfigFlags & Pick<GateFlags, 'failOn'>;

export interface Settings {
  readonly effective: EffectiveConfig;
  /** The config file that says some of it. */
  readonly configFile: string | null;
}

export const readSettings = async (flags: SettingFlags): Promise<Settings> => {
  const config = await readConfig(flags);
  const { service: services, region: regions, vpc: vpcs, subnet: subnets, failOn } = flags;

  return {
    effective: effectiveConfig({ services, regions, vpcs, subnets, failOn }, config, rules),
    configFile: config?.path ?? null,
  };
};

export const auditOptionsOf = ({ effective }: Settings, source: Source): AuditOptions => ({
  source,
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
