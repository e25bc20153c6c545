import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

interface Compiled {
  readonly file: string;
  readonly script: Script;
}

/** V8 crashes on damaged code. It is kept twice over, and comparing the two takes less time than any sum would. */
const readWhole = (file: string): Buffer | undefined => {
  try {
    const both = readFileSync(file);
    const code = both.subarray(0, both.length / 2);
    return code.equals(both.subarray(code.length)) ? code : undefined;
  } catch {
    return undefined;
  }
};

/** Written under another name first: a run at the same time must find all of it or nothing. */
const save = ({ file, script }: Compiled): void => {
  const unfinished = `${file}.${process.pid}`;
  try {
    const code = script.createCachedData();
    writeFileSync(unfinished, Buffer.concat([code, code]));
    renameSync(unfinished, file);
  } catch {
    // A full disk or a folder that is gone: the next run compiles again.
  }
};

/**
 * Loads `.cjs` files, which are the bundle's alone, with what V8 made of them in an earlier run, and keeps what it had
 * to make anew. It is kept at the end of the process, when the functions that were called are compiled as well.
 */
export const keepCompiledCode = (folder: string): void => {
  const compiled: Compiled[] = [];
  const { extensions } = createRequire(import.meta.url);

  extensions['.cjs'] = (loaded, path) => {
    const file = join(folder, `${basename(path)}-${process.version}-${process.arch}`);
    const cachedData = readWhole(file);
    const script = new Script(module.wrap(readFileSync(path, 'utf8')), { filename: path, cachedData });
    if (cachedData === undefined || script.cachedDataRejected) compiled.push({ file, script });

    const run = script.runInThisContext();
    run.call(loaded.exports, loaded.exports, createRequire(path), loaded, path, dirname(path));
  };

  process.once('exit', () => compiled.forEach(save));
};
