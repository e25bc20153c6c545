import type { Command } from 'commander';
import { addAccountOptions } from '../account-flags.ts';
import type { AuditFlags } from '../commands/audit.ts';
import * as flags from '../flags.ts';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addAudit = (program: Command, choose: Choose): Command => {
  const audit = program.command('audit').description('audit and report; the exit code is the gate');
  flags.addSourceOptions(audit);
  flags.addScopeOptions(flags.addRegionsOption(addAccountOptions(flags.addJobsOption(flags.addLiveOptions(audit)))));
  flags.addAcceptanceOptions(
    flags.addGateOptions(flags.addScreenOptions(flags.addSplitOption(flags.addOutputOptions(audit)))),
  );
  flags
    .addConfigOption(audit)
    .option('--print-config', 'print the effective settings and what sets each, and audit nothing');
  flags.addTerminalOptions(audit);

  return audit
    .action((given: AuditFlags) =>
      choose(async (context) => (await import('../commands/audit.ts')).runAudit(given, context)),
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
