import { performance } from 'node:perf_hooks';
import { analyse } from '../src/analysis/analyse.ts';
import { findingsOf } from '../src/audit/findings.ts';
import { servicesIn } from '../src/audit/selection.ts';
import { networkOf } from '../src/network/network.ts';
import { rules } from '../src/rules/all.ts';
import type { AuditedScope } from '../src/rules/rule.ts';
import type { Snapshot } from '../src/snapshot/schema.ts';
import { median } from './interleaved.ts';

export interface EngineTimes {
  readonly megabytes: number;
  readonly parse: number;
  readonly reason: number;
}

const everything = { services: [], vpcs: [], subnets: [] };

/** From the snapshot in memory to every verdict and finding. */
const reason = (snapshot: Snapshot): number => {
  const network = networkOf(snapshot);
  const scopes = network.scopes.map((scope): AuditedScope => {
    const { vpcs } = scope;
    const { services } = servicesIn(scope, vpcs, everything);

    return {
      scope,
      services,
      askedFor: [],
      lackingServices: [],
      isContext: false,
      vpcs,
      ...analyse(network, { vpcs, subnets: vpcs.flatMap(({ subnets }) => subnets), services }),
    };
  });

  return findingsOf(rules, scopes, network, null).length + scopes.reduce((sum, { paths }) => sum + paths.length, 0);
};

/** Medians in milliseconds of turns at parsing the text and reasoning over what it says. */
export const engineTimes = (snapshot: Snapshot, runs: number): EngineTimes => {
  const text = JSON.stringify(snapshot);
  const parse: number[] = [];
  const think: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    // What an earlier run left behind is not this one's to clear away.
    globalThis.gc?.();
    const start = performance.now();
    const parsed: Snapshot = JSON.parse(text);
    const between = performance.now();
    const counted = reason(parsed);
    const end = performance.now();
    if (counted === 0) throw new Error('nothing to reason about');
    if (run === 0) continue;
    parse.push(between - start);
    think.push(end - between);
  }

  return { megabytes: Math.round(text.length / 1e6), parse: median(parse), reason: median(think) };
};
