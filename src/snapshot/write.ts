import { jsonText } from '../json-text.ts';
import type { Snapshot } from './schema.ts';

const chunkSize = 65_536;

type Pieces = Generator<string, void, undefined>;
type Layout = (value: unknown) => Pieces;

function* plain(value: unknown): Pieces {
  yield jsonText(value);
}

const array = (item: Layout): Layout =>
  function* (value) {
    if (!Array.isArray(value) || value.length === 0) return yield* plain(value);
    let before = '[\n';
    for (const element of value) {
      yield before;
      yield* item(element);
      before = ',\n';
    }
    yield '\n]';
  };

const object = (layoutOf: (key: string) => Layout): Layout =>
  function* (value) {
    const entries = Object.entries(value ?? {}).filter(([, field]) => field !== undefined);
    let before = '{\n';
    for (const [key, field] of entries) {
      yield `${before}${jsonText(key)}:`;
      yield* layoutOf(key)(field);
      before = ',\n';
    }
    yield entries.length === 0 ? '{}' : '\n}';
  };

const records = array(plain);
const sections = object(() => records);
const scope = object((key) => (key === 'sections' ? sections : key === 'gaps' ? records : plain));
const document = object((key) => (key === 'scopes' ? array(scope) : plain));

/**
 * The snapshot as JSON text, a record a line: still one document, yet a reader can take it
 * line by line where it is too large for one string. Keys keep their order.
 */
export function* snapshotChunks(snapshot: Snapshot): Pieces {
  let chunk = '';
  for (const piece of document(snapshot)) {
    chunk += piece;
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = '';
  }
  yield `${chunk}\n`;
}
