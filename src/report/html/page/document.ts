import { createHash } from 'node:crypto';
import { html, type Markup } from '../markup.ts';

export interface PageParts {
  readonly title: string;
  readonly style: string;
  readonly script: string;
  readonly body: Markup;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is asked for, from anywhere; the one style and the one script are those that were written with the page. */
const policyOf = ({ style, script }: PageParts): string =>
  [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** Quotes may stand in an attribute's value as they are where the others enclose it. */
const inAttribute = (policy: string): Markup => ({ markup: policy });

/** Not in a template: bundlers lower one that holds the end of a script. */
const scriptOf = (text: string): Markup => ({ markup: ['<script type="module">', text, '</script>'].join('') });

export const pageDocument = (parts: PageParts): Markup => html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${inAttribute(policyOf(parts))}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${parts.title}</title>
<style>${{ markup: parts.style }}</style></head>
<body>${parts.body}
${scriptOf(parts.script)}</body></html>
`;
