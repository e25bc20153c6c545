import type { Lost } from '../return-route.ts';
import { doubting, type Step } from './step.ts';
import { type TraceResult, unreachable } from './trace-result.ts';

/** A gateway that translates sends on what is answered, and the answers do not come back to the client. */
export const withoutReplies = (step: Step, { hops, drop, doubts }: Lost): TraceResult[] => {
  const { ranges, trace } = doubting(step, ...doubts);

  return unreachable({ ranges, trace: { ...trace, hops: [...trace.hops, ...hops] } }, 'no-return-route', drop);
};
