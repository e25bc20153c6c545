import { Argument, Command, Help, Option, type OutputConfiguration } from 'commander';
import { serviceSets } from '../services/sets.ts';
import { addAccountOptions } from './account-flags.ts';
import type { AuditFlags } from './commands/audit.ts';
import type { BaselineFlags } from './commands/baseline.ts';
import type { CollectFlags } from './commands/collect.ts';
import type { Shell } from './commands/completion.ts';
import type { DiffFlags } from './commands/diff.ts';
import type { ExplainFlags } from './commands/explain.ts';
import type { FixFlags } from './commands/fix.ts';
import type { IamPolicyFlags } from './commands/iam-policy.ts';
import type { MergeFlags } from './commands/merge.ts';
import type { RulesFlags } from './commands/rules.ts';
import type { ServicesFlags } from './commands/services.ts';
import type { ShardsFlags } from './commands/shards.ts';
import type { WhatIfFlags } from './commands/what-if.ts';
import type { Task } from './context.ts';
import { fixFormats } from './fix-formats.ts';
import * as flags from './flags.ts';
import { version } from './version.ts';

/** Receives what the arguments ask for. Implementations load when they run: help must cost next to nothing. */
type Choose = (task: Task) => void;

const examples = (...lines: readonly string[]): string =>
  ['\nExamples:', ...lines.map((line) => `  $ ${line}`)].join('\n');

