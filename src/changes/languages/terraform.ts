import { jsonText } from '../../json-text.ts';
import type { Change } from '../change.ts';
import type { InfrastructureValue, TerraformResource } from '../infrastructure.ts';
import { kindOf } from '../kinds.ts';
import { labelOf } from '../labels.ts';
import { byPlace, type PlacedChanges } from './by-place.ts';
import { besides, commentOf } from './comment.ts';
import { layOut } from './lay-out.ts';

/** Addresses of what is created, by the ids that stand for it. */
type Addresses = ReadonlyMap<string, string>;

const rare: Readonly<Record<string, string>> = { b: '\\u0008', f: '\\u000c' };

/** A string of HCL: JSON's, but for two escapes, and for templates. @see https://developer.hashicorp.com/terraform/language/expressions/strings */
const quoted = (text: string): string =>
  jsonText(text)
    .replace(/\\(.)/g, (written, letter) => rare[letter] ?? written)
    .replace(/[$%](?=\{)/g, '$&$&');

const isObject = (value: InfrastructureValue): value is { readonly [key: string]: InfrastructureValue } =>
  typeof value === 'object' && !Array.isArray(value);

const isBlocks = (value: InfrastructureValue): value is readonly { readonly [key: string]: InfrastructureValue }[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject);

const expression = (value: InfrastructureValue, addresses: Addresses): string => {
  if (typeof value === 'string') return addresses.get(value) ?? quoted(value);
  if (typeof value !== 'object') return `${value}`;
  if (isObject(value)) {
    const fields = Object.entries(value).map(([key, field]) => `${key} = ${expression(field, addresses)}`);
    return `{ ${fields.join(', ')} }`;
  }

  return `[${(value as readonly InfrastructureValue[]).map((item) => expression(item, addresses)).join(', ')}]`;
};

const aligned = (fields: readonly (readonly [string, string])[], indent: string): readonly string[] => {
  const width = Math.max(0, ...fields.map(([key]) => key.length));

  return fields.map(([key, text]) => `${indent}${key.padEnd(width)} = ${text}`);
};

const bodyOf = (
  fields: { readonly [key: string]: InfrastructureValue },
  addresses: Addresses,
  indent = '  ',
): readonly string[] => {
  const entries = Object.entries(fields);
  const plain = entries.flatMap(([key, value]) =>
    isBlocks(value) ? [] : [[key, expression(value, addresses)] as const],
  );
  const nested = entries.flatMap(([key, value]) =>
    isBlocks(value)
      ? value.flatMap((block) => ['', `${indent}${key} {`, ...bodyOf(block, addresses, `${indent}  `), `${indent}}`])
      : [],
  );

  return [...aligned(plain, indent), ...nested];
};

const importOf = ({ type, label, imports }: TerraformResource): readonly string[] =>
  imports === undefined ? [] : ['import {', `  to = ${type}.${label}`, `  id = ${quoted(imports)}`, '}', ''];

const addressOf = ({ type, label }: TerraformResource): string => `${type}.${label}`;

interface Surroundings {
  /** Null: there is only one. */
  readonly provider: string | null;
  readonly addresses: Addresses;
}

const resourceText = (
  resource: TerraformResource,
  after: readonly TerraformResource[],
  { provider, addresses }: Surroundings,
): string =>
  [
    ...importOf(resource),
    `resource "${resource.type}" "${resource.label}" {`,
    ...(provider === null ? [] : [`  provider = ${provider}`, '']),
    ...bodyOf(resource.arguments, addresses),
    ...(after.length === 0 ? [] : ['', `  depends_on = [${after.map(addressOf).join(', ')}]`]),
    '}',
  ].join('\n');

const resourcesOf = (change: Change): readonly TerraformResource[] => kindOf(change).terraform?.(change) ?? [];

const addressesIn = (changes: readonly Change[]): Addresses =>
  new Map(
    changes
      .flatMap(resourcesOf)
      .flatMap((resource) =>
        resource.creates === undefined ? [] : [[resource.creates, `${addressOf(resource)}.id`] as const],
      ),
  );

type Laid = ReturnType<typeof layOut<TerraformResource>>;

const placeTexts = (laid: Laid, { changes }: PlacedChanges, surroundings: Surroundings): readonly string[] => {
  const own = new Set(changes);

  return laid
    .filter(({ change }) => own.has(change))
    .map(({ change, resources }) => {
      if (resources.length === 0) return besides('#', change);
      const texts = resources.map(({ resource, after }) => resourceText(resource, after, surroundings));

      return `${commentOf('#', kindOf(change).words(change))}\n${texts.join('\n\n')}`;
    });
};

const aliasOf = ({ account, region }: PlacedChanges): string => labelOf(...(account === null ? [] : [account]), region);

const providerText = (place: PlacedChanges, isOnly: boolean): string => {
  const { account, region } = place;
  const fields = [
    ...(isOnly ? [] : ([['alias', quoted(aliasOf(place))]] as const)),
    ['region', quoted(region)] as const,
    ...(account === null ? [] : ([['allowed_account_ids', `[${quoted(account)}]`]] as const)),
  ];

  return ['provider "aws" {', ...aligned(fields, '  '), '}'].join('\n');
};

const head = `terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.86"
    }
  }
}`;

/** One root module for all of it: resources that name what exists by its id. What Terraform has no resource for is a comment. */
export const terraformText = (changes: readonly Change[]): string => {
  const places = byPlace(changes);
  const ordered = places.flatMap((place) => place.changes);
  const addresses = addressesIn(ordered);
  const laid = layOut(ordered, resourcesOf, (resource) => resource.arguments);
  const texts = places.flatMap((place) => {
    const provider = places.length === 1 ? null : `aws.${aliasOf(place)}`;

    return [providerText(place, places.length === 1), ...placeTexts(laid, place, { provider, addresses })];
  });

  return `${[head, ...texts].join('\n\n')}\n`;
};
