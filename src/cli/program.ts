import { Command, Help, type OutputConfiguration } from 'commander';
import { serviceSets } from '../services/sets.ts';
import { isRepeatable } from './flags.ts';
import { addAudit } from './program/audit.ts';
import { addBaseline } from './program/baseline.ts';
import type { Choose } from './program/choose.ts';
import { addCollect } from './program/collect.ts';
import { addCollectScript } from './program/collect-script.ts';
import { addCompletion } from './program/completion.ts';
import { addDiff } from './program/diff.ts';
import { examples } from './program/examples.ts';
import { addExplain } from './program/explain.ts';
import { addFix } from './program/fix.ts';
import { addIamPolicy } from './program/iam-policy.ts';
import { addMerge } from './program/merge.ts';
import { addRules } from './program/rules.ts';
import { addSchema } from './program/schema.ts';
import { addServices } from './program/services.ts';
import { addShards } from './program/shards.ts';
import { addWhatIf } from './program/what-if.ts';
import { version } from './version.ts';

/** Parsers keep the last of two values without a word; a user would believe that both counted. */
const refuseRepetition = (command: Command): void => {
  for (const option of command.options) {
    if (!(option.required || option.optional) || isRepeatable(option)) continue;
    let times = 0;
    const orFault = (fault: string) => () => {
      times += 1;
      if (times > 1) command.error(`error: option '${option.flags}' ${fault}`);
    };
    command.on(`option:${option.name()}`, orFault('is given twice, and takes one value'));
    command.on(`option:no-${option.name()}`, orFault('cannot be given together with its opposite'));
  }
};

export const createProgram = (choose: Choose, output: OutputConfiguration): Command => {
  const program = new Command('vpce-audit')
    .configureOutput(output)
    .description(
      'Which subnets still reach AWS services over public addresses, and why: VPC endpoints, routes and private DNS.',
    )
    .usage('[command] [options]')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help; after a command, help on that command')
    .helpCommand(false)
    .exitOverride();
  const audit = addAudit(program, choose);
  for (const add of [
    addExplain,
    addBaseline,
    addDiff,
    addFix,
    addWhatIf,
    addCollect,
    addCollectScript,
    addShards,
    addMerge,
    addRules,
    addServices,
    addIamPolicy,
    addSchema,
    addCompletion,
  ]) {
    add(program, choose);
  }
  for (const command of program.commands) refuseRepetition(command);

  return program
    .configureHelp({ visibleOptions: (command) => [...audit.options, ...new Help().visibleOptions(command)] })
    .addHelpText(
      'after',
      `
Without a command, vpce-audit audits. vpce-audit help COMMAND is help on a command.
For --service: all, which is the default and what any VPC has an endpoint for, and the sets
${serviceSets.map(({ name }) => name).join(' ')} (see vpce-audit services).
Exit codes: 0 clean, 1 findings, 2 could not run, 3 incomplete.
${examples('vpce-audit --demo', 'vpce-audit --region eu-west-1 --fail-on warning', 'vpce-audit explain subnet-0a1b2c3d s3')}`,
    );
};
