import type { Answered } from './exchange.ts'
import { answerIn, factsOf, notLarder, reaching } from './exchange.ts'
import type { WireFailure } from './operate.ts'
import { errorFrom } from './operate.ts'

/** The error that a response other than the wanted one stands for; NOT_LARDER when it tells of none. */
export async function refusalIn(
  url: string,
  response: Answered,
  signal?: AbortSignal,
): Promise<Error> {
  const answer = await reaching(url, signal, () => answerIn(url, response))
  const { error } = (await answer.json()) as { error?: WireFailure }
  return error
    ? errorFrom(error, answer.facts)
    : notLarder(url, response.headers, factsOf(response))
}
