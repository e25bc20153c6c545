import type { Plugin } from 'rolldown';
import { type BundledPackage, bundledPackages } from './bundled-packages.ts';

/** Ships the licence text of every package in the bundle. */
export const thirdPartyLicenses = (): Plugin => ({
  name: 'third-party-licenses',
  generateBundle(_options, bundle) {
    const source = [...grouped(bundledPackages(bundle))].map(section).join('\n');
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source });
  },
});

/** What it says, without the Apache licence's appendix, which tells how to put it on a work. */
const termsOf = (text: string): string =>
  (text.split('END OF TERMS AND CONDITIONS')[0] ?? '').replace(/\s+/g, ' ').trim();

/** Packages of one text share one copy of it: the AWS SDK alone is dozens. */
const grouped = (packages: readonly BundledPackage[]): Map<string, BundledPackage[]> => {
  const byTerms = new Map<string, BundledPackage[]>();
  for (const bundled of packages) {
    const terms = termsOf(bundled.text);
    byTerms.set(terms, [...(byTerms.get(terms) ?? []), bundled]);
  }
  return byTerms;
};

const noticesOf = ({ text }: BundledPackage): readonly string[] => text.match(/^ *Copyright \D{0,4}\d.*$/gm) ?? [];

/** Whose works they are, and the text of the first, which has its own. */
const section = ([, packages]: readonly [string, readonly BundledPackage[]]): string => {
  const text = packages[0]?.text ?? '';
  const notices = packages.filter((one) => one.text !== text).flatMap(noticesOf);
  const names = packages.map(({ name, version, license }) => `${name} ${version} (${license})`);

  return `${[...names, ...new Set(notices)].join('\n')}\n\n${text}\n${'-'.repeat(78)}\n`;
};
