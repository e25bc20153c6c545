import { defineConfig } from 'rolldown';
import { thirdPartyLicenses } from './scripts/third-party-licenses.ts';

export default defineConfig({
  input: { main: 'src/cli/main.ts' },
  platform: 'node',
  resolve: { mainFields: ['module', 'main'] },
  tsconfig: 'tsconfig.json',
  plugins: [thirdPartyLicenses()],
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    minify: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
  },
});
