import { appRouter } from '@larder/api'
import { VideoId } from '@larder/api/src/videos/schema.ts'

interface Built {
  _def: {
    type: 'query' | 'mutation' | 'subscription'
    inputs: [Described]
    output?: Described
  }
}

interface Described {
  toJSONSchema?(options: object): object
}

/** What says in a JSON schema that it is the id of a video. */
const idPattern = JSON.stringify((VideoId.toJSONSchema() as { pattern: string }).pattern)

/** What every answer has that shows a video: these fields beside each other. */
const videoFields = ['publishedAt', 'durationMs', 'thumbnail']

/** The procedures that take the id of a video, or answer one. */
export function procedureSurfaces(router: { _def: { procedures: object } } = appRouter): string[] {
  return Object.entries(router._def.procedures)
    .filter(([, procedure]) => takesVideo(procedure as Built) || answersVideo(procedure as Built))
    .map(([path]) => path)
    .sort()
}

function takesVideo({ _def }: Built): boolean {
  const [input] = _def.inputs
  return JSON.stringify(schemaOf(input, 'input')).includes(`"pattern":${idPattern}`)
}

function answersVideo({ _def }: Built): boolean {
  const { output } = _def
  return output !== undefined && somewhere(schemaOf(output, 'output'), isVideo)
}

function schemaOf(described: Described, io: 'input' | 'output'): object {
  return described.toJSONSchema?.({ io, unrepresentable: 'any' }) ?? {}
}

function isVideo(schema: object): boolean {
  const { properties } = schema as { properties?: object }
  const fields = Object.keys(properties ?? {})
  return videoFields.every((field) => fields.includes(field))
}

function somewhere(schema: unknown, holds: (schema: object) => boolean): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  return holds(schema) || Object.values(schema).some((part) => somewhere(part, holds))
}
