import { readFileSync } from 'node:fs';
import type { Plugin } from 'rolldown';
import { type BundledPackage, bundledPackages } from './bundled-packages.ts';

/**
 * Ships what the bundle is made of: npm, which sees no dependencies, could not tell.
 *
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export const billOfMaterials = (): Plugin => ({
  name: 'bill-of-materials',
  generateBundle(_options, bundle) {
    const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
    const bill = {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component: { type: 'application', ...component({ name, version, license }) } },
      components: bundledPackages(bundle).map((one) => ({ type: 'library', ...component(one) })),
    };
    this.emitFile({ type: 'asset', fileName: 'sbom.cdx.json', source: `${JSON.stringify(bill, null, 1)}\n` });
  },
});

const component = ({ name, version, license }: Omit<BundledPackage, 'text'>) => {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { 'bom-ref': purl, name, version, licenses: [{ expression: license }], purl };
};
