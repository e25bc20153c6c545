import type { Report } from '../../../audit.ts';
import { isOpen } from '../../headline.ts';
import type { DrawnSubnet } from '../../picture/drawn-subnet.ts';

type AcceptanceState = 'open' | 'accepted' | 'clear';

/** Whether somebody answers for what was found. */
export interface Acceptances {
  /** `open` where a finding about one of them is; `accepted` where all are accepted; `clear` where there is none. */
  ofSubnets(subnets: readonly Pick<DrawnSubnet, 'id'>[]): AcceptanceState;
}

export const acceptancesOf = ({ findings }: Pick<Report, 'findings'>): Acceptances => {
  const open = new Set(findings.filter(isOpen).map(({ resource }) => resource));
  const all = new Set(findings.map(({ resource }) => resource));

  return {
    ofSubnets: (subnets) => {
      if (subnets.some(({ id }) => open.has(id))) return 'open';

      return subnets.some(({ id }) => all.has(id)) ? 'accepted' : 'clear';
    },
  };
};
