// `npm run golden`: writes the golden files that are missing. Those that there are stay as they are:
// a recorded payload never changes, and what reading it gives is for people to decide.

import { eventTypes } from '@larder/api/src/events.ts'
import { writeMissing } from './golden-files.ts'

const written = [...eventTypes.values()].flatMap((type) => writeMissing(type) ?? [])
for (const path of written) console.log(path)
console.log(`${written.length} golden files were missing.`)
