import { describe, expect, it } from 'vitest';
import type { Network } from '../../src/network/network.ts';
import { rules } from '../../src/rules/all.ts';
import type { AuditedScope, Rule } from '../../src/rules/rule.ts';
import { dnsSections, pathSections } from '../../src/rules/sections.ts';
import type { Section } from '../../src/snapshot/schema.ts';
import { everyFault, everyService } from '../support/every-fault.ts';
import { once } from '../support/once.ts';
import { emptySections } from '../support/world/sections.ts';

/**
 * Rules do not read sections but what is made of them. This says which sections each fact is made of; a fact of a
 * record (`endpoint.state`) is of the section that the record was reached by.
 */
const madeOf: Readonly<Record<string, Readonly<Record<string, readonly Section[]>>>> = {
  audited: {
    scope: [],
    vpcs: ['vpcs'],
    services: ['vpcs', 'subnets', 'vpcEndpoints', 'vpcEndpointServices'],
    askedFor: [],
    lackingServices: ['vpcEndpointServices'],
    isContext: [],
    paths: pathSections,
    privateDns: dnsSections,
    resolutions: dnsSections,
    otherResolutions: dnsSections,
    misnamedZones: dnsSections,
  },
  network: {
    scopes: [],
    vpcs: ['vpcs'],
    subnet: ['subnets'],
    absentOwnerOf: [],
    readerOfTransitTable: ['transitGatewayRoutes'],
    endpoints: ['vpcEndpoints'],
    transit: [
      'transitGateways',
      'transitGatewayAttachments',
      'transitGatewayVpcAttachments',
      'transitGatewayRoutes',
      'transitGatewayRouteTableAssociations',
      'transitGatewayPrefixListReferences',
    ],
  },
  scope: {
    account: [],
    region: [],
    takenAt: [],
    gaps: [],
    interfacesFiltered: ['networkInterfaces'],
    vpcs: ['vpcs'],
    borrowedSubnets: ['vpcs', 'subnets'],
    untoldVpcIds: ['vpcs'],
    routeTables: ['routeTables'],
    endpoints: ['vpcEndpoints'],
    endpointServices: ['vpcEndpointServices'],
    prefixLists: ['managedPrefixLists', 'prefixListEntries'],
    natGateways: ['natGateways'],
    internetGateways: ['internetGateways'],
    egressOnlyInternetGateways: ['egressOnlyInternetGateways'],
    securityGroups: ['securityGroups'],
    networkAcls: ['networkAcls'],
    networkInterfaces: ['networkInterfaces'],
    instanceStates: ['instances'],
    peerings: ['vpcPeeringConnections'],
    blockMode: ['blockPublicAccessOptions'],
    blockExclusions: ['blockPublicAccessExclusions'],
    resolver: dnsSections,
    associatedNames: ['vpcEndpointAssociations'],
  },
  vpc: {
    id: ['vpcs'],
    name: ['vpcs'],
    scope: [],
    ownerId: ['vpcs'],
    isShared: ['vpcs'],
    cidrs: ['vpcs'],
    primaryCidr: ['vpcs'],
    dnsSupport: ['vpcAttributes'],
    dnsHostnames: ['vpcAttributes'],
    dnsServers: ['dhcpOptions'],
    subnets: ['subnets'],
    subnetsById: ['subnets'],
    unlistedSubnetIds: ['routeTables', 'subnets'],
    routeTables: ['routeTables'],
    mainTable: ['routeTables'],
    endpoints: ['vpcEndpoints'],
    encryptionControls: ['vpcs'],
  },
  subnet: {
    id: ['subnets'],
    name: ['subnets'],
    vpc: [],
    cidr: ['subnets'],
    ipv6Cidrs: ['subnets'],
    hasPrivateIpv6Alone: ['subnets'],
    isIpv6Only: ['subnets'],
    dns64: ['subnets'],
    mapPublicIp: ['subnets'],
    zone: ['subnets'],
    zoneId: ['subnets'],
    isOnOutpost: ['subnets'],
    routeTable: ['routeTables'],
    isExplicit: ['routeTables'],
    networkAcl: ['networkAcls'],
    interfaces: ['networkInterfaces'],
    freeAddresses: ['subnets'],
    hasAllInterfaces: ['networkInterfaces'],
  },
};

const marks = {
  audited: 'otherResolutions',
  network: 'transit',
  scope: 'associatedNames',
  vpc: 'primaryCidr',
  subnet: 'isIpv6Only',
};
const kindOf = (target: object): string | undefined =>
  Object.entries(marks).find(([, mark]) => Object.hasOwn(target, mark))?.[0];

