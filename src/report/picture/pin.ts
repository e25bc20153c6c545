import type { ReportWay } from '../../audit.ts';
import { groupBy } from '../../group-by.ts';
import type { DialedService } from './dialed-service.ts';
import type { WayPart } from './leave.ts';
import { wayParts } from './leave.ts';
import type { DrawnVpc } from './picture.ts';

/** What a line of a picture leads to: a service, or several that fare alike in all of the VPC. */
export interface Pin {
  readonly index: number;
  readonly label: string;
  readonly short: string;
  readonly first: DialedService;
  readonly destinations: readonly DialedService[];
}

/** So many services are drawn one by one; of more, those that fare alike share a line. */
const mostAlone = 4;

const dispositionText = ({ verdict, via, through, reason }: WayPart): string =>
  [
    verdict,
    via === null ? '' : via.kind === 'interface-endpoint' ? via.kind : via.id,
    reason,
    ...through.map(({ id }) => id),
  ].join(' ');

const wayText = (way: ReportWay | undefined): string =>
  way === undefined ? '' : [way.verdict, ...wayParts(way).map(dispositionText)].join('|');

const pinOf = (index: number, destinations: readonly [DialedService, ...DialedService[]]): Pin => {
  const [first] = destinations;
  const more = destinations.length - 1;

  return {
    ...{ index, first, destinations },
    label: more === 0 ? first.label : `${first.label} and ${more} more`,
    short: more === 0 ? first.short : `${first.short} +${more}`,
  };
};

export const pinsOf = ({ destinations, subnets }: DrawnVpc): readonly Pin[] => {
  const distinct = [...new Set(subnets.map(({ ways }) => ways))];
  const fate = ({ key }: DialedService): string => distinct.map((ways) => wayText(ways.get(key))).join('\n');
  const groups = groupBy(destinations, destinations.length <= mostAlone ? ({ key }) => key : fate);

  return [...groups.values()].map((group, index) => pinOf(index, group));
};
