import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { accountReport, accountsIn } from '../audit/account-report.ts';
import type { Report } from '../audit.ts';
import { Failure } from '../failure.ts';
import type { Output } from './outputs.ts';
import { isS3Uri } from './s3-uri.ts';
import { writeFailure } from './write-failure.ts';

/** An id is what a snapshot says it is: no name of a folder leads out of the one that was named, and no two are the same. */
const foldersOf = (accounts: readonly (string | null)[]): ReadonlyMap<string | null, string> => {
  const taken = new Set<string>();

  return new Map(
    accounts.map((account) => {
      const plain = (account ?? 'unknown-account').replace(/[^\w.-]/g, '_').replace(/^\.*$/, '_');
      let name = plain;
      for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${plain}-${n}`;
      taken.add(name.toLowerCase());

      return [account, name];
    }),
  );
};

/** `reports/audit.json` of account 111122223333 is `reports/111122223333/audit.json`. */
const fileOf = (file: string, folder: string): string => {
  if (!isS3Uri(file)) return join(dirname(file), folder, basename(file));
  const cut = file.lastIndexOf('/') + 1;

  return `${file.slice(0, cut)}${folder}/${file.slice(cut)}`;
};

const makeFolder = (file: string): void => {
  if (isS3Uri(file)) return;
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw writeFailure(error, dirname(file));
  }
};

/** Standard output and devices hold one report. */
const filesOf = (outputs: readonly Output[]): readonly Required<Output>[] =>
  outputs.flatMap(({ format, output }) => (output === undefined || output === '-' ? [] : [{ format, output }]));

export const assertSplittable = (outputs: readonly Output[]): void => {
  if (filesOf(outputs).length === 0)
    throw new Failure('--split-by writes files, and no --output names one', 'Give --output json=reports/audit.json.');
};

/** The report of each account, and the files that it goes to. */
export function* splitReports(
  report: Report,
  outputs: readonly Output[],
): Generator<{ readonly report: Report; readonly outputs: readonly Output[] }> {
  for (const [account, folder] of foldersOf(accountsIn(report))) {
    const own = filesOf(outputs).map(({ format, output }) => ({ format, output: fileOf(output, folder) }));
    for (const { output } of own) makeFolder(output);
    yield { report: accountReport(report, account), outputs: own };
  }
}
