import type { Schema } from '../dialect/schema.ts'

/** One statement. It is remembered by its place in the list, so steps are only ever appended. */
export type Step = (schema: Schema) => Promise<unknown>
