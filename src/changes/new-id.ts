type Prefix = 'vpce' | 'sg' | 'rslvr-rr';

const mark = '-new-';

/** Stands for what a change creates until AWS gives it an id; the same for the same thing in every run. */
export const newId = (prefix: Prefix, label: string, vpcId: string): string => `${prefix}${mark}${label}-${vpcId}`;

/** AWS's own ids are hexadecimal. */
export const isNew = (id: string): boolean => /^(vpce|sg|rslvr-rr)-new-/.test(id);

const nouns: readonly (readonly [RegExp, string])[] = [
  [/^vpce-/, 'endpoint'],
  [/^sg-/, 'security group'],
  [/^rslvr-rr-/, 'Resolver rule'],
];

/** For sentences. */
export const idText = (id: string): string =>
  isNew(id) ? `the new ${nouns.find(([prefix]) => prefix.test(id))?.[1] ?? 'resource'}` : id;
