import { wordReader } from './word.ts';

const associationStatus = wordReader('complete', 'updating', 'creating', 'deleting', 'deleted', 'failed', 'overridden');

/** Whether an association of a Resolver rule or a Profile, or a resource of one, counts. */
export type Standing = 'effective' | 'ineffective' | 'unrecognised';

/** One that is being updated keeps its old value. What an overridden one does, AWS does not say. */
export const standingOf = (rawStatus: string): Standing => {
  const status = associationStatus(rawStatus);
  switch (status) {
    case 'complete':
    case 'updating':
      return 'effective';
    case 'creating':
    case 'deleting':
    case 'deleted':
    case 'failed':
      return 'ineffective';
    case 'overridden':
    case 'unrecognised':
      return 'unrecognised';
    default:
      return status satisfies never;
  }
};
