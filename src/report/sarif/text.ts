import { plain } from '../plain-text.ts';

/**
 * Plain text for a SARIF message, in which `{0}` would be a placeholder and `[…](…)` a link.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (3.11.5, 3.11.6)
 */
export const messageText = (text: string): string => plain(text).replace(/[{}]/g, '$&$&').replaceAll('](', '] (');
