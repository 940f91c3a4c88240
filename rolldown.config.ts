import { defineConfig } from 'rolldown';

// One lazy chunk per command, one entry for each thread: a command loads only what it needs.
export default defineConfig({
  input: {
    main: 'src/main.ts',
    worker: 'src/declare/threads/worker.ts',
    'watchdog-worker': 'src/daemon/watchdog-worker.ts',
  },
  platform: 'node',
  // The scripts of the PowerShell connector are files beside the code, here as in the sources.
  experimental: { resolveNewUrlToAsset: true },
  plugins: [
    {
      name: 'say-what-js-is',
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: 'package.json', source: '{"type":"commonjs"}\n' });
      },
    },
  ],
  output: {
    dir: 'dist',
    // Where a module imports a part of Node, Node loads all that this part could lend; CommonJS asks for what is used.
    format: 'cjs',
    cleanDir: true,
    minify: { compress: true, mangle: false, codegen: true },
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    assetFileNames: '[name]-[hash][extname]',
  },
});
