import type { RecordOf, Sections } from '../../snapshot/schema.ts';
import type { Collection } from './collection.ts';
import { type Meant, meantVpcs } from './meant-vpcs.ts';
import { addressesInUse } from './network-interfaces.ts';
import type { Rank } from './turn-queue.ts';

/** Names of the customer's that may be AWS's: few, and what a VPC's zones are read for. */
export const recordsRank: Rank = () => 0;

const equipment = /nat_?gateway|vpc_endpoint|load_balancer|transit_gateway|instance_connect|efs/i;

/** As good as can be told before an interface is understood: what is asked for first is asked for all the same. */
const mayCall = ({ InterfaceType = '' }: RecordOf<'networkInterfaces'>): boolean => !equipment.test(InterfaceType);

type Told = Required<Pick<Sections, 'networkInterfaces' | 'subnets' | 'vpcs'>>;

const telling = ['networkInterfaces', 'subnets', 'vpcs'] as const;

const rankBy = (told: Told, meant: Meant): ((vpcId: string) => number) => {
  const isMeant = meantVpcs(meant, told);
  const withClients = new Set(told.networkInterfaces.filter(mayCall).map(({ VpcId }) => VpcId));
  const inUse = new Set(told.subnets.filter((subnet) => addressesInUse(subnet) > 0).map(({ VpcId }) => VpcId));

  return (vpcId) => {
    const aside = isMeant === undefined || isMeant.has(vpcId) ? 0 : 3;

    return aside + (withClients.has(vpcId) ? 1 : inUse.has(vpcId) ? 2 : 3);
  };
};

/**
 * How soon the zones of a VPC are asked for, by what is known when its turn comes: of those that are to be judged before
 * others, and where clients are before where nobody is.
 */
export const vpcRanks = ({ collector }: Collection, meant: Meant): ((vpcId: string) => Rank) => {
  let told: Told = { networkInterfaces: [], subnets: [], vpcs: [] };
  let rankOf = rankBy(told, meant);
  const latest = (): typeof rankOf => {
    const now: Told = { ...told, ...collector.soFar(telling) };
    if (telling.some((section) => now[section] !== told[section])) rankOf = rankBy(now, meant);
    told = now;

    return rankOf;
  };

  return (vpcId) => () => latest()(vpcId);
};
