import { type Command, InvalidArgumentError, Option } from 'commander';
import { type FailOn, failOnLevels } from '../config/config.ts';
import type { Grouping } from '../report/style.ts';
import { type AccountFlags, accountFlagNames, addProfileOption, isAdding } from './account-flags.ts';
import { type FormatName, formatNames } from './formats.ts';

export interface WorkListFlag {
  /** What the snapshots are to hold. */
  readonly workList?: string;
}

/** Where the facts come from; at most one of the first three. */
export interface SourceFlags extends AccountFlags, WorkListFlag {
  readonly snapshot?: readonly string[];
  /** Facts that the others are judged by, and that are not judged themselves. */
  readonly context?: readonly string[];
  readonly awsCli?: string;
  readonly demo?: true;
  readonly region?: readonly string[];
  /** Seconds after which AWS is asked no more. */
  readonly timeout?: number;
  /** As so many processes. */
  readonly jobs?: number;
}

export interface ScopeFlags {
  readonly vpc?: readonly string[];
  readonly subnet?: readonly string[];
  readonly service?: readonly string[];
}

export interface OutputFlags {
  readonly format?: readonly FormatName[];
  readonly output?: readonly string[];
}

export const groupings = [
  'unit',
  'account',
  'vpc',
  'subnet',
  'service',
  'change',
] as const satisfies readonly Grouping[];

/** What the table shows of a report. */
export interface ScreenFlags {
  readonly groupBy?: Grouping;
  readonly summary?: true;
}

/** Into how many reports what was found is written. */
export interface SplitFlag {
  readonly splitBy?: 'account';
}

/** Where a command that has one thing to write writes it. */
export interface OneOutputFlag {
  readonly output?: string;
}

const colorings = ['always', 'auto', 'never'] as const;

export interface TerminalFlags {
  /** False: `--no-color`. */
  readonly color?: (typeof colorings)[number] | false;
  readonly quiet?: true;
  readonly verbose?: true;
}

/** What it takes to get a snapshot, from wherever it comes. */
export type SnapshotFlags = SourceFlags & Pick<ScopeFlags, 'vpc' | 'subnet'> & TerminalFlags;

export interface GateFlags {
  readonly failOn?: FailOn;
  readonly exitZero?: true;
  readonly allowIncomplete?: true;
}

export interface ConfigFlags {
  /** False: none, not even one that is found. */
  readonly config?: string | false;
}

/** What earlier runs and people have to say of the findings. */
export interface AcceptanceFlags {
  readonly baseline?: string;
  readonly prune?: true;
  readonly newSince?: string;
}

/** Values may be repeated, listed after one flag, or separated by commas. */
const listed = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  ...value.split(',').filter((part) => part !== ''),
];

/** Values of an option that is repeated. */
export const collected = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];

/** What a second value is added to; of all other options with a value, it would silently replace the first. */
export const isRepeatable = (option: Option): boolean =>
  option.variadic ||
  isAdding(option) ||
  option.parseArg === (listed as unknown) ||
  option.parseArg === (collected as unknown);

export const listOption = (flags: string, description: string): Option =>
  new Option(flags, description).argParser(listed);

const onlyLive = [...accountFlagNames, 'timeout', 'jobs'];

/** For commands that live facts would be the only ones of. */
export const demoOption = (): Option =>
  new Option('--demo', 'facts of the built-in Cake VPC; no credentials needed').conflicts(onlyLive);

export const workListOption = (): Option =>
  new Option(
    '--work-list <file>',
    'the work list that the snapshots were collected by (see shards): what none of them holds is a gap',
  );

export const addSourceOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--snapshot <path...>',
        'facts from snapshots that collect wrote, files or folders, judged as one; - is standard input',
      ).conflicts(['awsCli', 'demo', ...onlyLive]),
    )
    .addOption(
      new Option(
        '--context <path...>',
        'snapshots of other accounts that these facts are judged by, and that are not judged themselves',
      ).conflicts('demo'),
    )
    .addOption(
      new Option('--aws-cli <dir>', 'facts from a folder of AWS CLI output (see collect-script)').conflicts([
        'demo',
        ...onlyLive,
      ]),
    )
    .addOption(demoOption())
    .addOption(workListOption());

const secondsIn = (value: string): number => {
  if (/^\d{1,6}$/.test(value) && Number(value) > 0) return Number(value);

  throw new InvalidArgumentError('It takes a number of seconds, such as 600.');
};

