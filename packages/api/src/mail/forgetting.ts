import type { Chore } from '../background/chore.ts'
import { TIDIED_EVERY_MS } from '../background/chore.ts'

export const forgettingMail: Chore = {
  what: 'forgetting mail',
  everyMs: TIDIED_EVERY_MS,
  perform: ({ mail, clock }, { signal }) => mail.forgetOld(clock.now(), signal),
}
