import { plain } from '../report/plain-text.ts';
import type { Context } from './context.ts';
import { write } from './write.ts';

/** Lines for whoever runs the command; standard output is the report's alone. */
export const writeNotices = async (texts: readonly string[], { streams }: Context): Promise<void> => {
  for (const text of texts) await write(streams.stderr, `vpce-audit: ${plain(text)}\n`);
};
