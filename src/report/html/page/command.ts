import { html, joined, type Markup } from '../markup.ts';

/** A command that stands alone, to copy. Its words stay whole where the line breaks. */
export const commandBlock = (command: string): Markup =>
  html`<div class="cmd"><code>${joined(
    command.split(' ').map((word) => html`<span>${word}</span>`),
    ' ',
  )}</code><button type="button" class="copy" data-js hidden>Copy</button></div>`;