/** How AWS itself is asked. */
export const addLiveOptions = (command: Command): Command =>
  addProfileOption(command).addOption(
    new Option(
      '--timeout <seconds>',
      'ask AWS no longer than this; what is missing then is a gap (default: 900, on a terminal none)',
    ).argParser(secondsIn),
  );

const jobsIn = (value: string): number => {
  if (/^\d{1,3}$/.test(value) && Number(value) > 0) return Number(value);

  throw new InvalidArgumentError('It takes a number of processes, such as 4.');
};

/** Where there may be many accounts and Regions to read. */
export const addJobsOption = (command: Command): Command =>
  command.addOption(
    new Option(
      '--jobs <number>',
      'read accounts and Regions by so many processes side by side (default: one for all)',
    ).argParser(jobsIn),
  );

export const addRegionsOption = (command: Command): Command =>
  command.addOption(listOption('--region <region...>', 'Regions; all: every Region that the account has enabled'));

/** For commands that take arguments: whoever reads them has to tell the last of these from the first of those. */
export const addServiceOption = (command: Command): Command =>
  command.addOption(
    new Option('--service <name...>', 'services to judge (default: s3 dynamodb ec2); sets such as @eks').argParser(
      collected,
    ),
  );

/** For commands that take arguments, which a list of Regions would swallow. */
export const addRegionOption = (command: Command): Command =>
  command.addOption(listOption('--region <region>', 'the Region'));

export const addScopeOptions = (command: Command): Command =>
  command
    .addOption(listOption('--vpc <id...>', 'only these VPCs: ids, Name tags, or patterns such as prod-*'))
    .addOption(listOption('--subnet <id...>', 'only these subnets: ids, Name tags, or patterns'))
    .addOption(
      listOption(
        '--service <name...>',
        'services to judge (default: s3 dynamodb ec2); sets such as @eks; all: these and all that have an endpoint',
      ),
    );

export const addOutputOptions = (command: Command): Command =>
  command
    .addOption(new Option('--format <format...>', 'format of the report (default: table)').choices(formatNames))
    .addOption(
      new Option('-o, --output <file>', 'write the report to a file; FORMAT=FILE, repeated, writes several').argParser(
        collected,
      ),
    );

export const addSplitOption = (command: Command): Command =>
  command.addOption(
    new Option(
      '--split-by <what>',
      'beside each file of --output, one report an account, in a folder of its id',
    ).choices(['account']),
  );

export const addScreenOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--group-by <what>', 'rows of the table (default: subnet, or vpc where those are too many)').choices(
        groupings,
      ),
    )
    .addOption(
      new Option('--summary', 'only how bad it is and what to do, without the matrix').conflicts([
        'verbose',
        'quiet',
        'groupBy',
      ]),
    );

export const addTerminalOptions = (command: Command): Command =>
  command
    .addOption(new Option('--color <when>', 'colours: always, as for less -R, auto or never').choices(colorings))
    .addOption(new Option('--no-color', 'no colours'))
    .addOption(new Option('-q, --quiet', 'findings only; nothing on standard error but errors'))
    .addOption(new Option('-v, --verbose', 'nothing shortened or folded').conflicts(['quiet']));

export const failOnOption = (description: string): Option =>
  new Option('--fail-on <severity>', description).choices(failOnLevels);

export const addGateOptions = (command: Command): Command =>
  command
    .addOption(failOnOption('exit with 1 for findings of this severity or above (default: error)'))
    .addOption(new Option('--exit-zero', 'exit with 0 whatever was found, also where something could not be read'))
    .addOption(
      new Option(
        '--allow-incomplete',
        'exit with 0 where something could not be read and nothing was found, unless a verdict is unknown',
      ),
    );

export const addConfigOption = (command: Command): Command =>
  command
    .addOption(new Option('--config <file>', 'settings (default: vpce-audit.config.json or .yaml of the repository)'))
    .addOption(new Option('--no-config', 'no settings but flags, whatever the repository holds'));

export const baselineOption = (): Option =>
  new Option('--baseline <file>', 'accept the findings that a baseline lists (see baseline)');

export const newSinceOption = (): Option =>
  new Option('--new-since <file>', 'accept the findings of an earlier JSON report or snapshot');

export const addAcceptanceOptions = (command: Command): Command =>
  command
    .addOption(baselineOption())
    .addOption(new Option('--prune', 'take out of the baseline what matches nothing any more'))
    .addOption(newSinceOption());
