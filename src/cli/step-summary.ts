import { appendFileSync } from 'node:fs';
import type { Report } from '../audit.ts';
import { githubStepSummary } from '../report/github.ts';
import { writeFailure } from './write-failure.ts';

/** Other steps' summaries stand in the same file: ours comes after them. */
export const appendStepSummary = (file: string, report: Report): void => {
  try {
    appendFileSync(file, githubStepSummary(report));
  } catch (error) {
    throw writeFailure(error, file);
  }
};
