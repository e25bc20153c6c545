import { missingSections } from '../../network/missing-sections.ts';
import type { ScopeSnapshot, Section } from '../../snapshot/schema.ts';
import { scopeKey } from '../../snapshot/scope-key.ts';
import { leadsByIdsAlone } from '../alike/plain-scope.ts';

/** Scopes, by their keys, whose facts tell of others that no id joins them with. */
export interface Links {
  /** Of which names resolve to what others have, or may: records, rules and servers, and what of them was not read. */
  readonly byNames: ReadonlySet<string>;
  /** Whose paths meet a transit gateway. */
  readonly byTransit: ReadonlySet<string>;
}

const listed = ['transitGateways', 'transitGatewayAttachments', 'transitGatewayVpcAttachments'] as const;

const transitSections: ReadonlySet<string> = new Set<Section>([
  ...listed,
  ...(['transitGatewayRouteTables', 'transitGatewayRoutes', 'transitGatewayRouteTableAssociations'] as const),
  ...(['transitGatewayPrefixListReferences', 'sharedResources'] as const),
]);

const lacksTransitFacts = (scope: ScopeSnapshot): boolean =>
  [...scope.gaps, ...missingSections(scope)].some(({ section }) => transitSections.has(section));

const hasTransitFacts = ({ sections }: ScopeSnapshot): boolean =>
  Object.entries(sections).some(
    ([section, records]) => transitSections.has(section) && Array.isArray(records) && records.length > 0,
  );

/** As far as the facts tell before anything is judged by them. */
export const linksOf = (scopes: readonly ScopeSnapshot[]): Links => ({
  byNames: new Set(scopes.filter((scope) => !leadsByIdsAlone(scope)).map(scopeKey)),
  byTransit: new Set(scopes.filter(hasTransitFacts).map(scopeKey)),
});

export const joinedLinks = (all: readonly Links[]): Links => ({
  byNames: new Set(all.flatMap(({ byNames }) => [...byNames])),
  byTransit: new Set(all.flatMap(({ byTransit }) => [...byTransit])),
});

/**
 * Those whose word on transit gateways counts for paths of others: all that could not read of them, and the first that
 * was not asked, or that was. None where each was asked, and read all of it.
 */
export const transitWitnesses = (scopes: readonly ScopeSnapshot[]): readonly ScopeSnapshot[] => {
  const unasked = listed.flatMap((section) => scopes.find(({ sections }) => sections[section] === undefined) ?? []);
  const lacking = scopes.filter(lacksTransitFacts);
  const asked = scopes.find(
    ({ sections }) =>
      sections.transitGatewayAttachments !== undefined || sections.transitGatewayVpcAttachments !== undefined,
  );

  return unasked.length + lacking.length === 0 || asked === undefined
    ? [...unasked, ...lacking]
    : [asked, ...unasked, ...lacking];
};
