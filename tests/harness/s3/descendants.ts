import { readFileSync } from 'node:fs'

/** The processes that a process started, and those that these did. */
export function descendants(id: number): string[] {
  const children = readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').split(' ')
  return children.filter(Boolean).flatMap((child) => [child, ...descendants(Number(child))])
}
