import { type InForce, inForce } from '../acceptance/config/in-force.ts';
import { rulesInForce } from '../acceptance/config/rules-in-force.ts';
import type { AuditOptions, Source } from '../audit.ts';
import { rules } from '../rules/all.ts';
import { readConfig } from './config-file.ts';
import type { ConfigFlags, GateFlags, ScopeFlags, SourceFlags } from './flags.ts';
import { version } from './version.ts';

export type SettingFlags = SourceFlags & ScopeFlags & ConfigFlags & Pick<GateFlags, 'failOn'>;

export interface Settings {
  readonly inForce: InForce;
  /** The config file that says some of it. */
  readonly config: string | null;
}

export const readSettings = async (flags: SettingFlags): Promise<Settings> => {
  const config = await readConfig(flags);
  const { service: services, region: regions, vpc: vpcs, subnet: subnets, failOn } = flags;
  return {
    inForce: inForce({ services, regions, vpcs, subnets, failOn }, config, rules),
    config: config?.path ?? null,
  };
};

export const auditOptionsOf = ({ inForce: settings }: Settings, source: Source): AuditOptions => ({
  source,
  version,
  services: settings.services.value,
  vpcs: settings.vpcs.value,
  subnets: settings.subnets.value,
  rules: rulesInForce(rules, settings),
});
