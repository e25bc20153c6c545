import { createReadStream, statSync } from 'node:fs';
import { acceptKnown, fingerprintsIn, isReport } from '../acceptance/new-since.ts';
import { audit, type Report } from '../audit.ts';
import { unreadable } from '../snapshot/decode.ts';
import { parseJson } from '../snapshot/json.ts';
import { parseSnapshot, readSnapshot } from '../snapshot/read.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import type { Acceptor } from './acceptor.ts';
import { readText } from './read-text.ts';

/** What is larger is a snapshot, and read a line at a time. */
const largestWhole = 2 ** 28;

const sizeOf = (file: string): number => {
  try {
    return statSync(file).size;
  } catch (error) {
    throw unreadable(error, file);
  }
};

const readEarlier = async (file: string): Promise<ReadonlySet<string> | { readonly snapshot: Snapshot }> => {
  if (sizeOf(file) > largestWhole) return { snapshot: await readSnapshot(createReadStream(file), file) };
  const text = readText(file);
  const value = parseJson(text, file);

  return isReport(value) ? fingerprintsIn(value, file) : { snapshot: parseSnapshot(text, file) };
};

const fingerprintsOf = ({ findings }: Report): ReadonlySet<string> =>
  new Set(findings.map(({ fingerprint }) => fingerprint));

/** What an earlier JSON report found already; a snapshot is audited as the present facts are, and as a whole. */
export const acceptEarlier = async (file: string): Promise<Acceptor> => {
  const earlier = await readEarlier(file);

  return ({ report, options }) => {
    const known =
      'snapshot' in earlier ? fingerprintsOf(audit(earlier.snapshot, { ...options, vpcs: [], subnets: [] })) : earlier;

    return { report: acceptKnown(report, known, file), notices: [] };
  };
};
