import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

export interface SourceFile {
  /** Below `src`, with `/`. */
  readonly file: string;
  /** The first part of `file`. */
  readonly floor: string;
  readonly imports: readonly Import[];
  /** Names that it declares and exports; what it hands on from another file is that file's. */
  readonly exports: readonly string[];
  /** Functions that are declared where an arrow would do, and `return`s that no blank line sets apart. */
  readonly offDialect: readonly string[];
  /** Globals that it uses which read or change the outside world, and those that depend on the locale. */
  readonly impure: readonly string[];
}

export interface Import {
  readonly specifier: string;
  /** The file below `src` that it names, or null: a package, or a file outside. */
  readonly target: string | null;
  readonly kind: 'type' | 'value' | 'lazy';
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const impureGlobals = new Set(
  'process console fetch Date Intl setTimeout setInterval setImmediate performance crypto require globalThis'.split(
    ' ',
  ),
);
const impureMembers = new Set(['random', 'localeCompare', 'toLocaleString', 'toLocaleLowerCase', 'toLocaleUpperCase']);

export const readSourceFiles = (): readonly SourceFile[] =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => {
      const text = readFileSync(`src/${file}`, 'utf8');
      const nodes = [...walk(parseAst(text, { lang: 'ts' }, file))];
      return {
        file,
        floor: file.split('/')[0] ?? file,
        imports: nodes.flatMap(({ node }) => importOf(node, file)),
        exports: nodes.flatMap(({ node }) => exportsOf(node)),
        offDialect: nodes.flatMap(({ node }) => [...declaredIn(node), ...crowdedReturnIn(node, text)]),
        impure: [...new Set(nodes.flatMap(impureOf))],
      };
    });

interface Visited {
  readonly node: Node;
  readonly parent: Node | null;
  /** The field of the parent that holds it. */
  readonly field: string;
}

function* walk(value: unknown, parent: Node | null = null, field = ''): Generator<Visited> {
  if (Array.isArray(value)) {
    for (const item of value) yield* walk(item, parent, field);
  } else if (isNode(value)) {
    yield { node: value, parent, field };
    for (const [key, child] of Object.entries(value)) yield* walk(child, value, key);
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const importOf = (node: Node, file: string): readonly Import[] => {
  const kind = importKind(node);
  const source = node.source;
  if (kind === null || !isNode(source) || typeof source.value !== 'string') return [];
  const specifier = source.value;
  const path = posix.join(posix.dirname(file), specifier);
  return [{ specifier, kind, target: specifier.startsWith('.') && !path.startsWith('..') ? path : null }];
};

const importKind = (node: Node): Import['kind'] | null => {
  switch (node.type) {
    case 'ImportDeclaration':
      return isTypeOnly(node, 'importKind') ? 'type' : 'value';
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return isTypeOnly(node, 'exportKind') ? 'type' : 'value';
    case 'ImportExpression':
      return 'lazy';
    case 'TSImportType':
      return 'type';
    default:
      return null;
  }
};

const exportsOf = ({ type, declaration }: Node): readonly string[] => {
  if (type !== 'ExportNamedDeclaration' || !isNode(declaration)) return [];
  const { declarations, id } = declaration;
  const ids = Array.isArray(declarations) ? declarations.map((one) => one.id) : [id];

  return [...new Set(ids.flatMap((one) => (isNode(one) && typeof one.name === 'string' ? [one.name] : [])))];
};

/** Generators and assertions cannot be arrows. */
const declaredIn = ({ type, generator, id, returnType }: Node): readonly string[] => {
  if (type !== 'FunctionDeclaration' || generator === true || !isNode(id)) return [];
  const predicate = isNode(returnType) ? returnType.typeAnnotation : null;

  return isNode(predicate) && predicate.asserts === true ? [] : [`function ${String(id.name)}`];
};

/** The last `return` of several statements, where it follows the one before it without a blank line. */
const crowdedReturnIn = ({ type, body }: Node, text: string): readonly string[] => {
  const statements = /Function/.test(type) && isNode(body) && Array.isArray(body.body) ? body.body : [];
  const [before, last] = statements.slice(-2);
  if (last?.type !== 'ReturnStatement' || /\n[ \t]*\n/.test(text.slice(before.end, last.start))) return [];

  return [`line ${text.slice(0, last.start).split('\n').length}: return`];
};

const isTypeOnly = (node: Node, key: string): boolean => {
  const { specifiers } = node;
  if (node[key] === 'type') return true;
  return (
    Array.isArray(specifiers) && specifiers.length > 0 && specifiers.every((specifier) => specifier[key] === 'type')
  );
};

const impureOf = ({ node, parent, field }: Visited): readonly string[] => {
  const name = node.name;
  if (node.type !== 'Identifier' || typeof name !== 'string') return [];
  const isMember = parent?.type === 'MemberExpression' && field === 'property' && parent.computed === false;
  if (isMember) return impureMembers.has(name) ? [name] : [];
  const isKey = field === 'key' && parent?.shorthand !== true && parent?.computed !== true;
  return !isKey && impureGlobals.has(name) ? [name] : [];
};
