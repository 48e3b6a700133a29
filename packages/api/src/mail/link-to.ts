import type { LetterAction } from './letter.ts'

/**
 * The address of an action's page; undefined without a front end. It comes from the configuration
 * and never from a request. The token is a fragment, which browsers send to nobody.
 */
export function linkTo(
  frontUrl: string | undefined,
  action: Pick<LetterAction, 'page' | 'token'> | undefined,
): string | undefined {
  if (frontUrl === undefined || !action) return undefined
  return `${frontUrl}/${encodeURIComponent(action.page)}#${encodeURIComponent(action.token)}`
}
