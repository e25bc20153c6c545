import type { Change } from '../changes/change.ts';

/** A language that changes are written in. */
interface Language {
  /** How its comments begin. */
  readonly mark: string;
  /** Goes before everything else, comments included. */
  readonly load: () => Promise<(changes: readonly Change[]) => string>;
}

/** Each is loaded only when it is asked for. */
export const languages = {
  cli: { mark: '#', load: async () => (await import('../changes/languages/shell-script.ts')).shellScriptText },
  terraform: { mark: '#', load: async () => (await import('../changes/languages/terraform.ts')).terraformText },
  cloudformation: {
    mark: '#',
    load: async () => (await import('../changes/languages/cloudformation.ts')).cloudFormationText,
  },
  cdk: { mark: '//', load: async () => (await import('../changes/languages/cdk.ts')).cdkText },
} satisfies Record<string, Language>;

export type FixFormat = keyof typeof languages | 'text' | 'json';

export const fixFormats: readonly string[] = ['text', ...Object.keys(languages), 'json'];