const addAudit = (program: Command, choose: Choose): Command => {
  const audit = program.command('audit').description('audit and report; the exit code is the gate');
  flags.addSourceOptions(audit);
  flags.addScopeOptions(flags.addRegionsOption(addAccountOptions(flags.addLiveOptions(audit))));
  flags.addAcceptanceOptions(flags.addGateOptions(flags.addScreenOptions(flags.addOutputOptions(audit))));
  flags
    .addConfigOption(audit)
    .option('--print-config', 'print the effective settings and what sets each, and audit nothing');
  flags.addTerminalOptions(audit);

  return audit
    .action((given: AuditFlags) =>
      choose(async (context) => (await import('./commands/audit.ts')).runAudit(given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit',
        'vpce-audit --profile prod --region us-east-1 eu-west-1 --service s3 ecr.api',
        'vpce-audit --snapshot hub.json spoke.json --format json | jq .summary',
        'vpce-audit --vpc prod-* --service all @eks',
        'vpce-audit --aws-cli ./facts --output report.txt',
        'vpce-audit --baseline vpce-audit.baseline.json --output sarif=audit.sarif --output junit=audit.xml',
      ),
    );
};

const addExplain = (program: Command, choose: Choose): void => {
  const explain = program
    .command('explain')
    .description('one path, hop by hop: what the name resolves to and what carries the packet')
    .argument('<subnet>', 'id of the subnet, the start of it, or its Name tag')
    .argument('<service>', 'name of the service, or a set: s3, ecr.api, @eks, …')
    .addOption(new Option('--format <format>', 'format of the explanation').choices(['text', 'json']).default('text'));
  flags.addRegionOption(flags.addLiveOptions(flags.addSourceOptions(explain)));
  flags.addTerminalOptions(explain);
  explain
    .action((subnet: string, service: string, given: ExplainFlags) =>
      choose(async (context) => (await import('./commands/explain.ts')).runExplain(subnet, service, given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit explain app-a s3',
        'vpce-audit explain subnet-0a1b2c3d @eks --snapshot facts.json',
        "vpce-audit explain app-a s3 --format json | jq '.paths[].hops'",
      ),
    );
};

const addBaseline = (program: Command, choose: Choose): void => {
  const baseline = program
    .command('baseline')
    .description('write the findings that there are to a file, for --baseline to accept');
  flags.addSourceOptions(baseline);
  flags.addScopeOptions(flags.addRegionsOption(addAccountOptions(flags.addLiveOptions(baseline))));
  baseline
    .option('--reason <text>', 'why they are accepted')
    .option('--expires <date>', 'the day (UTC) from which on they count again: YYYY-MM-DD')
    .option('-o, --output <file>', 'write to another file than vpce-audit.baseline.json; - is standard output');
  flags.addTerminalOptions(flags.addConfigOption(baseline));
  baseline
    .action((given: BaselineFlags) =>
      choose(async (context) => (await import('./commands/baseline.ts')).runBaseline(given, context)),
    )
    .addHelpText(
      'after',
      `
What the file says of findings that are still there is kept, unless it has expired.
${examples('vpce-audit baseline --reason "before the gate" --expires 2027-06-30', 'vpce-audit --baseline vpce-audit.baseline.json')}`,
    );
};

const addDiff = (program: Command, choose: Choose): void => {
  const diff = program
    .command('diff')
    .description('which verdicts changed between two snapshots, and which change did it')
    .usage('[options] <before> <after>')
    .argument('[before]', 'the earlier snapshot')
    .argument('[after]', 'the later snapshot');
  flags.addServiceOption(diff);
  diff
    .addOption(new Option('--format <format>', 'format of the difference').choices(['text', 'json']).default('text'))
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .option('--exit-code', 'exit with 1 if anything is worse after than before');
  flags.addTerminalOptions(flags.addConfigOption(diff));
  diff
    .action((before: string | undefined, after: string | undefined, given: DiffFlags) =>
      choose(async (context) => (await import('./commands/diff.ts')).runDiff([before, after], given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit diff monday.json tuesday.json',
        'vpce-audit diff A B --format json | jq .paths',
        'vpce-audit diff A B --exit-code',
      ),
    );
};

const addFix = (program: Command, choose: Choose): void => {
  const fix = program
    .command('fix')
    .description('the changes that mend what was found, proven on a copy of the facts, in words and as code');
  flags.addSourceOptions(fix);
  flags.addScopeOptions(flags.addRegionsOption(addAccountOptions(flags.addLiveOptions(fix))));
  fix
    .addOption(flags.listOption('--rule <id...>', 'only what these rules find (default: all of it but notes)'))
    .addOption(flags.baselineOption())
    .addOption(flags.newSinceOption())
    .option('--accepted', 'mend what somebody accepts as well (baseline, settings, tags, an earlier run)')
    .addOption(
      new Option('--format <format>', 'a plan to read, the plan with code, or all of it as data')
        .choices(fixFormats)
        .default('text'),
    )
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .option('--prices <file>', 'prices of your Regions, or your own, for the cost a month (JSON)')
    .addOption(flags.failOnOption('exit with 1 if a finding of this severity or above stays (default: error)'));
  flags.addTerminalOptions(flags.addConfigOption(fix));
  fix
    .action((given: FixFlags) => choose(async (context) => (await import('./commands/fix.ts')).runFix(given, context)))
    .addHelpText(
      'after',
      `
Nothing is changed: AWS is only read. What AWS would refuse, or what would harm a path, is not among the changes.
${examples(
  'vpce-audit fix --demo',
  'vpce-audit fix --vpc prod-* --service s3 dynamodb --format terraform -o endpoints.tf',
  'vpce-audit fix --rule public-path --format cli > fix.sh && sh fix.sh --dry-run',
)}`,
    );
};

const addWhatIf = (program: Command, choose: Choose): void => {
  const whatIf = program
    .command('what-if')
    .description(
      'what would become of every path if something were deleted or changed; exit code 1 if anything gets worse',
    )
    .addOption(
      new Option(
        '--delete <id>',
        'NAT gateway or endpoint (id, the start of it, Name tag, pattern), or route (rtb-1:0.0.0.0/0); repeated',
      ).argParser(flags.collected),
    )
    .option('--changes <file>', 'changes as fix --format json prints them');
  flags.addSourceOptions(whatIf);
  flags.addScopeOptions(flags.addRegionsOption(addAccountOptions(flags.addLiveOptions(whatIf))));
  whatIf
    .addOption(new Option('--format <format>', 'format of the difference').choices(['text', 'json']).default('text'))
    .option('-o, --output <file>', 'write to a file instead of standard output');
  flags.addTerminalOptions(flags.addConfigOption(whatIf));
  whatIf
    .action((given: WhatIfFlags) =>
      choose(async (context) => (await import('./commands/what-if.ts')).runWhatIf(given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit what-if --delete nat-0abc1234 --service @eks',
        'vpce-audit what-if --delete vpce-0abc1234 --delete rtb-0abc1234:0.0.0.0/0 --snapshot facts.json',
        'vpce-audit fix --format json > plan.json && vpce-audit what-if --changes plan.json --delete nat-0abc1234',
      ),
    );
};

const addCollect = (program: Command, choose: Choose): void => {
  const collect = program
    .command('collect')
    .description('save what AWS said as a snapshot, to audit later or elsewhere');
  flags.addRegionsOption(addAccountOptions(flags.addLiveOptions(collect)));
  collect
    .addOption(flags.demoOption())
    .option(
      '--shard <json>',
      'only this piece of the work list that shards prints: JSON, FILE, FILE#3 (the fourth piece), FILE#3/20 (a part)',
    );
  collect.option('-o, --output <file>', 'write to a file instead of standard output');
  flags.addTerminalOptions(collect);
  collect
    .action((given: CollectFlags) =>
      choose(async (context) => (await import('./commands/collect.ts')).runCollect(given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit collect -o facts.json',
        'vpce-audit collect --demo | jq ".scopes[].sections.vpcEndpoints"',
        'vpce-audit collect --region all | gzip > facts.json.gz',
        'vpce-audit collect --org --not-account 111122223333 --region eu-west-1 us-east-1 -o organisation.json',
      ),
    );
};

const addShards = (program: Command, choose: Choose): void => {
  const shards = program
    .command('shards')
    .description('print the accounts and Regions as a work list, for collect --shard to do in pieces');
  flags.addRegionsOption(addAccountOptions(flags.addLiveOptions(shards)));
  shards.option('-o, --output <file>', 'write to a file instead of standard output');
  flags.addTerminalOptions(shards);
  shards
    .action((given: ShardsFlags) =>
      choose(async (context) => (await import('./commands/shards.ts')).runShards(given, context)),
    )
    .addHelpText(
      'after',
      examples('vpce-audit shards --org --region all', "vpce-audit shards --org --region eu-west-1 | jq -c '.[]'"),
    );
};

const addMerge = (program: Command, choose: Choose): void => {
  const merge = program
    .command('merge')
    .description('write several snapshots as one; of a scope that two of them hold, the newer counts')
    .argument('<path...>', 'snapshots, and folders of them')
    .addOption(flags.workListOption())
    .option('-o, --output <file>', 'write to a file instead of standard output');
  flags.addTerminalOptions(merge);
  merge
    .action((paths: readonly string[], given: MergeFlags) =>
      choose(async (context) => (await import('./commands/merge.ts')).runMerge(paths, given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit merge hub.json spokes/ -o organisation.json',
        'vpce-audit merge pieces/ --work-list work.json -o organisation.json',
        'vpce-audit --snapshot organisation.json',
      ),
    );
};

const addCollectScript = (program: Command, choose: Choose): void => {
  program
    .command('collect-script')
    .description('print a shell script of AWS CLI calls that fills a folder for --aws-cli')
    .action(() => choose(async (context) => (await import('./commands/collect-script.ts')).runCollectScript(context)))
    .addHelpText(
      'after',
      examples('vpce-audit collect-script > collect.sh', 'sh collect.sh facts', 'vpce-audit --aws-cli facts'),
    );
};

const addRules = (program: Command, choose: Choose): void => {
  program
    .command('rules')
    .description('list the rules, or describe one')
    .argument('[id]', 'id of a rule: public-path, …')
    .addOption(new Option('--format <format>', 'format of the list').choices(['text', 'json']).default('text'))
    .action((id: string | undefined, given: RulesFlags) =>
      choose(async (context) => (await import('./commands/rules.ts')).runRules(id, given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit rules',
        'vpce-audit rules public-path',
        "vpce-audit rules --format json | jq -r '.[] | [.id, .severity, .page] | @tsv'",
      ),
    );
};

const addServices = (program: Command, choose: Choose): void => {
  const services = program
    .command('services')
    .description('list the services that are known, with hosts, ports and kinds of endpoint, and the named sets')
    .argument('[name]', 'one service or set: ecr.api, @eks, …');
  flags
    .addRegionOption(services)
    .addOption(new Option('--format <format>', 'format of the list').choices(['text', 'json']).default('text'))
    .action((name: string | undefined, given: ServicesFlags) =>
      choose(async (context) => (await import('./commands/services.ts')).runServices(name, given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit services',
        'vpce-audit services @eks',
        "vpce-audit services --region eu-west-1 --format json | jq -r '.services[].serviceName'",
      ),
    );
};

const addIamPolicy = (program: Command, choose: Choose): void => {
  program
    .command('iam-policy')
    .description('print the least-privilege, read-only IAM policy; with --org the roles of an organisation')
    .option('--org', 'the roles of the accounts of an organisation, and of the one that lists them')
    .addOption(
      new Option('--format <format>', 'format of the roles')
        .choices(['json', 'cloudformation', 'terraform'])
        .default('json'),
    )
    .action((given: IamPolicyFlags) =>
      choose(async (context) => (await import('./commands/iam-policy.ts')).runIamPolicy(given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit iam-policy > policy.json',
        'aws iam create-policy --policy-name vpce-audit --policy-document file://policy.json',
        'vpce-audit iam-policy --org --format cloudformation > stackset.json',
      ),
    );
};

const addSchema = (program: Command, choose: Choose): void => {
  program
    .command('schema')
    .description('print a JSON Schema')
    .argument('<schema>', 'report, snapshot, config or baseline')
    .action((name: string) =>
      choose(async (context) => (await import('./commands/schema.ts')).runSchema(name, context)),
    )
    .addHelpText('after', examples('vpce-audit schema report'));
};

const addCompletion = (program: Command, choose: Choose): void => {
  program
    .command('completion')
    .description('print what makes a shell complete commands, options, services, rules and formats')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .action((shell: Shell) =>
      choose(async (context) => (await import('./commands/completion.ts')).runCompletion(shell, program, context)),
    )
    .addHelpText('after', examples('eval "$(vpce-audit completion bash)"', 'vpce-audit completion fish | source'));
};

/** Parsers keep the last of two values without a word; a user would believe that both counted. */
const refuseRepetition = (command: Command): void => {
  for (const option of command.options) {
    if (!(option.required || option.optional) || flags.isRepeatable(option)) continue;
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
