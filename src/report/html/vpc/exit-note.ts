import { memoizeBy } from '../../../memoize.ts';
import type { Exit, Plan } from './plan.ts';

const onwardNote = ({ picture }: Plan, { fates }: Exit): string | null => {
  const onwards = fates.flatMap(({ leave }) => leave?.onward ?? []);
  const [first] = onwards;
  if (first === undefined) return null;
  const there = first.vpcId === null ? '' : ` of ${picture.nameOf(first.vpcId)}`;
  const ids = [...new Set(onwards.map(({ via }) => via.id))];
  const [only = ''] = ids;
  if (ids.length === 1) return `on to ${picture.nameOf(only)}${there}`;

  return `on to ${ids.length} ${first.via.kind === 'nat-gateway' ? 'NATs' : 'exits'}${there}`;
};

const noteOf = (plan: Plan, exit: Exit): string => {
  const onward = onwardNote(plan, exit);
  if (onward !== null) return onward;
  if (exit.verdict === 'transit') return 'beyond it nothing was read';
  if (exit.endpoint === null || exit.fates.length > 0) return '';

  return exit.endpoint.privateDns?.status === 'off' ? 'private DNS off, nothing arrives' : 'nothing arrives';
};

const notes = memoizeBy<Plan, Exit, string>();

/** What is to be said of an exit beside its name. */
export const exitNote = (plan: Plan, exit: Exit): string => notes(plan, exit, () => noteOf(plan, exit));
