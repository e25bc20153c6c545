import { type Network, networkOf, type Scope, type Vpc } from '../../src/network/network.ts';
import type { Gap, ScopeSnapshot, Section, Sections } from '../../src/snapshot/schema.ts';
import { frozen } from './world/frozen.ts';

type ScopeSpec = Partial<Omit<ScopeSnapshot, 'sections'>>;

/** One account and Region that holds these records and no other: a section that is not said was not read. */
export const snapshotScope = (sections: Sections, spec: ScopeSpec = {}): ScopeSnapshot =>
  frozen({ account: '111122223333', region: 'us-east-1', takenAt: null, gaps: [], ...spec, sections });

export const networkWith = (...scopes: readonly ScopeSnapshot[]): Network =>
  networkOf({ schemaVersion: 1, scopes: [...scopes] });

export const scopeWith = (sections: Sections, spec: ScopeSpec = {}): Scope => {
  const [scope] = networkWith(snapshotScope(sections, spec)).scopes;
  if (scope === undefined) throw new Error('no scope');

  return scope;
};

export const vpcWith = (sections: Sections, spec: ScopeSpec = {}): Vpc => {
  const [vpc] = scopeWith(sections, spec).vpcs;
  if (vpc === undefined) throw new Error('no VPC');

  return vpc;
};

/** Tells of every section that it was refused, and of which resource it was asked. */
export const refusal = (section: Section, resource?: string): Gap => ({
  section,
  action: `ask:${section}`,
  reason: 'AccessDenied',
  kind: 'denied',
  ...(resource === undefined ? {} : { resource }),
});
