import { readFileSync } from 'node:fs';
import { everyKind } from './every-kind.ts';
import { startLoopback } from './loopback.ts';

/**
 * The loopback server as a process of its own. Takes the path of a snapshot (none: an account with every kind of record),
 * prints one line of JSON, the environment that makes a client take it for AWS, and serves until it is killed.
 */
const [path] = process.argv.slice(2);
const scopes = path === undefined ? [everyKind] : JSON.parse(readFileSync(path, 'utf8')).scopes;
const { environment } = await startLoopback({ scopes });
console.log(JSON.stringify(environment));
