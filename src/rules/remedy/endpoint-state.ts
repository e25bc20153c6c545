import { advise, type Remedy } from '../../changes/remedy.ts';
import type { Endpoint } from '../../network/network.ts';

/** What each state asks of somebody. */
export const revive = ({ id, state }: Endpoint): Remedy => {
  switch (state) {
    case 'pending-acceptance':
      return advise(`Have the owner of the service accept ${id}`);
    case 'rejected':
      return advise(`Delete ${id}, or have the owner of the service accept it`);
    case 'expired':
    case 'failed':
      return advise(`Delete ${id} and create it anew`);
    default:
      return advise(`Replace ${id} if it is still needed`);
  }
};
