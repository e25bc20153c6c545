import type { RecordOf, Sections } from '../../snapshot/schema.ts';
import type { Collection } from './collection.ts';

type ServiceRecord = RecordOf<'vpcEndpointServices'>;
type Zones = ReadonlyMap<string, string>;

/** A list that others may use, and what has to be so for them. */
interface Donor {
  readonly zones: Zones;
  readonly services: Promise<readonly ServiceRecord[]>;
}

/** Accounts give zones different names, and the list has names: those of the zones that the account uses. */
const zonesIn = ({ subnets = [] }: Sections): Zones =>
  new Map(
    subnets.flatMap(({ AvailabilityZone: name, AvailabilityZoneId: id }) =>
      name === undefined || id === undefined ? [] : [[name, id]],
    ),
  );

const covers = (donor: Zones, own: Zones): boolean => [...own].every(([name, id]) => donor.get(name) === id);

const isAws = ({ Owner }: ServiceRecord): boolean => Owner === 'amazon';

/** Services of others are offered to some accounts only: whoever uses one has to ask by itself. */
const namesAll = (services: readonly ServiceRecord[], { vpcEndpoints = [] }: Sections): boolean => {
  const names = new Set(services.map(({ ServiceName }) => ServiceName));

  return vpcEndpoints.every(({ ServiceName = '', VpcEndpointType = '' }) =>
    ['Interface', 'Gateway'].includes(VpcEndpointType) ? names.has(ServiceName) : true,
  );
};

/** The list of a Region's endpoint services, from an account to whose zones the same names belong. */
export interface ServiceLists {
  read(
    region: string,
    collection: Collection,
    ask: () => Promise<readonly object[]>,
    saved: () => void,
  ): Promise<readonly object[]>;
}

const askAsDonor = (
  donors: Donor[],
  zones: Zones,
  ask: () => Promise<readonly object[]>,
): Promise<readonly object[]> => {
  const answer = ask();
  // The door between the SDK's types and the snapshot's.
  const donor = { zones, services: answer as Promise<readonly ServiceRecord[]> };
  donors.push(donor);
  answer.catch(() => donors.splice(donors.indexOf(donor), 1));

  return answer;
};

export const serviceLists = (): ServiceLists => {
  const byRegion = new Map<string, Donor[]>();

  return {
    async read(region, collection, ask, saved) {
      const facts = await collection.read(['subnets', 'vpcEndpoints']);
      const donors = byRegion.get(region) ?? [];
      byRegion.set(region, donors);
      if (facts.subnets === undefined || facts.vpcEndpoints === undefined) return ask();
      const zones = zonesIn(facts);
      const donor = donors.find((one) => covers(one.zones, zones));
      if (donor === undefined) return askAsDonor(donors, zones, ask);
      const services = (await donor.services.catch(() => [])).filter(isAws);
      if (services.length === 0 || !namesAll(services, facts)) return ask();
      saved();

      return services;
    },
  };
};
