import type { SectionSpec } from '../../snapshot/section-spec.ts';
import { operationOf } from '../../snapshot/sections.ts';
import { allPages } from './all-pages.ts';
import { missingPart } from './api-answer.ts';

/** Told of records before the list that they are in is whole. */
export type OnPage = (records: readonly object[]) => void;

/** Asks for a section: for all of it, or for what one resource holds. */
export type SectionRequest = (spec: SectionSpec, id: string | undefined, onPage?: OnPage) => Promise<readonly object[]>;

type Response = Readonly<Record<string, unknown>>;

/** The door to the SDK: commands are generated from the sections, whose specs say what goes in and what comes out. */
type Command = new (input: never) => object;
interface CommandSender {
  send(command: never): Promise<unknown>;
}

const itemsIn = (page: Response, member: string): readonly object[] | undefined => {
  const items = page[member];

  return Array.isArray(items) ? items : undefined;
};

const recordIn = (page: Response, member: string): object => {
  const record = page[member];
  if (record instanceof Object) return record;

  throw missingPart(member);
};

/** The request for any section of which the API has a plain command: a page of records after the other, by a token. */
export const sectionRequestOf = (
  client: CommandSender,
  commands: Readonly<Record<string, Command>>,
): SectionRequest => {
  const send = (spec: SectionSpec, input: object): Promise<Response> => {
    const Command = commands[operationOf(spec)];
    if (Command === undefined) throw new TypeError(`${spec.action} has no command: run npm run generate`);

    return client.send(new Command(input as never) as never) as Promise<Response>;
  };
  const listAll = (spec: SectionSpec, member: string, input: object, onPage?: OnPage): Promise<readonly object[]> => {
    const ask = async (NextToken: string | undefined) => {
      const size = spec.pageSize === undefined ? {} : { MaxResults: spec.pageSize, NextToken };
      const page = await send(spec, { ...input, ...size });

      return { records: itemsIn(page, member), next: page.NextToken as string | undefined };
    };

    return allPages(member, ask, onPage);
  };

  return async (spec, id, onPage) => {
    const { key, layout, member } = spec;
    const name = String(member);
    if (layout === 'one') return [recordIn(await send(spec, {}), name)];
    if (key === undefined) return listAll(spec, name, {}, onPage);

    return [{ [key]: id, [name]: await listAll(spec, name, { [key]: id }) }];
  };
};
