import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** Says what of a value breaks a schema of `test/report/schemas`; nothing where it conforms. */
export const faultsBy = (file: string): ((value: unknown) => readonly ErrorObject[]) => {
  const schema = JSON.parse(readFileSync(new URL(`../report/schemas/${file}`, import.meta.url), 'utf8'));
  const ajv = new (schema.$schema?.includes('2020-12') ? Ajv2020 : Ajv)({
    strict: false,
    allErrors: true,
    unicodeRegExp: false,
  });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : [...(validate.errors ?? [])]);
};
