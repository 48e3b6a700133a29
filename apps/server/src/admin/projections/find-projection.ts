import type { Projection } from '@larder/api'
import { projections } from '@larder/api'
import { UsageFailure } from '../../startup/start-failure.ts'

/** The projection of this name. Throws UsageFailure, with the names that there are. */
export function findProjection(name: string): Projection {
  const found = projections.find((projection) => projection.name === name)
  if (found) return found
  const names = projections.map((projection) => projection.name).join(', ')
  throw new UsageFailure(`There is no projection "${name}". There is ${names}.`)
}
