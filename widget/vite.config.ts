import { defineConfig } from 'vitest/config'

// Vitest 5 groups its failure report with Map.groupBy, which Node 20 lacks: without this a failing test hides its reason.
const map = Map as unknown as { groupBy?: unknown }
map.groupBy ??= <K, V>(values: Iterable<V>, key: (value: V) => K): Map<K, V[]> => {
  const groups = new Map<K, V[]>()
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value])
  return groups
}

export default defineConfig({
  build: {
    target: 'es2020',
    sourcemap: true,
    lib: { entry: 'src/main.ts', name: 'AirbranchWidget', formats: ['iife'], fileName: () => 'airbranch.js' },
  },
  test: { environment: 'happy-dom', include: ['test/**/*.test.ts'] },
})
