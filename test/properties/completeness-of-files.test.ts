import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
import { pathsIn } from '../support/report.ts';

const filesOf = (one: Topology): readonly SavedFile[] => awsCliFiles(recordsOf(one).sections);

const judged = (folder: string): Report =>
  audit(readAwsCliFolder(folder, { region: 'us-east-1' }), {
    source: 'aws-cli',
    version: '0.0.0',
    services: ['s3', 'ec2', 'sts'],
    vpcs: ['vpc-main'],
    subnets: [],
  });

/** Every verdict and every finding. */
const saidBy = (report: Report): readonly string[] => [
  ...pathsIn(report).map(({ subnetId, name, family, verdict }) => `${subnetId} ${name} ${family} ${verdict}`),
  ...report.findings.map(({ severity, fingerprint }) => `${severity} ${fingerprint}`),
];

/** What such a file may hold: what other resources have, another network's, or nothing. */
const contentsOf = (file: SavedFile, files: readonly SavedFile[]): readonly unknown[] => {
  const { member, layout, key } = sectionSpecs[file.section];
  const alike = files.filter(({ section }) => section === file.section);
  const fields = Object.keys(file.content ?? {});

  return [
    ...alike.map(({ content }) => content).filter((content) => Object.keys(content ?? {}).join() === fields.join()),
    ...(layout === undefined && (key === undefined || typeof member === 'string') && !Array.isArray(member)
      ? [{ [String(member)]: [] }]
      : []),
  ];
};

const write = (folder: string, { name }: SavedFile, content: unknown): void =>
  writeFileSync(join(folder, name), JSON.stringify(content));

/** What an audit without the file says, and says to be all, though some contents of the file would change it. */
const overlooked = (files: readonly SavedFile[], file: SavedFile, others: readonly SavedFile[]): readonly unknown[] => {
  const folder = mkdtempSync(join(tmpdir(), 'files-'));
  try {
    for (const one of files) write(folder, one, one.content);
    renameSync(join(folder, file.name), join(folder, 'elsewhere'));
    const without = judged(folder);
    if (!without.summary.complete) return [];
    const said = saidBy(without);

    return [file.content, ...contentsOf(file, [...files, ...others])].filter((content) => {
      write(folder, file, content);

      return String(saidBy(judged(folder))) !== String(said);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

it('an audit without a file is complete only where no contents of that file would change what it says', () => {
  fc.assert(
    fc.property(topology, topology, fc.constantFrom(true, true, false), fc.nat(), (one, other, isOfResource, at) => {
      const files = filesOf(one);
      const some = files.filter(({ section }) => isOfResource === (sectionSpecs[section].key !== undefined));
      const file = some[at % some.length];
      if (file === undefined) return;

      expect([file.name, overlooked(files, file, filesOf(other))]).toEqual([file.name, []]);
    }),
    { numRuns: 150 },
  );
}, 120_000);
