import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const api = process.env.AIRBRANCH_URL ?? 'http://localhost:8080';
const paths = ['/api', '/oauth2', '/login', '/sign-out'];

export default defineConfig({
  plugins: [react()],
  base: '/',
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    proxy: {
      ...Object.fromEntries(paths.map((path) => [path, { target: api, changeOrigin: false }])),
      // the page is the console's, the form's POST is the server's
      '/sign-in': {
        target: api,
        bypass: (request) => (request.method === 'GET' ? '/index.html' : undefined),
      },
      '/ws': { target: api, ws: true },
    },
  },
  build: {
    manifest: true,
    target: 'es2023',
    chunkSizeWarningLimit: 1200,
  },
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/shared/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 15000,
  },
});
