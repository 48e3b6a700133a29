import type { Schema } from '../dialect/schema.ts'

/** One statement. It is remembered by its place in the list, so a list that has landed stays as it is. */
export type Step = (schema: Schema) => Promise<unknown>
