import { DescribeNetworkInterfacesCommand, type Filter } from '@aws-sdk/client-ec2';
import { parseCidr } from '../../net/cidr.ts';
import { routedTo } from '../../snapshot/references.ts';
import type { RecordOf, Sections } from '../../snapshot/schema.ts';
import { allPages } from './all-pages.ts';
import type { Collection } from './collection.ts';
import type { Ec2 } from './ec2.ts';
import { filtersOf, mostFilterValues } from './filters.ts';
import type { OnPage } from './section-request.ts';

type Group = RecordOf<'securityGroups'>;
type Permission = NonNullable<Group['IpPermissionsEgress']>[number];

/** AWS keeps five addresses of every subnet for itself. */
const reserved = 5;

export const addressesInUse = ({ CidrBlock, AvailableIpAddressCount }: RecordOf<'subnets'>): number => {
  const block = parseCidr(CidrBlock ?? '');
  if (block?.family !== 'ipv4' || AvailableIpAddressCount === undefined) return 0;

  return Math.max(0, 2 ** (32 - block.length) - reserved - AvailableIpAddressCount);
};

const countInUse = ({ subnets = [] }: Sections): number =>
  subnets.reduce((sum, subnet) => sum + addressesInUse(subnet), 0);

/**
 * An interface is some kilobytes of XML, and large accounts have a hundred thousand. Where the subnets show that many
 * addresses in use, only those interfaces are asked for that can decide a verdict. What the filters are made of must
 * have been read for that; else all are asked for.
 */
export const areInterfacesFiltered = (sections: Sections, allUpTo: number): boolean =>
  countInUse(sections) > allUpTo && sections.routeTables !== undefined && sections.securityGroups !== undefined;

const opensHttps = ({ IpProtocol, FromPort, ToPort, IpRanges }: Permission): boolean => {
  const https = IpProtocol === '-1' || (IpProtocol === 'tcp' && (FromPort ?? 0) <= 443 && 443 <= (ToPort ?? 65_535));

  return https && (IpRanges ?? []).some((range) => range.CidrIp === '0.0.0.0/0');
};

const isRestrictive = (group: Group): boolean => !(group.IpPermissionsEgress ?? []).some(opensHttps);

/** What decides a verdict: interfaces by the ids of what routes lead to, and clients that may be held back. */
const decisiveIds = (sections: Sections): readonly (readonly [filter: string, ids: readonly string[]])[] => [
  ['network-interface-id', routedTo(sections, 'NetworkInterfaceId')],
  ['attachment.instance-id', routedTo(sections, 'InstanceId')],
  ['group-id', (sections.securityGroups ?? []).filter(isRestrictive).map((group) => group.GroupId)],
];

/** The same, whatever the ids: endpoints, and public addresses. */
const alwaysDecisive: readonly Filter[] = [
  { Name: 'interface-type', Values: ['vpc_endpoint'] },
  { Name: 'association.public-ip', Values: ['*'] },
];

const list = (ec2: Ec2, Filters?: Filter[], onPage?: OnPage) =>
  allPages(
    'NetworkInterfaces',
    async (NextToken) => {
      const page = await ec2.send(new DescribeNetworkInterfacesCommand({ MaxResults: 1000, NextToken, Filters }));

      return { records: page.NetworkInterfaces, next: page.NextToken };
    },
    onPage,
  );

type Interfaces = Awaited<ReturnType<typeof list>>;

/** Lists by filters that are full, as ids become known; at the end by what is left. */
const decisiveLists = (ec2: Ec2, onPage?: OnPage) => {
  const lists: Promise<Interfaces>[] = [];
  const asked = new Map<string, Set<string>>();
  const ask = (filter: Filter): void => {
    const one = list(ec2, [filter], onPage);
    lists.push(one);
    // Whoever waits for all of them is told.
    one.catch(() => {});
  };
  const askBy = (name: string, ids: readonly string[], least: number): void => {
    const known = asked.get(name) ?? new Set<string>();
    asked.set(name, known);
    const fresh = [...new Set(ids)].filter((id) => !known.has(id));
    for (const { Values = [], ...filter } of filtersOf(name, fresh)) {
      if (Values.length < least) return;
      for (const id of Values) known.add(id);
      ask({ ...filter, Values });
    }
  };

  return {
    ask(sections: Sections, least: number): void {
      if (lists.length === 0) for (const filter of alwaysDecisive) ask(filter);
      for (const [name, ids] of decisiveIds(sections)) askBy(name, ids, least);
    },
    async all(): Promise<Interfaces> {
      const found = (await Promise.all(lists)).flat();

      return [...new Map(found.map((record) => [record.NetworkInterfaceId, record])).values()];
    },
  };
};

const filteredBy = ['subnets', 'routeTables', 'securityGroups'] as const;

/** What the filters are made of is long as well: what has come of it is asked by, while the rest is on its way. */
const listDecisive = async (
  ec2: Ec2,
  { collector, read }: Collection,
  { allUpTo, onPage }: Extent,
): Promise<Interfaces> => {
  const decisive = decisiveLists(ec2, onPage);
  const look = (): void => {
    const sections = collector.soFar(filteredBy);
    const isTold = sections.routeTables?.length !== 0 && sections.securityGroups?.length !== 0;
    if (isTold) decisive.ask(sections, mostFilterValues);
  };
  const stop = collector.onMore((section) => {
    if (section === 'routeTables' || section === 'securityGroups') look();
  });
  look();
  const sections = await read(filteredBy).finally(stop);
  if (!areInterfacesFiltered(sections, allUpTo)) return list(ec2, undefined, onPage);
  decisive.ask(sections, 1);

  return decisive.all();
};

interface Extent {
  /** With no more addresses in use than that, all are asked for. */
  readonly allUpTo: number;
  readonly onPage?: OnPage | undefined;
}

export const listNetworkInterfaces = async (
  ec2: Ec2,
  collection: Collection,
  extent: Extent,
): Promise<readonly object[]> => {
  const isMany = countInUse(await collection.read(['subnets'])) > extent.allUpTo;

  return isMany ? listDecisive(ec2, collection, extent) : list(ec2, undefined, extent.onPage);
};
