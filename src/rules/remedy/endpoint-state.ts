import type { Endpoint } from '../../network/network.ts';

/** What each state asks of somebody. AWS writes states in several casings. */
export const revive = ({ id, state }: Endpoint): string => {
  switch (state.toLowerCase()) {
    case 'pendingacceptance':
      return `Have the owner of the service accept ${id}`;
    case 'rejected':
      return `Delete ${id}, or have the owner of the service accept it`;
    case 'expired':
    case 'failed':
      return `Delete ${id} and create it anew`;
    default:
      return `Replace ${id} if it is still needed`;
  }
};
