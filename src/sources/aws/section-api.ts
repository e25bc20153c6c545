import type { Section } from '../../snapshot/schema.ts';
import type { SectionRequest } from './section-request.ts';

/** One AWS API, as far as sections need it. */
export interface SectionApi {
  readonly request: SectionRequest;
  /** How long it takes at least, at the pace of the API, until all that wait now have been sent, in milliseconds. */
  readonly waitMs?: () => number;
  /** The wanted ids in turns, where answers tell whom to ask next; what is in no turn is not asked about. */
  readonly inTurns?: Partial<Record<Section, (ids: readonly string[]) => AsyncIterable<readonly string[]>>>;
  /** Which of the wanted ids can be asked about at all; undefined where a gap says that nobody knows. */
  readonly narrow?: Partial<Record<Section, (ids: readonly string[]) => Promise<readonly string[] | undefined>>>;
}
