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

/** Packages of one text share one copy of it: the AWS SDK alone is dozens. */
const grouped = (packages: readonly BundledPackage[]): Map<string, BundledPackage[]> => {
  const byText = new Map<string, BundledPackage[]>();
  for (const bundled of packages) byText.set(bundled.text, [...(byText.get(bundled.text) ?? []), bundled]);
  return byText;
};

const section = ([text, packages]: readonly [string, readonly BundledPackage[]]): string =>
  `${packages.map(({ name, version, license }) => `${name} ${version} (${license})`).join('\n')}\n\n${text}\n${'-'.repeat(78)}\n`;
