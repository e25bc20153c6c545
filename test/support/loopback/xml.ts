import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Control characters travel as references, as AWS sends them. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[&<>]/g, (mark) => escapes[mark] ?? mark)
    .replace(/[\r\n\t]/g, (mark) => `&#x${mark.charCodeAt(0).toString(16)};`);

export const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const nameIn = (traits: Record<string, unknown>, otherwise: string): string => {
  const name = traits.xmlName;
  return typeof name === 'string' ? name : otherwise;
};

const membersOf = (schema: NormalizedSchema, value: Record<string, unknown>): string => {
  let content = '';
  for (const [member, memberSchema] of schema.structIterator()) {
    if (value[member] === undefined) continue;
    content += element(nameIn(memberSchema.getMemberTraits(), member), contentOf(memberSchema, value[member]));
  }
  return content;
};

const contentOf = (schema: NormalizedSchema, value: unknown): string => {
  if (schema.isListSchema() && Array.isArray(value)) {
    const item = schema.getValueSchema();
    const name = nameIn(item.getMergedTraits(), 'member');
    return value.map((one) => element(name, contentOf(item, one))).join('');
  }
  return isObject(value) ? membersOf(schema, value) : escapeXml(String(value));
};

/** A record in the SDK's words as the XML that AWS would have sent; the SDK's own schema knows the wire names. */
export const xmlOf = (schema: SchemaRef, value: Record<string, unknown>): string =>
  membersOf(NormalizedSchema.of(schema), value);
