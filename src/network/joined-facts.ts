import { groupBy } from '../group-by.ts';
import { ruledDomainLists } from '../snapshot/references.ts';
import type { Gap, RecordOf, ScopeSnapshot, Section, Sections } from '../snapshot/schema.ts';
import { sectionSpecs } from '../snapshot/sections.ts';

/** What is shared between accounts and asked for by its id, in an order in which what others refer to comes first. */
const sharedSections = [
  'profileResourceAssociations',
  'firewallRules',
  'firewallDomains',
  'managedPrefixLists',
  'prefixListEntries',
  'resolverRules',
  'resourceRecordSets',
] as const satisfies readonly Section[];

type Shared = (typeof sharedSections)[number];
type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (record: RecordOf<Shared>): Fields => record;

const idOf = (section: Shared, record: RecordOf<Shared>): string => {
  const [field = ''] = sectionSpecs[section].ids;

  return String(fieldsOf(record)[field]).replace('/hostedzone/', '');
};

/** The accounts that zones are of, as those that see them tell. */
const zoneOwnersIn = (scopes: readonly ScopeSnapshot[]): ReadonlyMap<string, string> =>
  new Map(
    scopes.flatMap(({ sections: { hostedZones = [] } }) =>
      hostedZones.flatMap(({ HostedZoneSummaries }) =>
        HostedZoneSummaries.flatMap(({ HostedZoneId, Owner }) =>
          Owner?.OwningAccount === undefined
            ? []
            : [[HostedZoneId.replace('/hostedzone/', ''), Owner.OwningAccount] as const],
        ),
      ),
    ),
  );

type Index = ReadonlyMap<string, RecordOf<Shared>>;

/** By id: the owner's record, else that of the first account that read it. */
const indexOf = (scopes: readonly ScopeSnapshot[], section: Shared, zoneOwners: ReadonlyMap<string, string>): Index => {
  const index = new Map<string, RecordOf<Shared>>();
  for (const { account, sections } of scopes)
    for (const record of sections[section] ?? []) {
      const id = idOf(section, record);
      const owner = fieldsOf(record).OwnerId ?? zoneOwners.get(id);
      if (!index.has(id) || (account !== null && owner === account)) index.set(id, record);
    }

  return index;
};

const ruleIds = ({ resolverRuleAssociations = [], profileResourceAssociations = [] }: Sections): readonly string[] => [
  ...resolverRuleAssociations.flatMap(({ ResolverRuleId }) => ResolverRuleId ?? []),
  ...profileResourceAssociations.flatMap((one) =>
    one.ProfileResourceAssociations.flatMap(
      ({ ResourceArn }) => /:resolver-rule\/([\w-]+)$/.exec(ResourceArn ?? '')?.[1] ?? [],
    ),
  ),
];

/** The ids that an account's other facts refer to. */
const wantedIds = (section: Shared, sections: Sections): readonly string[] => {
  if (section === 'resolverRules') return ruleIds(sections);
  const { need } = sectionSpecs[section === 'managedPrefixLists' ? 'prefixListEntries' : section];
  const wanted = need?.wanted(sections);

  return typeof wanted === 'object' ? wanted : [];
};

/** Of a list, a part would be taken for the whole. */
const isList = (section: Shared): boolean => sectionSpecs[section].key === undefined;

const filled = (scope: ScopeSnapshot, section: Shared, index: Index): ScopeSnapshot => {
  const records: readonly RecordOf<Shared>[] | undefined = scope.sections[section];
  if (records === undefined && isList(section)) return scope;
  const present = new Set((records ?? []).map((record) => idOf(section, record)));
  const missing = new Set(
    wantedIds(section, scope.sections)
      .map((id) => id.replace('/hostedzone/', ''))
      .filter((id) => !present.has(id)),
  );
  const found = [...missing].flatMap((id) => index.get(id) ?? []);

  return found.length === 0
    ? scope
    : { ...scope, sections: { ...scope.sections, [section]: [...(records ?? []), ...found] } };
};

/** Ids of prefix lists mean nothing outside of their Region; zones alone are of all Regions. */
const placeOf = (section: Shared, { region }: ScopeSnapshot): string =>
  section === 'resourceRecordSets' ? '' : region;

/**
 * Nobody can read a domain list of AWS's own, and nothing says so: that a list is not there means that it is one. Whoever has
 * a rule by a list that another account was refused would take it for that.
 */
const withRefusedLists = (scopes: readonly ScopeSnapshot[]): readonly ScopeSnapshot[] => {
  const refused = new Map<string, Gap>();
  for (const { region, sections, gaps } of scopes)
    for (const gap of gaps)
      if (gap.section === 'firewallDomains')
        for (const id of gap.resource === undefined ? ruledDomainLists(sections) : [gap.resource])
          refused.set(`${region} ${id}`, { ...gap, resource: id });
  if (refused.size === 0) return scopes;

  return scopes.map((scope) => {
    const own = new Set(scope.gaps.map(({ section, resource }) => `${section} ${resource}`));
    const more = ruledDomainLists(scope.sections)
      .filter((id) => !own.has(`firewallDomains ${id}`))
      .flatMap((id) => refused.get(`${scope.region} ${id}`) ?? []);

    return more.length === 0 ? scope : { ...scope, gaps: [...scope.gaps, ...more] };
  });
};

/** What several accounts see of each other's, together: what one refers to and could not read, as another one read it. */
export const joinedFacts = (scopes: readonly ScopeSnapshot[]): readonly ScopeSnapshot[] => {
  if (scopes.length < 2) return scopes;
  const zoneOwners = zoneOwnersIn(scopes);
  let all = scopes;
  for (const section of sharedSections) {
    const places = groupBy(all, (scope) => placeOf(section, scope));
    const indexes = new Map([...places].map(([place, own]) => [place, indexOf(own, section, zoneOwners)]));
    all = all.map((scope) => filled(scope, section, indexes.get(placeOf(section, scope)) ?? new Map()));
  }

  return withRefusedLists(all);
};

/** Those to whose facts others add. */
export const restingOnOthers = (scopes: readonly ScopeSnapshot[]): readonly ScopeSnapshot[] => {
  const joined = joinedFacts(scopes);

  return scopes.filter((scope, at) => joined[at] !== scope);
};
