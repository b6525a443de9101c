// Rebuilds the script at every change and serves it with the development centre.
import { build } from 'vite'
import { centre } from './server.mjs'

await build({ build: { watch: {} } })
const port = Number(process.env.PORT ?? 5180)
centre().http.listen(port, () => console.log(`http://localhost:${port}`))
