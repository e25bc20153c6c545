import { html, type Markup } from '../markup.ts';

/** A command that stands alone, to copy. */
export const commandBlock = (command: string): Markup =>
  html`<div class="cmd"><code>${command}</code><button type="button" class="copy" data-js hidden>Copy</button></div>`;
