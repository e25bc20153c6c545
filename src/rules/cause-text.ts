import type { Doubt } from '../analysis/doubt.ts';
import type { Path } from '../analysis/path.ts';
import { isPublicReason, reasons } from '../analysis/reason.ts';

/** The name leads to an endpoint, and the way there out of sight. */
const meantFor = (endpointId: string, doubts: readonly Doubt[]): string => {
  const unread = doubts.find(({ kind }) => kind === 'unread');

  return `it is meant for ${endpointId}, and ${unread === undefined ? 'whether it gets there cannot be seen from here' : unread.text}`;
};

/** Why no private path serves the name, in words; the report carries the code. */
export const causeText = ({ subnet: { vpc }, name, outcome: { cause, doubts } }: Path): string => {
  if (cause === null) return 'no private path serves it';
  if (!isPublicReason(cause.reason))
    return cause.endpointId === null ? 'no private path serves it' : meantFor(cause.endpointId, doubts);
  const endpointId = cause.endpointId ?? 'the endpoint';

  return reasons[cause.reason].cause({ ...cause, endpointId, vpcId: vpc.id, name: name.name });
};