/** The same facts, and `read` is told of every one that is looked at. */
const watched = <T extends object>(facts: T, read: (sections: readonly Section[]) => void): T => {
  const proxies = new WeakMap<object, object>();
  const watch = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const proxy = proxies.get(value) ?? new Proxy(value, { get, ownKeys: (target) => all(target) });
    proxies.set(value, proxy);

    return proxy;
  };
  const all = (target: object) => {
    for (const sections of Object.values(madeOf[kindOf(target) ?? ''] ?? {})) read(sections);

    return Reflect.ownKeys(target);
  };
  const get = (target: object, key: string | symbol): unknown => {
    read(madeOf[kindOf(target) ?? '']?.[String(key)] ?? []);
    const value: unknown = Reflect.get(target, key);
    if (typeof value === 'function' && target instanceof Map)
      return key === 'get' ? (id: unknown) => watch(target.get(id)) : value.bind(watchedMap(target));
    if (typeof value === 'function' && kindOf(target) !== undefined)
      return (...args: unknown[]) => watch(value.apply(target, args));
    const own = Reflect.getOwnPropertyDescriptor(target, key);

    // What is frozen is a record's own: a proxy may not stand in for it, and it leads nowhere.
    return own?.configurable === false && own.writable === false ? value : watch(value);
  };
  const watchedMap = (map: ReadonlyMap<unknown, unknown>) => new Map([...map].map(([id, value]) => [id, watch(value)]));
  const proxy = watch(facts);

  return proxy as T;
};

const readBy = (rule: Rule): ReadonlySet<Section> => {
  const seen = new Set<Section>();
  let isChecking = false;
  const read = (sections: readonly Section[]) => {
    // What the audit makes of what was found is not read by the rule.
    if (isChecking) for (const section of sections) seen.add(section);
  };
  const both = (audited: AuditedScope, network: Network) => watched({ audited, network }, read);
  const spy: Rule = {
    ...rule,
    *check(audited, network) {
      const facts = both(audited, network);
      isChecking = true;
      const found = [...rule.check(facts.audited, facts.network)];
      isChecking = false;
      yield* found;
    },
  };
  const { findings } = everyFault().report(everyService, { rules: [spy] });
  expect(findings).not.toEqual([]);

  return seen;
};

interface Facts {
  readonly audited: AuditedScope;
  readonly network: Network;
}

/** Every object of each kind in a world, without sections that were not read. */
const factsOf = (unread: Section | null): Record<string, readonly object[]> => {
  const found: Facts[] = [];
  const probe: Rule = {
    id: 'probe',
    title: '',
    severity: 'note',
    category: 'exposure',
    needs: [],
    check(audited, network) {
      found.push({ audited, network });

      return [];
    },
  };
  const net = everyFault();
  (unread === null ? net : net.unread(unread, 'ec2:DescribeIt')).report(everyService, { rules: [probe] });
  const [first] = found;
  if (first === undefined) return {};
  const { audited, network } = first;

  return {
    audited: [audited],
    network: [network],
    scope: network.scopes,
    vpc: [...network.vpcs.values()],
    subnet: network.scopes.flatMap(({ vpcs }) => vpcs.flatMap(({ subnets }) => subnets)),
  };
};

/** One fact as text: records in full, other facts by their ids alone. */
const textOf = (fact: unknown): string =>
  JSON.stringify(fact, (_key, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    if (kindOf(value) !== undefined) return 'id' in value ? value.id : kindOf(value);

    return value instanceof Map ? [...value] : value instanceof Set ? [...value] : value;
  }) ?? '';

const full = once(() => factsOf(null));
const world = emptySections();
const sections = Object.keys(world).filter((name): name is Section => name in world);

describe('the sections that a fact is made of', () => {
  it('are told for every fact', () => {
    for (const [kind, objects] of Object.entries(full()))
      expect([kind, Object.keys(objects[0] ?? {}).toSorted()]).toEqual([
        kind,
        Object.keys(madeOf[kind] ?? {}).toSorted(),
      ]);
  });

  // Without VPCs or subnets there is nothing left to compare.
  it.each(sections.filter((section) => section !== 'vpcs' && section !== 'subnets'))(
    'are no fewer than told: %s unread changes no other',
    (section) => {
      const without = factsOf(section);
      const changed = Object.entries(madeOf).flatMap(([kind, facts]) =>
        Object.entries(facts)
          .filter(([key, from]) => key !== 'gaps' && !from.includes(section))
          .filter(([key]) => {
            const values = (objects: readonly object[] = []) => objects.map((one) => Reflect.get(one, key));

            return textOf(values(full()[kind])) !== textOf(values(without[kind]));
          })
          .map(([key]) => `${kind}.${key}`),
      );

      expect(changed).toEqual([]);
    },
  );
});

describe('a rule reads only what is made of the sections it needs:', () => {
  // That one asks for a second Region: test/audit/selection.test.ts.
  const here = rules.filter(({ id }) => id !== 'unoffered-service');

  it.each(here.map((rule) => ({ rule, id: rule.id })))('$id', ({ rule }) => {
    const read = readBy(rule);

    expect([...read].filter((section) => !rule.needs.includes(section))).toEqual([]);
    expect(read.size).toBeGreaterThan(0);
  });
});
