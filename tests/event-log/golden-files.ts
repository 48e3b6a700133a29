import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyEventType } from '@larder/api/src/event-log/define.ts'
import { upcast } from '@larder/api/src/event-log/define.ts'
import { z } from 'zod'
import { samplesOf } from '../audit/erasing/samples.ts'

export const directory = join(import.meta.dirname, 'golden')

/** What was recorded under one version of an event type, and what reading it gives today. */
export interface GoldenFile {
  /** The JSON schema of the payload then, without what is only said to people. */
  shape: unknown
  examples: { recorded: object; read: object }[]
}

/** Where the golden file of an event type is kept. */
export function pathOf(type: string, version: number): string {
  return join(directory, `${type}.v${version}.json`)
}

/** Undefined when there is none. */
export function readGolden(type: string, version: number): GoldenFile | undefined {
  const path = pathOf(type, version)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as GoldenFile) : undefined
}

/** Writes the file of today's version, unless there is one. Answers its path if it did. */
export function writeMissing(type: AnyEventType): string | undefined {
  const path = pathOf(type.type, type.schemaVersion)
  if (existsSync(path)) return undefined
  const examples = samplesOf(type).map((sample) => ({ recorded: sample, read: sample }))
  writeFileSync(path, `${JSON.stringify({ shape: shapeOf(type), examples }, null, 2)}\n`)
  return path
}

/** What is not as it was recorded once, in sentences. */
export function complaintsAbout(type: AnyEventType): string[] {
  const name = type.type
  const complaints: string[] = []
  for (let version = 1; version <= type.schemaVersion; version++) {
    const golden = readGolden(name, version)
    if (!golden)
      complaints.push(`${name} has no golden file for version ${version}: npm run golden`)
    else complaints.push(...complaintsOf(type, version, golden))
  }
  return complaints
}

/** The same about one version. */
export function complaintsOf(
  type: AnyEventType,
  version: number,
  { shape, examples }: GoldenFile,
): string[] {
  const isToday = version === type.schemaVersion
  const complaints =
    isToday && !isEqual(shape, shapeOf(type))
      ? [`The payload of ${type.type} changed: raise its schemaVersion and add an upcast`]
      : []
  for (const { recorded, read } of examples) {
    const now = upcast(type, version, recorded)
    if (!isEqual(now, read)) {
      complaints.push(`${type.type} of version ${version} is read as ${JSON.stringify(now)}`)
    }
    if (!isEqual(type.payload.safeParse(now).data, now)) {
      complaints.push(`${type.type} of version ${version} does not become a payload of today`)
    }
  }
  return complaints
}

function shapeOf({ payload }: AnyEventType): unknown {
  return withoutWords(z.toJSONSchema(payload))
}

/** What only people read, and limits that every number or text of its kind has. */
const WORDS = new Set(['$schema', 'description', 'minimum', 'maximum', 'pattern'])

function withoutWords(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutWords)
  if (typeof schema !== 'object' || schema === null) return schema
  const { properties, ...rest } = schema as { properties?: Record<string, unknown> }
  const kept = Object.entries(rest).filter(([name]) => !WORDS.has(name))
  const shape = Object.fromEntries(kept.map(([name, value]) => [name, withoutWords(value)]))
  if (!properties) return shape
  // A property may be called "description".
  const named = Object.entries(properties).map(([name, value]) => [name, withoutWords(value)])
  return { ...shape, properties: Object.fromEntries(named) }
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]))
}
