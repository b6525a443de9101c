// Fails when the script a customer's page loads is heavier than promised.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMIT = 35_000
const script = readFileSync(new URL('../dist/airbranch.js', import.meta.url))
const size = gzipSync(script, { level: 9 }).length
console.log(`dist/airbranch.js: ${script.length} bytes, ${size} gzip, limit ${LIMIT}`)
if (size >= LIMIT) process.exit(1)
