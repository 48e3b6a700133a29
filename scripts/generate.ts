import { relative } from 'node:path'
import { readContract } from './generate/contract.ts'
import { errorsReference } from './generate/errors-reference.ts'
import type { GeneratedFiles } from './generate/files.ts'
import { outdatedFiles, root, writeFiles } from './generate/files.ts'
import { proceduresReference } from './generate/procedures-reference.ts'
import { sdkInterfaces } from './generate/sdk-interfaces.ts'
import { sdkTable } from './generate/sdk-table.ts'

// Writes what follows from the router: the SDK's calls and the reference. `--check` writes nothing
// and fails when a file is not what it would write.

const contract = readContract()

const files: GeneratedFiles = {
  ...sdkInterfaces(contract),
  ...sdkTable(contract),
  ...proceduresReference(contract),
  ...errorsReference(contract),
}

const outdated = outdatedFiles(files)
if (!process.argv.includes('--check')) {
  writeFiles(files, outdated)
} else if (outdated.length > 0) {
  const names = outdated.map((path) => relative(root, path)).join(', ')
  console.error(`Out of date: ${names}. Run "npm run generate" and commit the result.`)
  process.exitCode = 1
}
