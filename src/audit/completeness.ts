import type { Doubt } from '../analysis/doubt.ts';
import type { Outcome } from '../analysis/path.ts';
import { groupBy } from '../group-by.ts';
import { memoize } from '../memoize.ts';
import type { Network, Scope, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import type { AuditedScope, Rule } from '../rules/rule.ts';
import { dnsSections, pathSections } from '../rules/sections.ts';
import { cataloguedServices } from '../services/catalogue.ts';
import type { Gap, Section } from '../snapshot/schema.ts';
import { isSection, sectionSpecs } from '../snapshot/sections.ts';
import type { Finding } from './report.ts';

/** Everything that one audit came to, before anybody asks what it is worth. */
interface Judged {
  readonly network: Network;
  readonly scopes: readonly AuditedScope[];
  readonly rules: readonly Rule[];
  readonly findings: readonly Finding[];
}

/** Which gaps could change what the audit says, and what a rule says: the others count for nothing. */
export interface Completeness {
  counts(gap: Gap): boolean;
  /** Those that could change what the rule says. */
  gapsOf(rule: Rule): readonly Gap[];
}

type Gaps = ReadonlySet<Gap>;

const addGaps = (doubts: readonly Doubt[], to: Set<Gap>): void => {
  for (const doubt of doubts) if (doubt.kind === 'unread') to.add(doubt.gap);
};

/** The facts that paths would have asked for. Most paths share their outcome with others. */
const askedByPaths = ({ paths, otherResolutions }: AuditedScope, asked: Set<Gap>): void => {
  const seen = new Set<Outcome>();
  for (const group of paths)
    for (const { outcome } of group.paths) {
      if (seen.has(outcome)) continue;
      seen.add(outcome);
      addGaps(outcome.doubts, asked);
    }
  for (const { resolution } of otherResolutions) addGaps(resolution.doubts, asked);
};

const askedByNames = ({ resolutions, privateDns }: AuditedScope, asked: Set<Gap>): void => {
  for (const { resolution } of resolutions) addGaps(resolution.doubts, asked);
  for (const { doubts } of privateDns) addGaps(doubts, asked);
};

const collected = (scopes: readonly AuditedScope[], ask: (audited: AuditedScope, asked: Set<Gap>) => void): Gaps => {
  const asked = new Set<Gap>();
  for (const audited of scopes) ask(audited, asked);

  return asked;
};

const hasSubnets = ({ subnets }: Vpc): boolean => subnets.length > 0;

const hasGatewayEndpoint = ({ endpoints }: Vpc): boolean =>
  isUnread(endpoints) || endpoints.some(({ type }) => type === 'gateway');

/** A path that an endpoint would serve, by a name that the list of services alone tells for sure. */
const lacksEndpoint = ({ verdict, cause }: Outcome): boolean =>
  cause?.reason === 'no-endpoint' && (verdict === 'public' || verdict === 'transit' || verdict === 'split');

const dependsOnServiceList = ({ services, paths }: AuditedScope): boolean =>
  services.some(({ id }) => !cataloguedServices.includes(id)) ||
  paths.some((group) => group.paths.some(({ outcome }) => lacksEndpoint(outcome)));

/** A rule, by what it needs and what it found; without rules, the paths themselves. */
type Asker = Pick<Rule, 'needs'> & { readonly found: readonly Finding[] };

const rests = ({ needs }: Pick<Rule, 'needs'>, on: readonly Section[]): boolean =>
  on.every((section) => needs.includes(section));

/** Whoever judges paths asks for all that names rest on, too. */
const judgesPaths = (asker: Asker): boolean => rests(asker, dnsSections);

type Surroundings = Pick<Judged, 'network' | 'scopes'>;

type Untraced = (audited: AuditedScope, asker: Asker, surroundings: Surroundings) => boolean;

const meetsTransitGateway = ({ via, through, hops }: Outcome): boolean =>
  [via, ...through].some((one) => one?.kind === 'transit-gateway') || hops.some(({ at }) => at.startsWith('tgw-'));

export const hasTransitPath = ({ paths }: AuditedScope): boolean =>
  paths.some((group) => group.paths.some(({ outcome }) => meetsTransitGateway(outcome)));

const regionsWithTransitPaths = memoize(
  (scopes: readonly AuditedScope[]): ReadonlySet<string> =>
    new Set(scopes.filter(hasTransitPath).map(({ scope }) => scope.region)),
);

/**
 * What follows behind a transit gateway may be anything else by a table or attachment that was not read, of whatever
 * account of the Region. Every rule asks.
 */
const crossesTransitGateway: Untraced = ({ scope }, _, { scopes }) => regionsWithTransitPaths(scopes).has(scope.region);

/** Where each attachment names its table, a path asks for those that it comes to, and no other one could change it. */
const mayAssociateElsewhere: Untraced = (audited, asker, surroundings) =>
  !surroundings.network.transit.isAssociationTold && crossesTransitGateway(audited, asker, surroundings);

/**
 * When a section could change what is said although no path, name or endpoint asked for it: what is there by it was
 * never met, or it could only take away a finding. Of all other sections a doubt tells.
 */
const untraced: Partial<Record<Section, Untraced>> = {
  vpcs: ({ isContext }) => !isContext,
  subnets: ({ isContext }) => !isContext,
  vpcEndpoints: ({ vpcs }) => vpcs.length > 0,
  routeTables: ({ vpcs }, asker) =>
    vpcs.some(judgesPaths(asker) || !asker.needs.includes('vpcEndpoints') ? hasSubnets : hasGatewayEndpoint),
  transitGatewayAttachments: crossesTransitGateway,
  transitGatewayVpcAttachments: crossesTransitGateway,
  transitGatewayRoutes: mayAssociateElsewhere,
  transitGatewayRouteTableAssociations: mayAssociateElsewhere,
  transitGatewayPrefixListReferences: mayAssociateElsewhere,
  // Who is concerned by a finding depends on what stands in its subnet.
  networkInterfaces: (_, { found }) => found.some(({ resource }) => resource.startsWith('subnet-')),
  vpcEndpointServices: (audited, asker) =>
    judgesPaths(asker) ? dependsOnServiceList(audited) : asker.found.some(({ confidence }) => confidence === 'likely'),
};

const keyOf = ({ section, resource }: Gap): string => `${section} ${resource ?? ''}`;

/** Without the account nobody can tell which of several owners is the one that was audited. */
const isOwnerKnown = ({ vpcs }: Scope): boolean => new Set(vpcs.map(({ ownerId }) => ownerId)).size < 2;

/** The sections that told what to ask for: one that is missing leaves a gap for all that hang on it. */
const hangsOn = (name: string): string[] => {
  const next = isSection(name) ? sectionSpecs[name].need?.hangsOn : undefined;

  return next === undefined ? [] : [next, ...hangsOn(next)];
};

type IsUntraced = (gap: Gap, audited: AuditedScope, asker: Asker) => boolean;

const untracedAmong =
  (surroundings: Surroundings): IsUntraced =>
  ({ section }, audited, asker) =>
    isSection(section) && asker.needs.includes(section) && (untraced[section]?.(audited, asker, surroundings) ?? false);

/** Several requests for one resource leave a gap each, and whoever asks for it meets one of them. */
const metIn = (gaps: readonly Gap[], asked: Gaps): readonly Gap[] => {
  const keys = new Set(gaps.filter((gap) => asked.has(gap)).map(keyOf));

  return gaps.filter((gap) => keys.has(keyOf(gap)));
};

const withCauses = (gaps: readonly Gap[], counting: readonly Gap[]): Gaps => {
  const causes = new Set(counting.flatMap(({ section }) => hangsOn(section)));

  return new Set([...counting, ...gaps.filter(({ section }) => causes.has(section))]);
};

/** What an answer to a gap could change is found backwards, from the paths of this audit to what they asked for. */
export const completenessOf = ({ network, scopes, rules, findings }: Judged): Completeness => {
  const byPaths = collected(scopes, askedByPaths);
  const byNames = collected(scopes, askedByNames);
  const asked = new Set([...byPaths, ...byNames]);
  const foundBy = groupBy(findings, ({ rule }) => rule);
  const isUntraced = untracedAmong({ network, scopes });
  const gapsIn = (audited: AuditedScope, asker: Asker): readonly Gap[] =>
    audited.scope.gaps.filter((gap) => isUntraced(gap, audited, asker));
  const askers = rules.map(({ id, needs }): Asker => ({ needs, found: foundBy.get(id) ?? [] }));
  const countingIn = (audited: AuditedScope): readonly Gap[] => {
    const { scope } = audited;
    const strangers = isOwnerKnown(scope) ? [] : scope.gaps.filter(({ section }) => !isSection(section));
    const direct = [{ needs: pathSections, found: [] }, ...askers].flatMap((asker) => gapsIn(audited, asker));

    return [...withCauses(scope.gaps, [...metIn(scope.gaps, asked), ...strangers, ...direct])];
  };
  const counting = new Set(scopes.filter(({ scope }) => scope.gaps.length > 0).flatMap(countingIn));

  return {
    counts: (gap) => counting.has(gap),
    gapsOf: ({ id, needs }) => {
      const asker = { needs, found: foundBy.get(id) ?? [] };
      const met = rests(asker, pathSections) ? byPaths : rests(asker, dnsSections) ? byNames : new Set<Gap>();
      const sections: ReadonlySet<string> = new Set(needs);

      return scopes.flatMap((audited) => [
        ...metIn(audited.scope.gaps, met).filter(({ section }) => sections.has(section)),
        ...gapsIn(audited, asker),
      ]);
    },
  };
};
