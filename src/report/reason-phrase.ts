import { reasons } from '../analysis/reason.ts';

const isKnown = (reason: string): reason is keyof typeof reasons => Object.hasOwn(reasons, reason);

/** `no-endpoint: no endpoint of this VPC serves the name`; a code that is not known here speaks for itself. */
export const explainedReason = (reason: string): string =>
  isKnown(reason) ? `${reason}: ${reasons[reason].phrase}` : reason;
