import { type Act, callsOf, changesOf, type Remedy, remedyWords } from '../changes/remedy.ts';
import { inSafeOrder } from '../changes/safe-order.ts';
import { scriptText } from '../changes/script-line.ts';
import type { Objection, Proof } from './proof.ts';
import { type Proposal, refusedText } from './proposals.ts';
import type { Finding } from './report.ts';

/** Where nothing is proven, words alone are given, with what speaks against the commands. */
const objectionText = (objection: Objection): string => {
  switch (objection.kind) {
    case 'refused':
      return refusedText(objection.refusal);
    case 'harm': {
      const { service, before, after, vpcId, subnetId, count } = objection.move;
      const others = count > 1 ? ` and ${count - 1} more` : '';

      return `no command is given, as ${service} would turn from ${before} to ${after ?? 'nothing'} in ${vpcId} (${subnetId}${others})`;
    }
    case 'too-large':
      return 'no command is given, as these facts are too large to prove it on a copy of them: narrow them down to a Region or account';
    case 'no-effect':
      return 'no command is given, as it would not do by itself';
    default:
      return objection satisfies never;
  }
};

export type Settled = Pick<Finding, 'remedy' | 'command'> & { readonly acts: readonly Act[] };

/** The remedy with the changes that do it for all proposals at once, each in one act. */
const wholeActs = ({ acts }: Remedy, { merged }: Proof): readonly Act[] => {
  const told = new Set<string>();

  return acts.flatMap((act): readonly Act[] => {
    if ('imperative' in act) return [act];
    const changes = inSafeOrder(act.changes.map((change) => merged.get(change) ?? change));
    const fresh = changes.filter((change) => !told.has(JSON.stringify(change)));
    for (const change of fresh) told.add(JSON.stringify(change));

    return fresh.length === 0 ? [] : [{ changes: fresh }];
  });
};

/** Each finding repeats them: longer ones are told once, with the changes. */
const longestWords = 2_048;
const longestCommand = 16_384;

const shortened = (words: string): string =>
  words.length > longestWords ? `${words.slice(0, words.lastIndexOf(' ', longestWords))} …` : words;

const said = (acts: readonly Act[]): Settled => {
  const command = scriptText(callsOf(changesOf({ acts })));

  return {
    acts,
    remedy: shortened(remedyWords({ acts })),
    command: command === '' || command.length > longestCommand ? null : command,
  };
};

export const settledBy = ({ remedy }: Proposal, proof: Proof): Settled => said(wholeActs(remedy, proof));

/** What is done about one finding in several rounds, or by several proposals. */
export const settledTogether = (settled: readonly Settled[]): Settled => {
  const [only, ...others] = settled;
  if (only === undefined || others.length === 0) return only ?? { acts: [], remedy: '', command: null };
  const acts = settled.flatMap((one) => one.acts);

  return said([...new Map(acts.map((act) => [JSON.stringify(act), act])).values()]);
};

const objectionTo = ({ found }: Proposal, { objections }: Proof): Objection | undefined =>
  found.flatMap((one) => objections.get(one) ?? []).at(0);

/** What a remedy says where none of its commands is given. */
export const inOwnWords = ({ remedy }: Proposal, against = ''): Settled => {
  const words = remedyWords(remedy.otherwise ?? remedy);

  return { acts: [{ imperative: words + against }], remedy: shortened(words) + against, command: null };
};

/** All of it is left to a person. */
export const leftToPerson = (proposal: Proposal, proof: Proof): Settled => {
  const objection = objectionTo(proposal, proof);

  return inOwnWords(proposal, objection === undefined ? '' : ` (${objectionText(objection)})`);
};
