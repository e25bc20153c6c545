import type { Doubt } from '../../analysis/doubt.ts';
import { advise, type Remedy } from '../../changes/remedy.ts';

/** To be allowed what was not read; null where nothing was missing. */
export const readMore = (doubts: readonly Doubt[]): Remedy | null => {
  const missing = doubts.flatMap((doubt) => (doubt.kind === 'unread' ? [doubt.gap.action] : []));

  return missing.length === 0 ? null : advise(`Allow ${[...new Set(missing)].sort().join(', ')} and audit again`);
};
