import { defaultServices } from '../services/catalogue.ts';
import type { AcceptEntry, RuleLevel } from './config.ts';
import type { EffectiveConfig, Setting } from './effective.ts';

interface RuleInfo {
  readonly id: string;
  readonly severity: RuleLevel;
}

const flat = ({ match, ...terms }: AcceptEntry): object => ({ ...match, ...terms });

const levels = ({ rules }: EffectiveConfig, infos: readonly RuleInfo[]): object =>
  Object.fromEntries(
    infos.map(({ id, severity }) => {
      const { value = 'on', from = 'default' } = rules[id] ?? {};

      return [id, { value: value === 'on' ? severity : value, from }];
    }),
  );

const spelledOut = ({ value, from }: Setting<readonly string[]>): object => ({
  value: value.length === 0 ? defaultServices : value,
  from,
});

/** Every effective value and what says so, in the words and the order of a config file. */
export const describeConfig = (settings: EffectiveConfig, config: string | null, rules: readonly RuleInfo[]) => {
  const { services, regions, vpcs, subnets, failOn, occupancy, tags, accept, accounts } = settings;

  return {
    config,
    services: spelledOut(services),
    scope: { regions, vpcs, subnets },
    failOn,
    rules: levels(settings, rules),
    occupancy,
    tags,
    accept: { value: accept.value.map(flat), from: accept.from },
    ...(Object.keys(accounts.value).length === 0 ? {} : { accounts }),
  };
};
