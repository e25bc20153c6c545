import type { Reference } from '../../snapshot/references.ts';
import type { Section } from '../../snapshot/schema.ts';
import { isForOthersOnly, type SectionSpec } from '../../snapshot/section-spec.ts';
import { apiOf, inReadingOrder, sectionSpecs } from '../../snapshot/sections.ts';
import { commandOf, kebabCase, suffixOf } from './command.ts';
import { idCommands, idFunctions } from './script-ids.ts';
import { prelude } from './script-prelude.ts';

const begin = `say "asking AWS about $region; this takes a minute or two"
save get-caller-identity sts get-caller-identity
save describe-vpcs ec2 describe-vpcs
if [ "$saved" -eq 0 ]; then say 'AWS answers nothing: check the credentials, the Region and the network'; exit 2; fi
`;

const end = `say "$saved answers are in $dir, $refused were refused. Next: vpce-audit --aws-cli $dir"
`;

const valuesOf = ({ section, path, matching }: Reference): string => {
  const values = `values ${commandOf(sectionSpecs[section])} ${path.at(-1)}`;

  return matching === undefined ? values : `${values} | grep -E '${matching.source}'`;
};

/** The command that prints what a section is asked by, or what tells that it is needed. */
const idsOf = (section: Section, { need }: SectionSpec): string | undefined =>
  idCommands[section] ?? need?.names?.map(valuesOf).join('; ');

const listOptions: Partial<Record<Section, string>> = {
  instances: ' --filters "Name=instance-id,Values=$(nat_instances | paste -s -d , -)"',
};

const saveList = (section: Section, spec: SectionSpec): string => {
  const command = commandOf(spec);
  const save = spec.cli?.isPagedByHand ? `save_pages ${command} ${spec.member}` : `save ${command}`;

  return `${save} ${apiOf(spec)} ${command}${listOptions[section] ?? ''}`;
};

/** The AWS CLI writes a VPC's id in its own way, as does the API of Route 53. */
const optionOf = (key: string): string => (key === 'VPCId' ? 'vpc-id' : kebabCase(key));

const saveEach = (spec: SectionSpec, member: string): string => {
  const command = commandOf(spec);
  const suffix = suffixOf(spec, member);
  const options = [
    `--${optionOf(spec.key ?? '')} "$id"`,
    ...(suffix === '' ? [] : [`--attribute ${suffix.slice(1)}`]),
    ...(spec.cli?.options === undefined ? [] : [spec.cli.options]),
  ];
  const file = `"${command}.$id${suffix}"`;
  const save = spec.cli?.isPagedByHand ? `save_pages ${file} ${member}` : `save ${file}`;

  return `  ${save} \\\n    ${apiOf(spec)} ${command} ${options.join(' ')}`;
};

const listIfAny = (ids: string, save: string): string => `if [ -n "$(${ids})" ]; then\n  ${save}\nfi`;

/** What the script says to fill the file of a section, or the files. */
export const linesOf = (section: Section, spec: SectionSpec): string => {
  const ids = idsOf(section, spec);
  if (ids === undefined) return saveList(section, spec);
  if (spec.key === undefined) return listIfAny(ids, saveList(section, spec));

  const calls = [spec.member].flat().map((member) => saveEach(spec, member));

  return [`for id in $(${ids}); do`, ...calls, 'done'].join('\n');
};

const domainLists = listIfAny(
  'rule_groups',
  'save list-firewall-domain-lists route53resolver list-firewall-domain-lists',
);

const body = (): string =>
  inReadingOrder
    .filter((section) => section !== 'vpcs' && !isForOthersOnly(sectionSpecs[section]))
    .map((section) => linesOf(section, sectionSpecs[section]))
    .join('\n');

/** A POSIX shell script that fills a folder for `--aws-cli`, needing the AWS CLI and nothing else. */
export const collectScript = (): string => [prelude, idFunctions, begin, `${body()}\n${domainLists}\n`, end].join('\n');
