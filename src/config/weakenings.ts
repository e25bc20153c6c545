import type { Weakening } from '../audit.ts';
import type { Rule } from '../rules/rule.ts';
import { defaultServices } from '../services/catalogue.ts';
import { serviceSets } from '../services/sets.ts';
import { type FailOn, nobodyThere, severityLevels } from './config.ts';
import { type EffectiveConfig, type Setting, usualOccupancy } from './effective.ts';

type Judged = Pick<Rule, 'id' | 'severity' | 'gravest'>;

/** `off` is lighter than every severity. */
const weight = (level: string): number => {
  const index = severityLevels.findIndex((severity) => severity === level);

  return index === -1 ? severityLevels.length : index;
};

const ofRules = ({ rules: levels }: EffectiveConfig, file: string, rules: readonly Judged[]): readonly Weakening[] =>
  rules.flatMap(({ id, severity, gravest = severity }): Weakening[] => {
    const { value, from } = levels[id] ?? {};
    if (from !== file || value === undefined || value === 'on') return [];
    const setting = `rules.${id}`;
    if (value === 'off') return [{ setting, kind: 'rule-off', effect: 'the rule is off', file }];

    return weight(value) > weight(gravest)
      ? [{ setting, kind: 'severity', effect: `its findings are of severity ${value} instead of ${gravest}`, file }]
      : [];
  });

const ofOccupancy = ({ occupancy }: EffectiveConfig, file: string): readonly Weakening[] =>
  nobodyThere.flatMap((who): Weakening[] => {
    const { value, from } = occupancy[who];
    if (from !== file || weight(value) <= weight(usualOccupancy[who])) return [];
    const effect =
      value === 'off' ? 'what is found there is left out' : `what is found there is of severity ${value} at most`;

    return [{ setting: `occupancy.${who}`, kind: 'severity', effect, file }];
  });

const covers = (asked: string, service: string): boolean => {
  const set = serviceSets.find(({ name }) => name === asked);

  return (
    asked === 'all' || asked === service || asked.endsWith(`.${service}`) || (set?.services.includes(service) ?? false)
  );
};

const shown = 3;

const few = (names: readonly string[]): string =>
  `${names.slice(0, shown).join(', ')}${names.length > shown ? ` and ${names.length - shown} more` : ''}`;

const ofScope = ({ services, regions, vpcs, subnets }: EffectiveConfig, file: string): readonly Weakening[] => {
  const only = (setting: string, { value, from }: Setting<readonly string[]>): Weakening[] =>
    from !== file || value.length === 0
      ? []
      : [{ setting, kind: 'scope', effect: `nothing but ${few(value)} is looked at`, file }];
  const missing =
    services.from === file && services.value.length > 0
      ? defaultServices.filter((service) => !services.value.some((asked) => covers(asked.toLowerCase(), service)))
      : [];

  return [
    ...(missing.length === 0
      ? []
      : [
          {
            setting: 'services',
            kind: 'scope',
            effect: `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not looked at`,
            file,
          } as const,
        ]),
    // Of VPCs and subnets it is somebody's Name tag.
    ...(regions.value.includes('all') ? [] : only('scope.regions', regions)),
    ...only('scope.vpcs', vpcs),
    ...only('scope.subnets', subnets),
  ];
};

const ofGate = ({ failOn }: EffectiveConfig, file: string): readonly Weakening[] =>
  failOn.from === file && failOn.value === 'never'
    ? [{ setting: 'failOn', kind: 'gate', effect: 'no finding fails', file }]
    : [];

const gateText = (account: string, level: FailOn): string =>
  level === 'never' ? `no finding of ${account} fails` : `findings of ${account} fail from severity ${level} on`;

/** From the level that fails most findings to the one that fails none. */
const leniency: readonly FailOn[] = ['note', 'warning', 'error', 'never'];

/** Of an account that is held to less than the others. */
const ofAccounts = ({ accounts, failOn }: EffectiveConfig, file: string): readonly Weakening[] =>
  failOn.from.startsWith('--')
    ? []
    : Object.entries(accounts.value).flatMap(([id, { failOn: own }]): Weakening[] =>
        own === undefined || leniency.indexOf(own) <= leniency.indexOf(failOn.value)
          ? []
          : [{ setting: `accounts.${id}.failOn`, kind: 'gate', effect: gateText(id, own), file }],
      );

/** What of a config file lets the audit find less, or fail for less, than without it. A flag outranks it, and then it does not. */
export const weakeningsOf = (
  effective: EffectiveConfig,
  file: string,
  rules: readonly Judged[],
): readonly Weakening[] => [
  ...ofRules(effective, file, rules),
  ...ofOccupancy(effective, file),
  ...ofScope(effective, file),
  ...ofGate(effective, file),
  ...ofAccounts(effective, file),
];
