import { readFile } from 'node:fs/promises'
import type { Problem } from '../problem.ts'
import { usageProblem } from '../problem.ts'
import { decode, readStandardInput } from './standard-input.ts'

/** The text of a file, or of standard input for `-`. */
export async function readText(path: string): Promise<string> {
  if (path === '-') return readStandardInput()
  return decode(await readBytes(path), path)
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    throw fileProblem(path, error)
  }
}

/** Why a file cannot be read, in words. */
export function fileProblem(path: string, error: unknown): Problem {
  return usageProblem(`${path} cannot be read: ${reasonOf(error as NodeJS.ErrnoException)}.`)
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EISDIR') return 'it is a directory'
  if (code === 'EINVAL') return 'it is not a file'
  if (code === 'EACCES') return 'you may not'
  return message
}
