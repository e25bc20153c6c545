import { jsonText } from '../json-text.ts';
import type { ScopeSnapshot, Snapshot } from './schema.ts';

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

/** Together, as each is but a record. */
function* gathered(pieces: Iterable<string>): Pieces {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/**
 * The snapshot as JSON text, a record a line: still one document, yet a reader can take it
 * line by line where it is too large for one string. Keys keep their order.
 */
export function* snapshotChunks(snapshot: Snapshot): Pieces {
  yield* gathered(document(snapshot));
  yield '\n';
}

/** The same text of scopes that come one after another, each as soon as it is there. */
export async function* streamedChunks(
  head: Omit<Snapshot, 'scopes'>,
  scopes: AsyncIterable<ScopeSnapshot>,
): AsyncGenerator<string, void, undefined> {
  const start = [...document(head)].join('').slice(0, -'\n}'.length);
  let before = `${start},\n"scopes":[\n`;
  let isEmpty = true;
  for await (const one of scopes) {
    yield before;
    yield* gathered(scope(one));
    before = ',\n';
    isEmpty = false;
  }
  yield isEmpty ? `${start},\n"scopes":[]\n}\n` : '\n]\n}\n';
}
