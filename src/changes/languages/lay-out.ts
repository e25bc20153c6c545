import type { Change } from '../change.ts';
import { stages } from '../change-kind.ts';
import { type InfrastructureValue, refersTo } from '../infrastructure.ts';
import { kindOf } from '../kinds.ts';

interface Placed<R> {
  readonly resource: R;
  /** Those that have to be there first, and that it does not refer to: languages make all at once what nothing holds back. */
  readonly after: readonly R[];
}

interface LaidOut<R> {
  readonly change: Change;
  readonly resources: readonly Placed<R>[];
}

const stageOf = (change: Change): number => stages.indexOf(kindOf(change).stage(change));

const letsIn = stages.indexOf('groups');

/** What the changes come to in a language: who gets in is there before who is led there, in every VPC and from one to another. */
export const layOut = <R extends { readonly creates?: string }>(
  changes: readonly Change[],
  resourcesOf: (change: Change) => readonly R[],
  fieldsOf: (resource: R) => InfrastructureValue,
): readonly LaidOut<R>[] => {
  const said = changes.map((change) => ({ change, stage: stageOf(change), resources: resourcesOf(change) }));

  return said.map(({ change, stage, resources }) => {
    const earlier = said.filter(
      (one) => one.change.vpcId === change.vpcId && one.stage < stage && one.resources.length > 0,
    );
    const last = Math.max(-1, ...earlier.map((one) => one.stage));
    // Another VPC's hosted zone leads there.
    const elsewhere = said.filter(
      (one) => change.kind === 'associate-zone' && one.change.vpcId !== change.vpcId && one.stage === letsIn,
    );
    const after = [...earlier.filter((one) => one.stage === last), ...elsewhere].flatMap((one) => one.resources);

    const waitsFor = (resource: R): readonly R[] =>
      after.filter(({ creates }) => creates === undefined || !refersTo(fieldsOf(resource), creates));

    return { change, resources: resources.map((resource) => ({ resource, after: waitsFor(resource) })) };
  });
};
