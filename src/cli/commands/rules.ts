import { Failure } from '../../failure.ts';
import { rules } from '../../rules/all.ts';
import { nearest } from '../../services/nearest.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { readPackageFile } from '../package-file.ts';
import { write } from '../write.ts';

export const runRules = async (id: string | undefined, { streams }: Context): Promise<number> => {
  await write(streams.stdout, id === undefined ? list() : page(id));
  return exitCodes.clean;
};

/** One rule a line: id, severity, title. */
const list = (): string => {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  const lines = rules.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`);
  return lines.sort().join('');
};

const page = (id: string): string => {
  const ids = rules.map((rule) => rule.id);
  if (ids.includes(id)) return readPackageFile(`docs/rules/${id}.md`);
  const meant = nearest(id, ids);
  throw new Failure(
    `there is no rule '${id}'`,
    meant === null ? 'vpce-audit rules lists them.' : `Did you mean ${meant}? vpce-audit rules lists them all.`,
  );
};
