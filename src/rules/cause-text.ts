import type { Path } from '../analysis/path.ts';
import { isPublicReason, reasons } from '../analysis/reason.ts';

/** Why no private path serves the name, in words; the report carries the code. */
export const causeText = ({ subnet: { vpc }, name, outcome: { cause } }: Path): string => {
  if (cause === null || !isPublicReason(cause.reason)) return 'no private path serves it';
  const endpointId = cause.endpointId ?? 'the endpoint';

  return reasons[cause.reason].cause({ ...cause, endpointId, vpcId: vpc.id, name: name.name });
};
