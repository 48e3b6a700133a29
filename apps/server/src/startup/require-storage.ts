import { checkBucket, describePlace, inDirectory } from '@larder/api'
import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { StartFailure } from './start-failure.ts'
import { requireWritable } from './writable-directory.ts'

/**
 * Makes sure that files can be kept where they are to be. A store that is away is only warned of: what is
 * no file works without it. Throws StartFailure for what stays wrong until somebody puts it right.
 */
export async function requireStorage(config: Config): Promise<void> {
  const { storage, dataDirectory, logLevel } = config
  if (storage.kind === 'disk') {
    if (describePlace(storage) !== describePlace(inDirectory(dataDirectory)))
      requireWritable(storage.directory, 'directory of files', 'STORAGE_URL')
    return
  }
  const problem = await checkBucket(storage)
  if (problem?.isLasting) throw new StartFailure(problem.sentence)
  if (problem) createLog(logLevel).warn(problem.sentence)
}
