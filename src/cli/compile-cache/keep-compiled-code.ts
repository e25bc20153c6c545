import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

interface Compiled {
  readonly file: string;
  readonly source: Buffer;
  readonly script: Script;
}

/**
 * V8 believes what it is given: of another source it would run the wrong code, and on damaged code it crashes. So the
 * source is kept as well, and the code twice over: to compare the whole takes less time than any sum would.
 */
const asKept = (source: Buffer, code: Buffer): Buffer => Buffer.concat([source, code, code]);

const readKept = (file: string, source: Buffer): Buffer | undefined => {
  try {
    const kept = readFileSync(file);
    const middle = (source.length + kept.length) / 2;
    const code = kept.subarray(source.length, middle);
    const isWhole = kept.subarray(0, source.length).equals(source) && kept.subarray(middle).equals(code);
    return isWhole ? code : undefined;
  } catch {
    return undefined;
  }
};

/** After a full disk, or in a folder that is gone: the next run compiles again. */
const discard = (file: string): void => {
  try {
    rmSync(file, { force: true });
  } catch {
    // Then there is nothing of it.
  }
};

/** Written under another name first: a run at the same time must find all of it or nothing. */
const keep = ({ file, source, script }: Compiled): void => {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(unfinished, asKept(source, script.createCachedData()));
    renameSync(unfinished, file);
  } catch {
    discard(unfinished);
  }
};

/** What Node puts before the source of a module. */
const wrapperLength = module.wrap('').indexOf('\n');

/**
 * Loads the files of the bundle with what V8 made of them in an earlier run, and keeps what it had to make anew: at
 * the end of the process, when the functions that were called are compiled as well.
 */
export const keepCompiledCode = (folder: string): void => {
  const compiled: Compiled[] = [];
  const { extensions } = createRequire(import.meta.url);
  const loadOther = extensions['.cjs'] ?? extensions['.js'];
  const bundle = dirname(fileURLToPath(import.meta.url));

  extensions['.cjs'] = (loaded, path) => {
    if (dirname(path) !== bundle) return loadOther(loaded, path);
    const file = join(folder, `${process.version}-${process.arch}`, path.replace(':', ''));
    const source = readFileSync(path);
    const cachedData = readKept(file, source);
    const text = module.wrap(source.toString('utf8'));
    const script = new Script(text, { filename: path, columnOffset: -wrapperLength, cachedData });
    if (cachedData === undefined || script.cachedDataRejected) compiled.push({ file, source, script });

    const run = script.runInThisContext();
    run.call(loaded.exports, loaded.exports, createRequire(path), loaded, path, dirname(path));
  };

  process.once('exit', () => compiled.forEach(keep));
};
