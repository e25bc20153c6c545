import { join } from 'node:path';
import { Failure } from '../../failure.ts';
import { compileCheck } from '../../snapshot/check.ts';
import { idSchema } from '../../snapshot/published-schema.ts';
import { readerOf } from '../../snapshot/reader.ts';
import { likelyOwner } from '../../snapshot/references.ts';
import type { Sections, Snapshot } from '../../snapshot/schema.ts';
import { inReadingOrder, sectionNames, sectionSpecs } from '../../snapshot/sections.ts';
import { commandOf } from './command.ts';
import { domainLists, managedLists } from './domain-lists.ts';
import { type Notes, openNotes } from './notes.ts';
import { inlineLists, withInlineLists } from './prefix-lists.ts';
import { objectWith, readList } from './read-list.ts';
import { readResources } from './read-resources.ts';
import { type SavedOutput, savedOutput } from './saved-output.ts';

const callerIdentity = 'get-caller-identity';

const known = new Set([
  callerIdentity,
  inlineLists,
  domainLists,
  ...sectionNames.map((section) => commandOf(sectionSpecs[section])),
]);

const refuseStrange = (output: SavedOutput, folder: string): void => {
  if (output.names.some((name) => known.has(name.split('.')[0] ?? ''))) return;
  throw new Failure(
    `${folder} holds no output of the AWS CLI`,
    'Fill it with the script that vpce-audit collect-script prints; a file is named after its command, like describe-vpcs.json.',
  );
};

const checkId = compileCheck(idSchema);

/** Names of files become ids of facts. */
const refuseOddIds = ({ names }: SavedOutput, folder: string): void => {
  for (const name of names) {
    const [command = '', ...rest] = name.split('.');
    if (!known.has(command) || checkId(rest.join('.')) === undefined) continue;
    throw new Failure(
      `${join(folder, `${name}.json`)}: an id of AWS is expected after ${command}`,
      'A file is named after its command and the resource that it was asked of.',
    );
  }
};

interface Caller {
  readonly account: string | null;
  readonly arn?: string;
}

const readCaller = (output: SavedOutput, notes: Notes): Caller => {
  if (!output.names.includes(callerIdentity)) return { account: null };
  const saved = output.read(callerIdentity, objectWith('Account', idSchema));
  if ('response' in saved) {
    const { Account, Arn } = saved.response;

    return { account: String(Account), ...(typeof Arn === 'string' ? { arn: Arn } : {}) };
  }
  notes.miss({ section: 'callerIdentity', action: 'sts:GetCallerIdentity', reason: saved.reason });

  return { account: null };
};

/** Zones are named after their Region: `us-west-2a`, `us-west-2-lax-1a`, `us-east-1-wl1-bos-wlz-1`. */
const regionOf = (zone: string): string | undefined => /^[a-z]+(?:-[a-z]+)+-\d+/.exec(zone)?.[0];

const onlyRegion = ({ subnets }: Sections, folder: string, asked: string | undefined): string => {
  const regions = new Set((subnets ?? []).map(({ AvailabilityZone }) => regionOf(AvailabilityZone ?? '')));
  regions.delete(undefined);
  const [region, other] = [...regions].sort();
  if (region === undefined && asked !== undefined) return asked;
  if (region === undefined) throw new Failure(`${folder} does not say which Region it is of`, 'Pass --region.');
  if (asked !== undefined && asked !== region)
    throw new Failure(
      `${folder} holds subnets of ${region}, and none of ${asked}`,
      `Pass --region ${region}, or none.`,
    );
  if (other === undefined) return region;
  throw new Failure(`${folder} holds subnets of ${region} and of ${other}`, 'Fill one folder for each Region.');
};

export interface FolderOptions {
  /** Where the zones of the subnets do not tell. */
  readonly region?: string | undefined;
}

/**
 * Reads a folder of raw AWS CLI output, one file a call. A file that is not there, is empty or
 * ends before AWS did is a gap; one that is not JSON of its shape throws a `Failure`.
 */
export const readAwsCliFolder = (folder: string, { region }: FolderOptions = {}): Snapshot => {
  const output = withInlineLists(savedOutput(folder));
  refuseStrange(output, folder);
  refuseOddIds(output, folder);
  const notes = openNotes();
  const caller = readCaller(output, notes);
  const secret = managedLists(output);
  for (const section of inReadingOrder)
    if (sectionSpecs[section].key === undefined) readList(section, output, notes);
    else readResources(section, output, notes, secret);

  const { sections, gaps } = notes.result();
  const account = caller.account ?? likelyOwner(sections);

  return {
    schemaVersion: 1,
    scopes: [
      { account, region: onlyRegion(sections, folder, region), takenAt: null, ...readerOf(caller.arn), sections, gaps },
    ],
  };
};
