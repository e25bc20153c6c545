import type { RecordOf } from '../../snapshot/schema.ts';
import type { Collection } from './collection.ts';
import { addressesInUse } from './network-interfaces.ts';
import type { Rank } from './turn-queue.ts';

/** Names of the customer's that may be AWS's: few, and what a VPC's zones are read for. */
export const recordsRank: Rank = () => 0;

const equipment = /nat_?gateway|vpc_endpoint|load_balancer|transit_gateway|instance_connect|efs/i;

/** As good as can be told before an interface is understood: what is asked for first is asked for all the same. */
const mayCall = ({ InterfaceType = '' }: RecordOf<'networkInterfaces'>): boolean => !equipment.test(InterfaceType);

interface Busy {
  readonly interfaces: readonly RecordOf<'networkInterfaces'>[];
  readonly subnets: readonly RecordOf<'subnets'>[];
  readonly withClients: ReadonlySet<string | undefined>;
  readonly inUse: ReadonlySet<string>;
}

const busyBy = (interfaces: Busy['interfaces'], subnets: Busy['subnets']): Busy => ({
  interfaces,
  subnets,
  withClients: new Set(interfaces.filter(mayCall).map(({ VpcId }) => VpcId)),
  inUse: new Set(subnets.filter((subnet) => addressesInUse(subnet) > 0).map(({ VpcId }) => VpcId)),
});

/** How soon the zones of a VPC are asked for, by what is known when its turn comes: where clients are, before where nobody is. */
export const vpcRanks = ({ collector }: Collection): ((vpcId: string) => Rank) => {
  let busy = busyBy([], []);
  const latest = (): Busy => {
    const { networkInterfaces = [], subnets = [] } = collector.soFar(['networkInterfaces', 'subnets']);
    if (networkInterfaces !== busy.interfaces || subnets !== busy.subnets) busy = busyBy(networkInterfaces, subnets);

    return busy;
  };

  return (vpcId) => () => {
    const { withClients, inUse } = latest();
    if (withClients.has(vpcId)) return 1;

    return inUse.has(vpcId) ? 2 : 3;
  };
};
