import { fileAt } from '@larder/sdk/node'
import { fileProblem } from './file.ts'

/** A file of this machine, to be uploaded. Throws a usage problem when it cannot be read. */
export async function fileToSend(path: string): Promise<File> {
  try {
    return await fileAt(path)
  } catch (error) {
    throw fileProblem(path, error)
  }
}
