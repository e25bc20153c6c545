import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { audit, type Report } from '../../src/audit.ts';
import { sectionSpecs } from '../../src/snapshot/sections.ts';
import { readAwsCliFolder } from '../../src/sources/aws-cli/folder.ts';
import { recordsOf } from '../model/records.ts';
import { type Topology, topology } from '../model/topology.ts';
import { awsCliFiles, type SavedFile } from '../support/aws-cli-files.ts';
import { faultsOnly } from '../support/faults-only.ts';
import { pathsIn } from '../support/report.ts';

const filesOf = (one: Topology): readonly SavedFile[] => awsCliFiles(recordsOf(one).sections);

const judged = (folder: string): Report =>
  audit(readAwsCliFolder(folder, { region: 'us-east-1' }), {
    source: 'aws-cli',
    version: '0.0.0',
    services: ['s3', 'ec2', 'sts'],
    vpcs: ['vpc-main'],
    subnets: [],
    rules: faultsOnly,
  });

/** Every verdict and every finding. */
const saidBy = (report: Report): readonly string[] => [
  ...pathsIn(report).map(({ subnetId, name, family, verdict }) => `${subnetId} ${name} ${family} ${verdict}`),
  ...report.findings.map(({ severity, fingerprint }) => `${severity} ${fingerprint}`),
];

const namesIn = (content: unknown): string => Object.keys(content ?? {}).join();

const emptied = ({ section }: SavedFile): readonly unknown[] => {
  const { member, layout } = sectionSpecs[section];

  return layout === undefined && typeof member === 'string' ? [{ [member]: [] }] : [];
};

/** AWS's own list of a service holds the addresses of no other. */
const ofAws = /\.pl-(?:s3|dynamodb)\./;

/** What such a file may hold: what it does, what another one does, or nothing. */
const contentsOf = (file: SavedFile, others: readonly SavedFile[], at: number): readonly unknown[] => {
  const alike = others.filter(
    ({ section, content, name }) =>
      section === file.section &&
      namesIn(content) === namesIn(file.content) &&
      (name === file.name || !ofAws.test(file.name)),
  );

  return [
    file.content,
    ...alike
      .slice(at % Math.max(1, alike.length))
      .slice(0, 1)
      .map(({ content }) => content),
    ...emptied(file),
  ];
};

const write = (folder: string, { name }: SavedFile, content: unknown): void =>
  writeFileSync(join(folder, name), JSON.stringify(content));

/** The contents that change what an audit without the file says, though it claims to say it all. */
const overlooked = (files: readonly SavedFile[], file: SavedFile, contents: readonly unknown[]): readonly unknown[] => {
  const folder = mkdtempSync(join(tmpdir(), 'files-'));
  try {
    for (const one of files) if (one !== file) write(folder, one, one.content);
    const without = judged(folder);
    if (!without.summary.complete) return [];
    const said = saidBy(without);

    return contents.filter((content) => {
      write(folder, file, content);

      return String(saidBy(judged(folder))) !== String(said);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Two of three are of one resource each: a VPC's attribute, the entries of a list, the routes of a transit gateway. */
const isOfResource = fc.constantFrom(true, true, false);

it('an audit without a file is complete only where no contents of that file would change what it says', () => {
  fc.assert(
    fc.property(topology, topology, isOfResource, fc.nat(), fc.nat(), (one, other, hasResource, at, pick) => {
      const files = filesOf(one);
      const some = files.filter(({ section }) => hasResource === (sectionSpecs[section].key !== undefined));
      const file = some[at % some.length];
      if (file === undefined) return;
      const contents = contentsOf(file, [...filesOf(other), ...files], pick);

      expect([file.name, overlooked(files, file, contents)]).toEqual([file.name, []]);
    }),
    { numRuns: 100 },
  );
}, 120_000);
